// A program as its author would write it for Microsoft Graph, with Microsoft's client, pointed at a lab.
import { Client, PageIterator, BatchRequestContent, BatchResponseContent } from '@microsoft/microsoft-graph-client';
import assert from 'node:assert/strict';

const base = process.env.TENANT;
const token = process.env.TOKEN;
const graph = Client.initWithMiddleware({
  baseUrl: base + '/',
  defaultVersion: 'v1.0',
  authProvider: { getAccessToken: async () => token },
  customHosts: new Set(['127.0.0.1']),
});

const create = (name) =>
  graph.api('/users').post({
    accountEnabled: true,
    displayName: `Node ${name}`,
    mailNickname: name,
    userPrincipalName: `${name}@adatum.com`,
    usageLocation: 'NO',
    passwordProfile: { password: 'Pa$$w0rd-1', forceChangePasswordNextSignIn: false },
  });

async function refused(status, code, work) {
  await assert.rejects(work, (error) => {
    assert.equal(error.statusCode, status);
    assert.equal(error.code, code);
    assert.ok(error.requestId || error.headers?.get('request-id'));
    return true;
  });
}

const steps = {
  async 'create, read, change, delete'() {
    const user = await create('node-one');
    await graph.api(`/users/${user.id}`).patch({ jobTitle: 'Clerk' });
    const read = await graph.api('/users/node-one@adatum.com').select('id,jobTitle').get();
    assert.equal(read.id, user.id);
    assert.equal(read.jobTitle, 'Clerk');
    await graph.api(`/users/${user.id}`).delete();
    await refused(404, 'Request_ResourceNotFound', () => graph.api(`/users/${user.id}`).get());
    await refused(400, 'Request_BadRequest', () => graph.api('/users').post({ displayName: 'x' }));
  },

  async 'list, filter, page'() {
    for (let i = 0; i < 5; i++) await create(`page${i}`);
    const first = await graph
      .api('/users')
      .header('ConsistencyLevel', 'eventual')
      .filter("startsWith(userPrincipalName,'page')")
      .orderby('displayName')
      .select('displayName')
      .count(true)
      .top(2)
      .get();
    assert.equal(first['@odata.count'], 5);
    const names = [];
    await new PageIterator(graph, first, (user) => names.push(user.displayName) > 0, {
      headers: { ConsistencyLevel: 'eventual' },
    }).iterate();
    assert.deepEqual(names, ['Node page0', 'Node page1', 'Node page2', 'Node page3', 'Node page4']);
  },

  async 'follow changes'() {
    const all = async (page) => {
      const found = new Map();
      for (;;) {
        for (const user of page.value) found.set(user.id, user);
        if (page['@odata.deltaLink']) return [found, page['@odata.deltaLink']];
        page = await graph.api(page['@odata.nextLink']).get();
      }
    };
    const [, link] = await all(await graph.api('/users/delta').select('displayName').get());
    const came = await create('node-came');
    const gone = await create('node-gone');
    await graph.api(`/users/${gone.id}`).delete();
    const [changed] = await all(await graph.api(link).get());
    assert.equal(changed.get(came.id).displayName, 'Node node-came');
    assert.equal(changed.get(gone.id)['@removed'].reason, 'changed');
  },

  async 'delete, list, restore'() {
    const user = await create('node-bin');
    await graph.api(`/users/${user.id}`).delete();
    const bin = await graph.api('/directory/deletedItems/microsoft.graph.user').get();
    assert.ok(bin.value.some((item) => item.id === user.id && item.deletedDateTime));
    const other = await create('node-bin');
    await refused(400, 'Request_BadRequest', () =>
      graph.api(`/directory/deletedItems/${user.id}/restore`).post({}));
    const restored = await graph
      .api(`/directory/deletedItems/${user.id}/restore`)
      .post({ newUserPrincipalName: 'node-bin2@adatum.com', autoReconcileProxyConflict: true });
    assert.equal(restored.userPrincipalName, 'node-bin2@adatum.com');
    assert.notEqual(other.id, user.id);
  },

  async 'assign a licence'() {
    const user = await create('node-licence');
    const sku = (await graph.api('/subscribedSkus').get()).value.find((s) => s.skuPartNumber === 'SPE_E5');
    const after = await graph
      .api(`/users/${user.id}/assignLicense`)
      .post({ addLicenses: [{ skuId: sku.skuId, disabledPlans: [] }], removeLicenses: [] });
    assert.equal(after.id, user.id);
    const details = await graph.api(`/users/${user.id}/licenseDetails`).get();
    assert.equal(details.value[0].skuPartNumber, 'SPE_E5');
  },

  async 'manage members'() {
    const group = await graph
      .api('/groups')
      .post({ displayName: 'Node group', mailEnabled: false, mailNickname: 'node-group', securityEnabled: true });
    const user = await create('node-member');
    await graph
      .api(`/groups/${group.id}/members/$ref`)
      .post({ '@odata.id': `${base}/v1.0/directoryObjects/${user.id}` });
    const members = await graph.api(`/groups/${group.id}/members`).get();
    assert.equal(members.value[0]['@odata.type'], '#microsoft.graph.user');
    await graph.api(`/groups/${group.id}/members/${user.id}/$ref`).delete();
    assert.equal((await graph.api(`/groups/${group.id}/members`).get()).value.length, 0);
  },

  async 'send a batch'() {
    // The client takes what follows the host as the URL inside the batch.
    const request = (path) => new Request(`${base}${path}`);
    const content = await new BatchRequestContent([
      { id: '1', request: request('/organization') },
      { id: '2', request: request('/users/nobody@adatum.com') },
    ]).getContent();
    const answers = new BatchResponseContent(await graph.api('/$batch').post(content));
    assert.equal(answers.getResponseById('1').status, 200);
    assert.equal(answers.getResponseById('2').status, 404);
  },

  async 'be throttled, and try again'() {
    // The lab answers the next request for domains with 429; the client waits and asks again.
    const domains = await graph.api('/domains').get();
    assert.ok(domains.value.some((domain) => domain.id === 'adatum.com'));
  },
};

for (const [name, step] of Object.entries(steps)) {
  await step();
  console.log(`ok: ${name}`);
}
