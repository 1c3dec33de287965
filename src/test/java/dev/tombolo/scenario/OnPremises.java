package dev.tombolo.scenario;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Oids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What an administrator does on-premises, with any LDAP client. */
final class OnPremises implements AutoCloseable {
  static final String BASE = "DC=adatum,DC=com";
  static final String SYNC = "OU=Sync," + BASE;
  static final String NO_SYNC = "OU=NoSync," + BASE;
  static final String SALES = "OU=Sales," + SYNC;
  static final String PASSWORD = "Pa55w.rd1234";

  private final LDAPConnection connection;

  OnPremises(LDAPConnection connection) {
    this.connection = connection;
  }

  /** Creates a user with a mail address and a password; the distinguished name. */
  String addUser(String name, String container, Attribute... more) throws LDAPException {
    String dn = "CN=" + name + "," + container;
    AddRequest request =
        new AddRequest(
            dn,
            new Attribute("objectClass", "user"),
            new Attribute("sAMAccountName", name),
            new Attribute("displayName", name),
            new Attribute("userPrincipalName", name + "@adatum.com"),
            new Attribute("mail", name + "@adatum.com"),
            new Attribute("mailNickname", name),
            new Attribute("proxyAddresses", "SMTP:" + name + "@adatum.com"),
            new Attribute("userAccountControl", "512"),
            new Attribute("unicodePwd", quoted(PASSWORD)));
    for (Attribute attribute : more) {
      request.addAttribute(
          Attribute.mergeAttributes(
              new Attribute(attribute.getName(), values(request, attribute.getName())), attribute));
    }
    connection.add(request);
    return dn;
  }

  private static List<String> values(AddRequest request, String name) {
    Attribute there = request.getAttribute(name);
    return there == null ? List.of() : List.of(there.getValues());
  }

  /** Creates a security group with a member. */
  void addGroup(String dn, String name, String member) throws LDAPException {
    connection.add(
        dn,
        new Attribute("objectClass", "group"),
        new Attribute("sAMAccountName", name),
        new Attribute("displayName", name),
        new Attribute("groupType", "-2147483646"),
        new Attribute("member", member));
  }

  static byte[] quoted(String password) {
    return ('"' + password + '"').getBytes(StandardCharsets.UTF_16LE);
  }

  void delete(String dn) throws LDAPException {
    connection.delete(new DeleteRequest(dn));
  }

  /** Replaces an attribute. */
  void set(String dn, String attribute, String... values) throws LDAPException {
    connection.modify(dn, new Modification(ModificationType.REPLACE, attribute, values));
  }

  void setBinary(String dn, String attribute, byte[] value) throws LDAPException {
    connection.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
  }

  void setPassword(String dn, String password) throws LDAPException {
    setBinary(dn, "unicodePwd", quoted(password));
  }

  void addMember(String group, String member) throws LDAPException {
    connection.modify(group, new Modification(ModificationType.ADD, "member", member));
  }

  /** Moves an object into another container; its new name. */
  String move(String dn, String container) throws LDAPException {
    RDN rdn = new com.unboundid.ldap.sdk.DN(dn).getRDN();
    connection.modifyDN(new ModifyDNRequest(dn, rdn.toString(), true, container));
    return rdn + "," + container;
  }

  /** Brings an object back from the recycle bin, as {@code Restore-ADObject} does. */
  void undelete(UUID guid, String dn) throws LDAPException {
    ModifyRequest request =
        new ModifyRequest(
            "<GUID=" + guid + ">",
            new Modification(ModificationType.DELETE, "isDeleted"),
            new Modification(ModificationType.REPLACE, "distinguishedName", dn));
    request.addControl(new Control(Oids.SHOW_DELETED, true));
    connection.modify(request);
  }

  SearchResultEntry read(String dn, String... attributes) throws LDAPException {
    SearchResultEntry entry = connection.getEntry(dn, attributes);
    if (entry == null) {
      throw new AssertionError(dn + " is not there");
    }
    return entry;
  }

  UUID guid(String dn) throws LDAPException {
    return ObjectGuid.of(bytes(read(dn, "objectGUID"), "objectGUID"));
  }

  /** The immutable id that an object's guid makes. */
  String immutableId(String dn) throws LDAPException {
    return Base64.getEncoder().encodeToString(bytes(read(dn, "objectGUID"), "objectGUID"));
  }

  static byte[] bytes(SearchResultEntry entry, String attribute) {
    byte[] value = entry.getAttributeValueBytes(attribute);
    if (value == null) {
      throw new AssertionError(attribute + " is not in " + entry);
    }
    return value;
  }

  /** Whether a deleted object still is in the container of deleted objects. */
  boolean isDeletedObject(UUID guid) throws LDAPException {
    SearchRequest request =
        new SearchRequest("<GUID=" + guid + ">", SearchScope.BASE, "(isDeleted=TRUE)", "isDeleted");
    request.addControl(new Control(Oids.SHOW_DELETED, true));
    return connection.search(request).getEntryCount() == 1;
  }

  @Override
  public void close() {
    connection.close();
  }
}
