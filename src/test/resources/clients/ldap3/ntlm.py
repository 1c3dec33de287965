"""Signs in with ldap3 by NTLM, in clear and over TLS, and tells what it saw."""
import os
import sys

import Cryptodome.Hash.MD4
import ldap3

# ldap3 looks for MD4, which OpenSSL no longer has, under the name the library has elsewhere.
sys.modules["Crypto"] = sys.modules["Cryptodome"]
sys.modules["Crypto.Hash"] = sys.modules["Cryptodome.Hash"]

name = os.environ["USER_NAME"]
password = os.environ["USER_PASSWORD"]


def connection(url, secret):
    server = ldap3.Server(os.environ[url], tls=ldap3.Tls(ca_certs_file=os.environ["CA_FILE"]))
    return ldap3.Connection(server, name, secret, authentication=ldap3.NTLM)


for url in ("LDAP_URL", "LDAPS_URL"):
    with connection(url, password) as session:
        print("signed in:", session.extend.standard.who_am_i())

refused = connection("LDAP_URL", password + "x")
print("refused:", refused.bind(), refused.result["result"], "52e" in refused.result["message"])
