package dev.tombolo.directory.ldif;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that nearly every record is like: a name, then attributes with values in clear
 * or in base64 and no spaces at the end. Whatever is out of the ordinary, or wrong, it leaves to
 * the SDK.
 */
final class PlainRecord {
  private static final int NAMES = 4096;

  private final Map<String, String> names = new HashMap<>();

  /** The object of a record's whole lines, or null when the SDK should read them. */
  @Nullable Content read(List<String> lines) {
    String first = lines.get(0);
    if (lines.size() == 1
        || !first.regionMatches(true, 0, "dn:", 0, 3)
        || first.startsWith(":", 3)
        || first.startsWith("<", 3)
        || first.endsWith(" ")) {
      return null;
    }
    String dn = text(first, 3);
    if (dn.isEmpty()) {
      return null;
    }
    Content content = new Content(dn);
    for (int i = 1; i < lines.size(); i++) {
      if (!add(lines.get(i), content)) {
        return null;
      }
    }
    return content;
  }

  private boolean add(String line, Content to) {
    int colon = line.indexOf(':');
    if (colon <= 0 || colon + 1 == line.length() || line.endsWith(" ") || !isName(line, colon)) {
      return false;
    }
    boolean base64 = line.charAt(colon + 1) == ':';
    String value = text(line, base64 ? colon + 2 : colon + 1);
    if (value.isEmpty() || line.charAt(colon + 1) == '<' || (base64 && value.length() % 4 != 0)) {
      return false;
    }
    String name = known(line.substring(0, colon));
    if (name.equalsIgnoreCase("dn")
        || name.equalsIgnoreCase("changetype")
        || name.equalsIgnoreCase("control")) {
      return false;
    }
    try {
      to.add(
          name,
          base64 ? Base64.getDecoder().decode(value) : value.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IllegalArgumentException e) {
      return false; // the SDK will say what is wrong with it
    }
  }

  private static boolean isName(String line, int end) {
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != ';' && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** One string for each name, whose hash is known. */
  private String known(String name) {
    String known = names.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() < NAMES) {
      names.put(name, name);
    }
    return name;
  }

  /** What follows, without the spaces before it. */
  private static String text(String line, int start) {
    int from = start;
    while (from < line.length() && line.charAt(from) == ' ') {
      from++;
    }
    return line.substring(from);
  }
}
