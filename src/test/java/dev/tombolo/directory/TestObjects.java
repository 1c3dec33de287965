package dev.tombolo.directory;

import static dev.tombolo.directory.TestDirectory.BASE;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.directory.security.Passwords;
import java.util.UUID;

/** Makes and reads objects over a connection, with what tests most often want of them. */
final class TestObjects {
  static final String USERS = "CN=Users," + BASE;
  static final String PASSWORD = "Secret-1-first";

  private final LDAPConnection client;

  TestObjects(LDAPConnection client) {
    this.client = client;
  }

  /** An enabled user below {@code CN=Users}; returns its DN. */
  String user(String name) throws LDAPException {
    return user(name, PASSWORD);
  }

  /** An enabled user with a password. */
  String user(String name, String password) throws LDAPException {
    String dn = "CN=" + name + "," + USERS;
    client.add(
        dn,
        new Attribute("objectClass", "user"),
        new Attribute("sAMAccountName", name),
        new Attribute("unicodePwd", Passwords.quote(password)),
        new Attribute("userAccountControl", "512"));
    return dn;
  }

  /** A global security group below {@code CN=Users} with members; returns its DN. */
  String group(String name, String... members) throws LDAPException {
    String dn = "CN=" + name + "," + USERS;
    client.add(dn, new Attribute("objectClass", "group"), new Attribute("sAMAccountName", name));
    if (members.length > 0) {
      change(dn, ModificationType.ADD, "member", members);
    }
    return dn;
  }

  /** An organizational unit; returns its DN. */
  String unit(String name, String parent) throws LDAPException {
    String dn = "OU=" + name + "," + parent;
    client.add(dn, new Attribute("objectClass", "organizationalUnit"));
    return dn;
  }

  void set(String dn, String attribute, String... values) throws LDAPException {
    change(dn, ModificationType.REPLACE, attribute, values);
  }

  void change(String dn, ModificationType how, String attribute, String... values)
      throws LDAPException {
    client.modify(dn, new Modification(how, attribute, values));
  }

  /** Sets a password without knowing the old one. */
  void reset(String dn, String password) throws LDAPException {
    client.modify(
        dn, new Modification(ModificationType.REPLACE, "unicodePwd", Passwords.quote(password)));
  }

  SearchResultEntry read(String dn, String... attributes) throws LDAPException {
    SearchResultEntry entry = client.getEntry(dn, attributes);
    if (entry == null) {
      throw new AssertionError("there is no " + dn);
    }
    return entry;
  }

  String value(String dn, String attribute) throws LDAPException {
    String value = read(dn, attribute).getAttributeValue(attribute);
    if (value == null) {
      throw new AssertionError(dn + " has no " + attribute);
    }
    return value;
  }

  long number(String dn, String attribute) throws LDAPException {
    return Long.parseLong(value(dn, attribute));
  }

  UUID guid(String dn) throws LDAPException {
    return ObjectGuid.of(read(dn, "objectGUID").getAttributeValueBytes("objectGUID"));
  }
}
