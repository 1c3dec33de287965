// What somebody does with ldapts: sign in, find, page, read groups, change a password, follow changes.
import { readFileSync } from 'node:fs';
import { Attribute, BerWriter, Change, Client, Control } from 'ldapts';

const { BASE, LDAPS_URL, CA_FILE, USER_PASSWORD, NEW_PASSWORD, ADMIN, ADMIN_PASSWORD } = process.env;
const STAFF = `OU=Staff,${BASE}`;

async function signedIn(name, password) {
  const client = new Client({ url: LDAPS_URL, tlsOptions: { ca: [readFileSync(CA_FILE)] } });
  try {
    await client.bind(name, password);
    return client;
  } catch (error) {
    await client.unbind();
    throw error;
  }
}

async function whoAmI(client) {
  return (await client.exop('1.3.6.1.4.1.4203.1.11.3')).value;
}

const quoted = (password) => Buffer.from(`"${password}"`, 'utf16le');

class DirSync extends Control {
  constructor(cookie = Buffer.alloc(0)) {
    super('1.2.840.113556.1.4.841', { critical: true });
    this.cookie = cookie;
    this.more = true;
  }

  writeControl(writer) {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(0);
    value.writeInt(1 << 20);
    value.writeBuffer(this.cookie, 4);
    value.endSequence();
    writer.writeBuffer(value.buffer, 4);
  }

  parseControl(reader) {
    reader.readSequence();
    this.more = reader.readInt() !== 0;
    reader.readInt();
    this.cookie = reader.readString(4, true);
  }
}

const user = await signedIn('ADATUM\\alice', USER_PASSWORD);
console.log('signed in:', await whoAmI(user));

const { searchEntries: [found] } = await user.search(BASE, { filter: '(&(objectCategory=person)(sAMAccountName=alice))' });
console.log('found:', found.dn, found.mail);

const { searchEntries: contacts } = await user.search(STAFF, { filter: '(objectClass=contact)', attributes: ['cn'], paged: { pageSize: 500 } });
console.log('paged:', new Set(contacts.map((entry) => entry.dn)).size);

const { searchEntries: groups } = await user.search(BASE, { filter: `(member:1.2.840.113556.1.4.1941:=${found.dn})`, attributes: ['cn'] });
console.log('groups:', ...groups.map((entry) => entry.cn).sort());

await user.modify(found.dn, [
  new Change({ operation: 'delete', modification: new Attribute({ type: 'unicodePwd', values: [quoted(USER_PASSWORD)] }) }),
  new Change({ operation: 'add', modification: new Attribute({ type: 'unicodePwd', values: [quoted(NEW_PASSWORD)] }) }),
]);
const again = await signedIn('alice.smith@adatum.com', NEW_PASSWORD);
console.log('signed in again:', await whoAmI(again));
await signedIn('ADATUM\\alice', 'wrong').catch((error) => console.log('refused:', error.code, /data (\w+)/.exec(error.message)[1]));

const admin = await signedIn(ADMIN, ADMIN_PASSWORD);
const changes = (state) => admin.search(BASE, { filter: '(objectClass=*)', attributes: ['title', 'isDeleted'] }, state);
const state = new DirSync();
while (state.more) {
  await changes(state);
}
await admin.modify(found.dn, new Change({ operation: 'replace', modification: new Attribute({ type: 'title', values: ['Manager'] }) }));
await admin.del(`CN=c0001,${STAFF}`);
for (const entry of (await changes(state)).searchEntries) {
  console.log('followed:', entry.dn.split(/,|\\0A/)[0], entry.isDeleted?.length ? 'deleted' : entry.title);
}
await Promise.all([user, again, admin].map((client) => client.unbind()));
