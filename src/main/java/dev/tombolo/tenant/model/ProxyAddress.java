package dev.tombolo.tenant.model;

import java.util.Locale;
import java.util.Optional;

/**
 * One value of {@code proxyAddresses}: a type and an address. The type is written in capitals for
 * the primary address of its type.
 *
 * @param type as written: {@code SMTP}, {@code smtp}, {@code X500}, {@code sip}, …
 */
public record ProxyAddress(String type, String address) {
  private static final String SMTP = "smtp";

  /** Reads a value; empty when it has no type or no address, or an SMTP address without sense. */
  public static Optional<ProxyAddress> parse(String value) {
    int colon = value.indexOf(':');
    if (colon <= 0 || colon == value.length() - 1) {
      return Optional.empty();
    }
    ProxyAddress address = new ProxyAddress(value.substring(0, colon), value.substring(colon + 1));
    return address.smtp() && !wellFormed(address.address) ? Optional.empty() : Optional.of(address);
  }

  /** The primary SMTP address. */
  public static ProxyAddress primarySmtp(String address) {
    return new ProxyAddress("SMTP", address);
  }

  /** A secondary SMTP address. */
  public static ProxyAddress secondarySmtp(String address) {
    return new ProxyAddress(SMTP, address);
  }

  /** Whether text can be an SMTP address: one {@code @}, something on both sides, no space. */
  public static boolean wellFormed(String address) {
    int at = address.indexOf('@');
    return at > 0
        && at == address.lastIndexOf('@')
        && at < address.length() - 1
        && address.chars().noneMatch(c -> Character.isWhitespace(c) || c < 0x20);
  }

  /** Whether the type is SMTP, primary or not. */
  public boolean smtp() {
    return type.equalsIgnoreCase(SMTP);
  }

  /** Whether it is the primary SMTP address. */
  public boolean primary() {
    return type.equals("SMTP");
  }

  /** The domain of an SMTP address, in lower case. */
  public String domain() {
    return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  /** The part before the {@code @}. */
  public static String localPart(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at);
  }

  /** The value as {@code proxyAddresses} holds it. */
  @Override
  public String toString() {
    return type + ":" + address;
  }
}
