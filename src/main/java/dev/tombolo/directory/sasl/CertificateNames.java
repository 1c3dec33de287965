package dev.tombolo.directory.sasl;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The ways in which a certificate and an account belong together (MS-PKCA 3.1.5.2.1.4). */
final class CertificateNames {
  private static final int OTHER_NAME = 0;
  private static final int MAIL = 1;
  private static final String PRINCIPAL_NAME = "1.3.6.1.4.1.311.20.2.3";
  private static final String SUBJECT_KEY = "2.5.29.14";

  /** Microsoft's short names for types that RFC 2253 has none for. */
  private static final Map<String, String> TYPES =
      Map.of("1.2.840.113549.1.9.1", "E", "2.5.4.4", "SN", "2.5.4.42", "G", "2.5.4.12", "T");

  private CertificateNames() {}

  /** The user principal names among the certificate's alternative names. */
  static List<String> principalNames(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    for (List<?> each : alternativeNames(certificate)) {
      if (each.get(0).equals(OTHER_NAME) && each.get(1) instanceof byte[] octets) {
        addPrincipalName(octets, names);
      }
    }
    return names;
  }

  private static void addPrincipalName(byte[] octets, List<String> to) {
    try {
      ASN1Element[] parts = ASN1Sequence.decodeAsSequence(ASN1Element.decode(octets)).elements();
      if (ASN1ObjectIdentifier.decodeAsObjectIdentifier(parts[0])
          .getOID()
          .toString()
          .equals(PRINCIPAL_NAME)) {
        ASN1Element value = ASN1Element.decode(parts[1].getValue());
        if (value.getType() == (byte) 0xA0) {
          value = ASN1Element.decode(value.getValue()); // some Java versions give one tag more
        }
        to.add(ASN1OctetString.decodeAsOctetString(value).stringValue());
      }
    } catch (ASN1Exception | ArrayIndexOutOfBoundsException e) {
      to.clear(); // such a name is nobody's
    }
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** The values of {@code altSecurityIdentities} that would name the certificate. */
  static List<String> mappings(X509Certificate certificate) {
    String issuer = name(certificate.getIssuerX500Principal());
    String subject = name(certificate.getSubjectX500Principal());
    List<String> values = new ArrayList<>();
    values.add("X509:<I>" + issuer + "<S>" + subject);
    values.add(
        "X509:<I>" + issuer + "<SR>" + reversed(certificate.getSerialNumber().toByteArray()));
    values.add("X509:<S>" + subject);
    byte[] key = certificate.getExtensionValue(SUBJECT_KEY);
    if (key != null && key.length > 4) {
      values.add("X509:<SKI>" + HexFormat.of().formatHex(key, 4, key.length));
    }
    for (List<?> each : alternativeNames(certificate)) {
      if (each.get(0).equals(MAIL)) {
        values.add("X509:<RFC822>" + each.get(1));
      }
    }
    return values;
  }

  /** A name from its root on, as Microsoft's tools write it there. */
  private static String name(X500Principal principal) {
    try {
      return new LdapName(principal.getName(X500Principal.RFC2253, TYPES))
          .getRdns().stream().map(Rdn::toString).collect(Collectors.joining(","));
    } catch (InvalidNameException e) {
      return principal.getName(X500Principal.RFC2253, TYPES);
    }
  }

  private static String reversed(byte[] number) {
    StringBuilder hex = new StringBuilder();
    for (int i = number.length - 1; i >= 0; i--) {
      hex.append(HexFormat.of().toHexDigits(number[i]));
    }
    return hex.toString();
  }
}
