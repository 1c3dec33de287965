package dev.tombolo.directory.search;

import dev.tombolo.directory.schema.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A value that names an object and says something besides: {@code B:8:0A0B0C0D:DN} or {@code
 * S:5:text:DN}.
 */
public final class NameWithData {
  private final byte[] data;
  private final String dn;

  private NameWithData(byte[] data, String dn) {
    this.data = data;
    this.dn = dn;
  }

  /** What is said besides. */
  public byte[] data() {
    return data.clone();
  }

  /** The name. */
  public String dn() {
    return dn;
  }

  /**
   * Reads a value of {@link Syntax#DN_BINARY} or {@link Syntax#DN_STRING}, or nothing when it is
   * none.
   */
  public static Optional<NameWithData> parse(Syntax syntax, String text) {
    boolean binary = syntax == Syntax.DN_BINARY;
    int second = text.indexOf(':', 2);
    if (second < 0 || !text.regionMatches(true, 0, binary ? "B:" : "S:", 0, 2)) {
      return Optional.empty();
    }
    try {
      int length = Integer.parseInt(text.substring(2, second));
      int end = second + 1 + length;
      if (length < 0 || end >= text.length() || text.charAt(end) != ':') {
        return Optional.empty();
      }
      String middle = text.substring(second + 1, end);
      byte[] data =
          binary ? HexFormat.of().parseHex(middle) : middle.getBytes(StandardCharsets.UTF_8);
      return Optional.of(new NameWithData(data, text.substring(end + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Writes a value with the name of its object. */
  public static String format(Syntax syntax, byte[] data, String dn) {
    if (syntax == Syntax.DN_BINARY) {
      return "B:"
          + data.length * 2
          + ":"
          + HexFormat.of().formatHex(data).toUpperCase(Locale.ROOT)
          + ":"
          + dn;
    }
    String text = new String(data, StandardCharsets.UTF_8);
    return "S:" + text.length() + ":" + text + ":" + dn;
  }
}
