package dev.tombolo.ad;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A distinguished name in RFC 2253 form, its RDNs from the object up to the root. Active Directory
 * knows no RDN of several attributes.
 *
 * @param rdns the object's own RDN first; empty for the root
 */
public record DistinguishedName(List<Rdn> rdns) {
  /**
   * Characters of a name beyond which it is refused unread: 255 for each of the deepest names
   * anybody has.
   */
  public static final int MAX_LENGTH = 16_384;

  private static final String SPECIAL = ",+\"\\<>;=";

  /** Copies the list. */
  public DistinguishedName {
    rdns = List.copyOf(rdns);
  }

  /**
   * One relative distinguished name.
   *
   * @param type as written: a display name or a dotted OID
   * @param value unescaped
   */
  public record Rdn(String type, String value) {
    /** The form {@code CN=Smith\, Jr.}. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(type).append('=');
      escape(value, text);
      return text.toString();
    }
  }

  /**
   * Reads a name.
   *
   * @throws DirectoryException invalidDNSyntax when it is no name
   */
  public static DistinguishedName parse(String text) throws DirectoryException {
    if (text.length() > MAX_LENGTH) {
      throw AdError.BAD_DN.name(text);
    }
    return new Parser(text).parse();
  }

  /** Whether it names the root. */
  public boolean isRoot() {
    return rdns.isEmpty();
  }

  /** The object's own RDN; not for the root. */
  public Rdn rdn() {
    return rdns.get(0);
  }

  /** The name of the object above; not for the root. */
  public DistinguishedName parent() {
    return new DistinguishedName(rdns.subList(1, rdns.size()));
  }

  /**
   * Appends a value with what RFC 2253 and Active Directory escape; control characters in
   * hexadecimal.
   */
  public static void escape(String value, StringBuilder to) {
    int last = value.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = value.charAt(i);
      if (c == '\n' || c == '\r' || c == 0) {
        to.append('\\').append('0').append(c == '\n' ? 'A' : c == '\r' ? 'D' : '0');
        continue;
      }
      boolean edge = (c == ' ' && (i == 0 || i == last)) || (c == '#' && i == 0);
      if (edge || SPECIAL.indexOf(c) >= 0) {
        to.append('\\');
      }
      to.append(c);
    }
  }

  /** The RFC 2253 form. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Rdn rdn : rdns) {
      if (text.length() > 0) {
        text.append(',');
      }
      text.append(rdn.type).append('=');
      escape(rdn.value, text);
    }
    return text.toString();
  }

  /** A single pass over the text. */
  private static final class Parser {
    private final String text;
    private int at;

    private Parser(String text) {
      this.text = text;
    }

    private DistinguishedName parse() throws DirectoryException {
      List<Rdn> rdns = new ArrayList<>();
      skipSpaces();
      while (at < text.length()) {
        String type = type();
        String value = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
        if (value.isEmpty()) {
          throw bad();
        }
        rdns.add(new Rdn(type, value));
        skipSpaces();
        if (at == text.length()) {
          break;
        }
        char separator = text.charAt(at++);
        skipSpaces();
        if ((separator != ',' && separator != ';') || at == text.length()) {
          throw bad(); // '+' too: no RDN has several attributes here
        }
      }
      return new DistinguishedName(rdns);
    }

    private String type() throws DirectoryException {
      int from = at;
      while (at < text.length() && isTypeCharacter(text.charAt(at))) {
        at++;
      }
      String type = text.substring(from, at);
      skipSpaces();
      if (type.isEmpty() || at == text.length() || text.charAt(at++) != '=') {
        throw bad();
      }
      skipSpaces();
      return type.regionMatches(true, 0, "OID.", 0, 4) ? type.substring(4) : type;
    }

    private static boolean isTypeCharacter(char c) {
      return c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_');
    }

    private String plain() throws DirectoryException {
      if (at < text.length() && text.charAt(at) == '#') {
        return hexadecimal();
      }
      int from = at;
      int end = at;
      while (end < text.length() && isPlain(text.charAt(end))) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == '\\') {
        return escaped();
      }
      at = end;
      int last = end;
      while (last > from && text.charAt(last - 1) == ' ') {
        last--;
      }
      return text.substring(from, last);
    }

    private static boolean isPlain(char c) {
      return c != ',' && c != ';' && c != '+' && c != '\\' && c != '"';
    }

    private String escaped() throws DirectoryException {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      int kept = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\\') {
          unescape(value);
          kept = value.size();
        } else if (isPlain(c)) {
          appendCharacter(value);
          if (c != ' ') {
            kept = value.size();
          }
        } else {
          break;
        }
      }
      return new String(value.toByteArray(), 0, kept, StandardCharsets.UTF_8);
    }

    private String quoted() throws DirectoryException {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\') {
          unescape(value);
        } else {
          appendCharacter(value);
        }
      }
      if (at++ >= text.length()) {
        throw bad();
      }
      return value.toString(StandardCharsets.UTF_8);
    }

    private void appendCharacter(ByteArrayOutputStream value) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      value.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }

    private void unescape(ByteArrayOutputStream value) throws DirectoryException {
      at++;
      if (at == text.length()) {
        throw bad();
      }
      int high = Character.digit(text.charAt(at), 16);
      int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
      if (high >= 0 && low >= 0) {
        value.write(high << 4 | low);
        at += 2;
      } else {
        appendCharacter(value);
      }
    }

    /** A value given as the hexadecimal of its BER element: the octets after tag and length. */
    private String hexadecimal() throws DirectoryException {
      int from = ++at;
      while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
        at++;
      }
      if ((at - from) % 2 != 0 || at - from < 6 || at - from > 4 + 2 * 127) {
        throw bad();
      }
      byte[] element = HexFormat.of().parseHex(text, from, at);
      if (element[1] != element.length - 2) {
        throw bad();
      }
      return new String(element, 2, element.length - 2, StandardCharsets.UTF_8);
    }

    private void skipSpaces() {
      while (at < text.length()
          && (text.charAt(at) == ' ' || text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
        at++;
      }
    }

    private DirectoryException bad() {
      return AdError.BAD_DN.name(text);
    }
  }
}
