// Microsoft's authentication library for Node gets its tokens from a lab.
import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node';
import assert from 'node:assert/strict';

const { TENANT: base, TENANT_ID: tenantId, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = process.env;
const host = new URL(base).host;
const auth = { clientId, authority: `${base}/${tenantId}`, knownAuthorities: [host] };
const scopes = ['https://graph.microsoft.com/.default'];

async function me(token) {
  const answer = await fetch(`${base}/v1.0/me`, { headers: { Authorization: `Bearer ${token}` } });
  return (await answer.json()).userPrincipalName;
}

const steps = {
  async 'client credentials'() {
    const app = new ConfidentialClientApplication({ auth: { ...auth, clientSecret } });
    const result = await app.acquireTokenByClientCredential({ scopes });
    const answer = await fetch(`${base}/v1.0/users`, {
      headers: { Authorization: `Bearer ${result.accessToken}` },
    });
    assert.equal(answer.status, 200);
    const wrong = new ConfidentialClientApplication({ auth: { ...auth, clientSecret: 'wrong' } });
    await assert.rejects(wrong.acquireTokenByClientCredential({ scopes }), /7000215/);
  },

  async 'password, and silently again'() {
    const app = new PublicClientApplication({ auth });
    const result = await app.acquireTokenByUsernamePassword({
      scopes,
      username: process.env.USER_NAME,
      password: process.env.USER_PASSWORD,
    });
    assert.equal(await me(result.accessToken), process.env.USER_NAME);
    assert.equal(result.account.username, process.env.USER_NAME);
    const again = await app.acquireTokenSilent({ account: result.account, scopes, forceRefresh: true });
    assert.equal(again.fromCache, false);
    assert.equal(await me(again.accessToken), process.env.USER_NAME);
    await assert.rejects(
      app.acquireTokenByUsernamePassword({ scopes, username: process.env.USER_NAME, password: 'wrong' }),
      /50126/);
  },

  async 'device code'() {
    const app = new PublicClientApplication({ auth });
    const result = await app.acquireTokenByDeviceCode({
      scopes,
      deviceCodeCallback: (code) => {
        const form = new URLSearchParams({
          code: code.userCode,
          username: process.env.USER_NAME,
          password: process.env.USER_PASSWORD,
        });
        fetch(code.verificationUri, { method: 'POST', body: form }).then((answer) =>
          assert.equal(answer.status, 200));
      },
    });
    assert.equal(await me(result.accessToken), process.env.USER_NAME);
  },
};

for (const [name, step] of Object.entries(steps)) {
  await step();
  console.log(`ok: ${name}`);
}
