package dev.tombolo.cli.demo;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Oids;
import dev.tombolo.lab.Ready;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** The domain controller, as an administrator's LDAP client sees it. */
public final class OnPremises implements AutoCloseable {
  static final String PASSWORD = "Pa55w.rd1234";

  private final Ready ready;
  private final LDAPConnection connection;

  private OnPremises(Ready ready, LDAPConnection connection) {
    this.ready = ready;
    this.connection = connection;
  }

  /** Signs in as the Administrator, over TLS. */
  static OnPremises administrator(Ready ready) throws LDAPException {
    return new OnPremises(
        ready,
        connect(ready, String.valueOf(ready.bindDn()), String.valueOf(ready.bindPassword())));
  }

  private static LDAPConnection connect(Ready ready, String name, String password)
      throws LDAPException {
    URI where = URI.create(String.valueOf(ready.ldaps()));
    SSLUtil tls;
    try {
      tls = new SSLUtil(new PEMFileTrustManager(new File(String.valueOf(ready.caCertificate()))));
      return new LDAPConnection(
          tls.createSSLSocketFactory(), where.getHost(), where.getPort(), name, password);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be had: " + e.getMessage(), e);
    }
  }

  /** Whether somebody can sign in to the domain. */
  public boolean signsIn(String name, String password) {
    try {
      connect(ready, name, password).close();
      return true;
    } catch (LDAPException e) {
      return false;
    }
  }

  /** A name below the domain. */
  public String dn(String relative) {
    return relative + "," + ready.baseDn();
  }

  /** The account of a logon name. */
  public String account(String logonName) throws LDAPException {
    SearchResultEntry entry =
        connection.searchForEntry(
            String.valueOf(ready.baseDn()),
            SearchScope.SUB,
            Filter.createEqualityFilter("sAMAccountName", logonName),
            "objectGUID");
    if (entry == null) {
      throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "there is no account " + logonName);
    }
    return entry.getDN();
  }

  /** Creates a user, as {@code New-ADUser} does; the distinguished name. */
  public String addUser(String logonName, Attribute... more) throws LDAPException {
    String dn = dn("CN=" + logonName + ",OU=Sales,OU=Sync");
    String name = logonName + "@adatum.com";
    AddRequest request =
        new AddRequest(
            dn,
            new Attribute("objectClass", "user"),
            new Attribute("sAMAccountName", logonName),
            new Attribute("displayName", logonName),
            new Attribute("userPrincipalName", name),
            new Attribute("mail", name),
            new Attribute("mailNickname", logonName),
            new Attribute("proxyAddresses", "SMTP:" + name),
            new Attribute("userAccountControl", "512"),
            new Attribute("unicodePwd", quoted(PASSWORD)));
    for (Attribute attribute : more) {
      request.addAttribute(attribute);
    }
    connection.add(request);
    return dn;
  }

  private static byte[] quoted(String password) {
    return ('"' + password + '"').getBytes(StandardCharsets.UTF_16LE);
  }

  /** Deletes an object, as {@code Remove-ADUser} does. */
  public void delete(String dn) throws LDAPException {
    connection.delete(dn);
  }

  /** Replaces an attribute. */
  public void set(String dn, String attribute, String value) throws LDAPException {
    connection.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
  }

  /** Moves an object, as {@code Move-ADObject} does; its new name. */
  public String move(String dn, String container) throws LDAPException {
    String rdn = new DN(dn).getRDN().toString();
    connection.modifyDN(dn, rdn, true, container);
    return rdn + "," + container;
  }

  /** An object's GUID. */
  public UUID guid(String dn) throws LDAPException {
    SearchResultEntry entry = connection.getEntry(dn, "objectGUID");
    byte[] octets = entry == null ? null : entry.getAttributeValueBytes("objectGUID");
    if (octets == null) {
      throw new LDAPException(ResultCode.NO_SUCH_OBJECT, dn + " is not there");
    }
    return ObjectGuid.of(octets);
  }

  /** Brings a deleted object back, as {@code Restore-ADObject} does. */
  public void undelete(UUID guid, String dn) throws LDAPException {
    ModifyRequest request =
        new ModifyRequest(
            "<GUID=" + guid + ">",
            new Modification(ModificationType.DELETE, "isDeleted"),
            new Modification(ModificationType.REPLACE, "distinguishedName", dn));
    request.addControl(new Control(Oids.SHOW_DELETED, true));
    connection.modify(request);
  }

  @Override
  public void close() {
    connection.close();
  }
}
