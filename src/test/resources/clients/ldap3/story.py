"""What somebody does with ldap3: sign in, find, page, read groups, change a password, follow changes."""

import os
import re
import ssl

from ldap3 import ALL, MODIFY_REPLACE, SUBTREE, Connection, Server, Tls

BASE = os.environ["BASE"]
USER_PASSWORD = os.environ["USER_PASSWORD"]
NEW_PASSWORD = os.environ["NEW_PASSWORD"]

tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=os.environ["CA_FILE"], version=ssl.PROTOCOL_TLS_CLIENT)
server = Server(os.environ["LDAPS_URL"], get_info=ALL, tls=tls)


def connect(name, password):
    return Connection(server, name, password, auto_bind=True)


user = connect("ADATUM\\alice", USER_PASSWORD)
print("signed in:", user.extend.standard.who_am_i())
print("is Active Directory:", server.info.naming_contexts[0] == BASE and bool(server.schema.attribute_types["sAMAccountName"]))

user.search(BASE, "(&(objectCategory=person)(sAMAccountName=alice))", attributes=["cn", "mail", "objectGUID", "whenCreated"])
found = user.entries[0]
print("found:", found.entry_dn, found.mail)

contacts = user.extend.standard.paged_search("OU=Staff," + BASE, "(objectClass=contact)", SUBTREE, attributes=["cn"], paged_size=500, generator=True)
print("paged:", len({entry["dn"] for entry in contacts if entry["type"] == "searchResEntry"}))

user.search(BASE, f"(member:1.2.840.113556.1.4.1941:={found.entry_dn})", attributes=["cn"])
print("groups:", *sorted(str(entry.cn) for entry in user.entries))

assert user.extend.microsoft.modify_password(found.entry_dn, NEW_PASSWORD, USER_PASSWORD)
print("signed in again:", connect("alice.smith@adatum.com", NEW_PASSWORD).extend.standard.who_am_i())
refused = Connection(server, "ADATUM\\alice", "wrong")
assert not refused.bind()
print("refused:", refused.result["result"], re.search(r"data (\w+)", refused.result["message"])[1])

admin = connect(os.environ["ADMIN"], os.environ["ADMIN_PASSWORD"])
changes = admin.extend.microsoft.dir_sync(BASE, attributes=["title", "isDeleted"])
changes.loop()
while changes.more_results:
    changes.loop()
admin.modify(found.entry_dn, {"title": [(MODIFY_REPLACE, ["Manager"])]})
admin.delete("CN=c0001,OU=Staff," + BASE)
for entry in changes.loop():
    if entry["type"] == "searchResEntry":
        name = entry["dn"].split(";")[-1].split(",")[0].split("\\0A")[0]
        print("followed:", name, "deleted" if entry["attributes"].get("isDeleted") else entry["attributes"]["title"])
