package dev.tombolo.directory;

import static dev.tombolo.directory.TestDirectory.BASE;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Ace;
import dev.tombolo.ad.Acl;
import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.Oids;
import dev.tombolo.ad.Sddl;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes security descriptors over a connection, as text. */
final class Descriptors {
  static final String ATTRIBUTE = "nTSecurityDescriptor";
  static final int DACL = SecurityDescriptor.DACL;

  private final LDAPConnection client;

  Descriptors(LDAPConnection client) {
    this.client = client;
  }

  /** The SD flags control. */
  static Control flags(int flags) {
    return new Control(
        Oids.SD_FLAGS,
        true,
        new ASN1OctetString(new ASN1Sequence(new ASN1Integer(flags)).encode()));
  }

  static Control showDeleted() {
    return new Control(Oids.SHOW_DELETED, true);
  }

  Sid sid(String dn) throws LDAPException {
    return Sid.of(client.getEntry(dn, "objectSid").getAttributeValueBytes("objectSid"));
  }

  private Sddl sddl() throws LDAPException {
    return Sddl.inDomain(sid(BASE));
  }

  byte[] encode(String text) throws LDAPException {
    try {
      return sddl().parse(text).encode();
    } catch (DescriptorException e) {
      throw new AssertionError(text, e);
    }
  }

  /** The parts of an object's descriptor; empty when it is not shown. */
  String read(String dn, int flags) throws LDAPException {
    SearchRequest request = new SearchRequest(dn, SearchScope.BASE, "(objectClass=*)", ATTRIBUTE);
    request.addControls(flags(flags), showDeleted());
    SearchResultEntry entry = client.search(request).getSearchEntries().get(0);
    byte[] value = entry.getAttributeValueBytes(ATTRIBUTE);
    return value == null ? "" : sddl().format(decode(value));
  }

  static SecurityDescriptor decode(byte[] value) {
    try {
      return SecurityDescriptor.decode(value);
    } catch (DescriptorException e) {
      throw new AssertionError(e);
    }
  }

  /** Replaces the parts that flags name. */
  void write(String dn, int flags, String text) throws LDAPException {
    ModifyRequest request =
        new ModifyRequest(dn, new Modification(ModificationType.REPLACE, ATTRIBUTE, encode(text)));
    request.addControls(flags(flags), showDeleted());
    client.modify(request);
  }

  /** Adds entries to an object's list; {@code {}} in them stands for a trustee. */
  void grant(String dn, String trustee, String entries) throws LDAPException {
    List<Ace> all = new ArrayList<>();
    try {
      SecurityDescriptor now = sddl().parse(read(dn, DACL));
      all.addAll(
          list(sddl().parse("D:" + entries.replace("{}", sid(trustee).toString()))).entries());
      all.addAll(list(now).entries());
      SecurityDescriptor wanted =
          new SecurityDescriptor(now.control(), null, null, new Acl(all), null);
      write(dn, DACL, sddl().format(wanted));
    } catch (DescriptorException e) {
      throw new AssertionError(entries, e);
    }
  }

  private static Acl list(SecurityDescriptor descriptor) {
    Acl list = descriptor.dacl();
    if (list == null) {
      throw new AssertionError("there is no list");
    }
    return list;
  }
}
