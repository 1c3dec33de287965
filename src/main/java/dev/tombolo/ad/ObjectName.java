package dev.tombolo.ad;

import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** The forms in which Active Directory lets a client name an object (MS-ADTS 3.1.1.3.1.2.4). */
public sealed interface ObjectName {
  /** By distinguished name. */
  record ByDn(DistinguishedName dn) implements ObjectName {}

  /** By {@code <GUID=…>}. */
  record ByGuid(UUID guid) implements ObjectName {}

  /** By {@code <SID=…>}. */
  record BySid(Sid sid) implements ObjectName {}

  /**
   * By {@code <WKGUID=…,DN>}: a well-known container below another object; the GUID in 32
   * upper-case digits.
   */
  record ByWellKnownGuid(String guid, DistinguishedName of) implements ObjectName {}

  /**
   * Reads a name in any of the forms.
   *
   * @throws DirectoryException invalidDNSyntax when it has none of them
   */
  static ObjectName parse(String text) throws DirectoryException {
    String trimmed = text.isEmpty() || text.charAt(0) != ' ' ? text : text.strip();
    if (trimmed.isEmpty() || trimmed.charAt(0) != '<') {
      return new ByDn(DistinguishedName.parse(trimmed));
    }
    int end = trimmed.length() - 1;
    int equals = trimmed.indexOf('=');
    if (trimmed.charAt(end) != '>'
        || equals < 0
        || trimmed.length() > DistinguishedName.MAX_LENGTH) {
      throw AdError.BAD_DN.name(text);
    }
    String value = trimmed.substring(equals + 1, end);
    return switch (trimmed.substring(1, equals).strip().toUpperCase(Locale.ROOT)) {
      case "GUID" -> new ByGuid(guid(value.strip(), text));
      case "SID" -> new BySid(sid(value.strip(), text));
      case "WKGUID" -> wellKnown(value, text);
      default -> throw AdError.BAD_DN.name(text);
    };
  }

  private static UUID guid(String value, String text) throws DirectoryException {
    if (Octets.HEX_32.matcher(value).matches()) {
      return ObjectGuid.of(HexFormat.of().parseHex(value));
    }
    return ObjectGuid.parse(value).orElseThrow(() -> AdError.BAD_DN.name(text));
  }

  private static Sid sid(String value, String text) throws DirectoryException {
    if (Octets.HEX.matcher(value).matches()) {
      byte[] octets = HexFormat.of().parseHex(value);
      if (Sid.isValid(octets)) {
        return Sid.of(octets);
      }
    }
    return Sid.parse(value).orElseThrow(() -> AdError.BAD_DN.name(text));
  }

  private static ObjectName wellKnown(String value, String text) throws DirectoryException {
    int comma = value.indexOf(',');
    String guid = comma < 0 ? "" : value.substring(0, comma).strip();
    if (!Octets.HEX_32.matcher(guid).matches()) {
      throw AdError.BAD_DN.name(text);
    }
    return new ByWellKnownGuid(
        guid.toUpperCase(Locale.ROOT), DistinguishedName.parse(value.substring(comma + 1)));
  }

  /** The digits a name may hold. */
  final class Octets {
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2})+");
    private static final Pattern HEX_32 = Pattern.compile("[0-9a-fA-F]{32}");

    private Octets() {}
  }
}
