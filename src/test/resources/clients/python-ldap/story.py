"""What somebody does with python-ldap: sign in, find, page, read groups, change a password, follow changes."""

import os
import re

import ldap
from ldap.controls import LDAPControl, RequestControl, SimplePagedResultsControl
from pyasn1.codec.ber import decoder, encoder
from pyasn1.type import univ

BASE = os.environ["BASE"]
STAFF = "OU=Staff," + BASE
NOTIFICATION = "1.2.840.113556.1.4.528"


class DirSync(LDAPControl):
    controlType = "1.2.840.113556.1.4.841"

    def __init__(self, criticality=True, cookie=b""):
        self.criticality = criticality
        self.cookie = cookie
        self.more = True

    def encodeControlValue(self):
        value = univ.Sequence()
        value[0], value[1], value[2] = univ.Integer(0), univ.Integer(1 << 20), univ.OctetString(self.cookie)
        return encoder.encode(value)

    def decodeControlValue(self, encoded):
        value, _ = decoder.decode(encoded)
        self.more, self.cookie = int(value[0]) != 0, bytes(value[2])


def connect(name, password):
    connection = ldap.initialize(os.environ["LDAPS_URL"])
    connection.set_option(ldap.OPT_X_TLS_CACERTFILE, os.environ["CA_FILE"])
    connection.set_option(ldap.OPT_X_TLS_NEWCTX, 0)
    connection.set_option(ldap.OPT_REFERRALS, 0)
    connection.simple_bind_s(name, password)
    return connection


def quoted(password):
    return f'"{password}"'.encode("utf-16-le")


user = connect("ADATUM\\alice", os.environ["USER_PASSWORD"])
print("signed in:", user.whoami_s())

entries = user.search_s(BASE, ldap.SCOPE_SUBTREE, "(&(objectCategory=person)(sAMAccountName=alice))", ["mail"])
dn, attributes = next(entry for entry in entries if entry[0])
print("found:", dn, attributes["mail"][0].decode())

names = set()
page = SimplePagedResultsControl(True, size=500, cookie="")
while True:
    request = user.search_ext(STAFF, ldap.SCOPE_ONELEVEL, "(objectClass=contact)", ["cn"], serverctrls=[page])
    _, results, _, controls = user.result3(request)
    names.update(name for name, _ in results)
    page.cookie = next(c.cookie for c in controls if c.controlType == SimplePagedResultsControl.controlType)
    if not page.cookie:
        break
print("paged:", len(names))

groups = user.search_s(BASE, ldap.SCOPE_SUBTREE, f"(member:1.2.840.113556.1.4.1941:={dn})", ["cn"])
print("groups:", *sorted(entry["cn"][0].decode() for name, entry in groups if name))

user.modify_s(
    dn,
    [
        (ldap.MOD_DELETE, "unicodePwd", [quoted(os.environ["USER_PASSWORD"])]),
        (ldap.MOD_ADD, "unicodePwd", [quoted(os.environ["NEW_PASSWORD"])]),
    ],
)
print("signed in again:", connect("alice.smith@adatum.com", os.environ["NEW_PASSWORD"]).whoami_s())
try:
    connect("ADATUM\\alice", "wrong")
except ldap.INVALID_CREDENTIALS as refused:
    print("refused:", refused.args[0]["result"], re.search(r"data (\w+)", refused.args[0]["info"])[1])

admin = connect(os.environ["ADMIN"], os.environ["ADMIN_PASSWORD"])


def changes(state):
    request = admin.search_ext(BASE, ldap.SCOPE_SUBTREE, "(objectClass=*)", ["title", "isDeleted"], serverctrls=[state])
    known = {DirSync.controlType: DirSync}
    _, told, _, controls, _, _ = admin.result4(request, resp_ctrl_classes=known)
    return controls[0], told


state = DirSync()
while state.more:
    state, _ = changes(state)
admin.modify_s(dn, [(ldap.MOD_REPLACE, "title", [b"Manager"])])
admin.delete_s("CN=c0001," + STAFF)
for name, told in changes(state)[1]:
    print("followed:", name.split(",")[0].split("\\0A")[0], "deleted" if told.get("isDeleted") else told["title"][0].decode())

for _ in range(5):
    admin.search_ext(STAFF, ldap.SCOPE_SUBTREE, "(objectClass=*)", serverctrls=[RequestControl(NOTIFICATION, True)])
sixth = admin.search_ext(STAFF, ldap.SCOPE_SUBTREE, "(objectClass=*)", serverctrls=[RequestControl(NOTIFICATION, True)])
try:
    admin.result3(sixth, timeout=60)
except ldap.ADMINLIMIT_EXCEEDED as exceeded:
    print("sixth notification:", exceeded.args[0]["result"])
