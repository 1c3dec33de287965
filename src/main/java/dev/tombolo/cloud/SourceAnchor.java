package dev.tombolo.cloud;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The immutable key of a synchronized object, the same on both sides: {@code sourceAnchor} in the
 * sync engine, {@code onPremisesImmutableId} in Graph. Case-sensitive.
 *
 * @param value the text on the wire
 */
public record SourceAnchor(@JsonValue String value) {
  private static final int MAX_LENGTH = 60;
  private static final int COST_OF_SPECIAL = 3;
  private static final String FORBIDDEN = "\\!#$%&*+/=?^`{}|~<>()';:,[]\"@_";
  private static final String DN_PREFIX = "CN={";

  /** Reads the wire's text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SourceAnchor of(String value) {
    return new SourceAnchor(value);
  }

  /**
   * The anchor made of a binary attribute: base64 of its octets as they are on the LDAP wire, so a
   * GUID's first three fields are little-endian.
   */
  public static SourceAnchor of(byte[] octets) {
    return new SourceAnchor(Base64.getEncoder().encodeToString(octets));
  }

  /** The octets the anchor was made of, if it is base64. */
  public Optional<byte[]> octets() {
    try {
      return Optional.of(Base64.getDecoder().decode(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Why a text attribute's value may not serve as an anchor, if so: it has to be shorter than 60
   * characters, where each one other than a letter or digit counts as three, and must not contain
   * certain characters. (Binary attributes are encoded, and always fit.)
   */
  public static Optional<String> flawOf(String attributeValue) {
    int cost = 0;
    for (int i = 0; i < attributeValue.length(); i++) {
      char c = attributeValue.charAt(i);
      if (FORBIDDEN.indexOf(c) >= 0) {
        return Optional.of("it contains the character " + c);
      }
      cost += isAlphanumeric(c) ? 1 : COST_OF_SPECIAL;
    }
    if (attributeValue.isEmpty()) {
      return Optional.of("it is empty");
    }
    return cost < MAX_LENGTH ? Optional.empty() : Optional.of("it is too long");
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** The object's DN in the tenant's connector space: {@code CN={HEX(ASCII(anchor))}}. */
  public String connectorDn() {
    byte[] ascii = value.getBytes(StandardCharsets.US_ASCII);
    return DN_PREFIX + HexFormat.of().withUpperCase().formatHex(ascii) + "}";
  }

  /**
   * Reads a DN of the tenant's connector space.
   *
   * @throws IllegalArgumentException when the text is not one
   */
  public static SourceAnchor ofConnectorDn(String dn) {
    if (!dn.startsWith(DN_PREFIX) || !dn.endsWith("}")) {
      throw new IllegalArgumentException("not a DN of the tenant's connector space: " + dn);
    }
    byte[] ascii = HexFormat.of().parseHex(dn, DN_PREFIX.length(), dn.length() - 1);
    return new SourceAnchor(new String(ascii, StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return value;
  }
}
