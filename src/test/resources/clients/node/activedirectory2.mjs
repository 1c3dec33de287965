// What somebody does with activedirectory2: authenticate, find users and groups, follow changes by USN.
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import ActiveDirectory from 'activedirectory2';
import { Attribute, Change, Client } from 'ldapts';

const { BASE, LDAP_URL, LDAPS_URL, CA_FILE, USER_PASSWORD, ADMIN, ADMIN_PASSWORD } = process.env;
const directory = new ActiveDirectory({
  url: LDAPS_URL,
  baseDN: BASE,
  username: ADMIN,
  password: ADMIN_PASSWORD,
  tlsOptions: { ca: [readFileSync(CA_FILE)] },
});
const call = (name, ...args) => promisify(directory[name]).apply(directory, args);

console.log('authenticated:', await call('authenticate', 'alice.smith@adatum.com', USER_PASSWORD));
await call('authenticate', 'ADATUM\\alice', 'wrong').catch((error) => console.log('refused:', error.code, /data (\w+)/.exec(error.lde_message)[1]));

const user = await call('findUser', 'alice');
console.log('found:', user.dn, user.mail);
console.log('found by principal name:', (await call('findUser', 'alice.smith@adatum.com')).cn);
console.log('found by name:', (await call('findUser', user.dn)).cn);
console.log('user exists:', await call('userExists', 'alice'), await call('userExists', 'nobody'));

console.log('group:', (await call('findGroup', 'Inner')).dn);
console.log('groups:', ...(await call('getGroupMembershipForUser', 'alice')).map((group) => group.cn).sort());
console.log('member:', await call('isUserMemberOf', 'alice', 'Inner'), await call('isUserMemberOf', 'alice', 'Domain Admins'));
console.log('users of group:', ...(await call('getUsersForGroup', 'Outer')).map((member) => member.cn));

const contacts = await call('find', { baseDN: `OU=Staff,${BASE}`, filter: '(objectClass=contact)', includeMembership: [], paged: true });
console.log('paged:', contacts.users.length);

// It only reads, so another client makes the change; the USN says where to go on.
const usn = Number((await call('getRootDSE', LDAP_URL, ['highestCommittedUSN'])).highestCommittedUSN);
const editor = new Client({ url: LDAPS_URL, tlsOptions: { ca: [readFileSync(CA_FILE)] } });
await editor.bind(ADMIN, ADMIN_PASSWORD);
await editor.modify(user.dn, new Change({ operation: 'replace', modification: new Attribute({ type: 'title', values: ['Manager'] }) }));
await editor.unbind();
const changed = await call('find', { filter: `(uSNChanged>=${usn + 1})`, attributes: ['cn', 'title'], includeMembership: [] });
console.log('followed:', ...[...changed.users, ...changed.groups, ...changed.other].map((entry) => `${entry.cn} ${entry.title}`));
