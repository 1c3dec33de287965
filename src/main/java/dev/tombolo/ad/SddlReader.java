package dev.tombolo.ad;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one text of {@link Sddl}. */
final class SddlReader {
  /** Rights on files, which some tools write; they are the masks they stand for. */
  private static final Map<String, Integer> FILE_RIGHTS =
      Map.of("FA", 0x1F01FF, "FR", 0x120089, "FW", 0x120116, "FX", 0x1200A0);

  private final String text;
  private final Trustees trustees;
  private int at;
  private int control = SecurityDescriptor.SELF_RELATIVE;

  /** Says which SID a trustee is. */
  @FunctionalInterface
  interface Trustees {
    Sid sid(String text) throws DescriptorException;
  }

  SddlReader(String text, Trustees trustees) {
    this.text = text.strip();
    this.trustees = trustees;
  }

  SecurityDescriptor read() throws DescriptorException {
    Sid owner = null;
    Sid group = null;
    Acl dacl = null;
    Acl sacl = null;
    String seen = "";
    if (text.isEmpty()) {
      throw new DescriptorException("a security descriptor's text is empty");
    }
    while (at < text.length()) {
      char part = Character.toUpperCase(text.charAt(at));
      if ("OGDS".indexOf(part) < 0 || at + 1 >= text.length() || text.charAt(at + 1) != ':') {
        throw unexpected("O:, G:, D: or S:");
      }
      if (seen.indexOf(part) >= 0) {
        throw new DescriptorException("a second " + part + ": in a security descriptor's text");
      }
      seen += part;
      at += 2;
      switch (part) {
        case 'O' -> owner = trustees.sid(untilNextPart());
        case 'G' -> group = trustees.sid(untilNextPart());
        case 'D' ->
            dacl =
                list(
                    SecurityDescriptor.DACL_PRESENT,
                    SecurityDescriptor.DACL_AUTO_INHERITED,
                    SecurityDescriptor.DACL_PROTECTED);
        default ->
            sacl =
                list(
                    SecurityDescriptor.SACL_PRESENT,
                    SecurityDescriptor.SACL_AUTO_INHERITED,
                    SecurityDescriptor.SACL_PROTECTED);
      }
    }
    return new SecurityDescriptor(control, owner, group, dacl, sacl);
  }

  private String untilNextPart() {
    int end = at;
    while (end < text.length() && !isPart(end)) {
      end++;
    }
    String found = text.substring(at, end).strip();
    at = end;
    return found;
  }

  private boolean isPart(int place) {
    return place + 1 < text.length()
        && text.charAt(place + 1) == ':'
        && "OGDSogds".indexOf(text.charAt(place)) >= 0;
  }

  private @Nullable Acl list(int present, int inherited, int isProtected)
      throws DescriptorException {
    control |= present;
    int open = at;
    while (open < text.length() && text.charAt(open) != '(' && !isPart(open)) {
      open++;
    }
    String flags = text.substring(at, open).strip().toUpperCase(Locale.ROOT);
    at = open;
    boolean none = flags.equals("NO_ACCESS_CONTROL");
    for (String left = none ? "" : flags; !left.isEmpty(); ) {
      String flag = left.startsWith("P") ? "P" : left.substring(0, Math.min(2, left.length()));
      switch (flag) {
        case "P" -> control |= isProtected;
        case "AI" -> control |= inherited;
        case "AR" -> {} // a request to inherit, which the directory does anyway
        default -> throw new DescriptorException("\"" + flags + "\" are no flags of a list");
      }
      left = left.substring(flag.length());
    }
    List<Ace> entries = new ArrayList<>();
    while (at < text.length() && text.charAt(at) == '(') {
      int close = text.indexOf(')', at);
      if (close < 0) {
        throw new DescriptorException("\"" + text.substring(at) + "\" has no end");
      }
      entries.add(entry(text.substring(at + 1, close)));
      at = close + 1;
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return none ? null : new Acl(entries);
  }

  private Ace entry(String body) throws DescriptorException {
    String[] fields = body.split(";", -1);
    if (fields.length != 6) {
      throw new DescriptorException("\"(" + body + ")\" has not six fields");
    }
    UUID objectType = guid(fields[3]);
    UUID inheritedType = guid(fields[4]);
    String type = fields[0].strip().toUpperCase(Locale.ROOT);
    boolean object = type.startsWith("O");
    if (!object && (objectType != null || inheritedType != null)) {
      throw new DescriptorException("\"(" + body + ")\" has a GUID but is no object entry");
    }
    Ace.Kind kind =
        switch (type) {
          case "A", "OA" -> Ace.Kind.ALLOW;
          case "D", "OD" -> Ace.Kind.DENY;
          case "AU", "OU" -> Ace.Kind.AUDIT;
          default ->
              throw new DescriptorException("entries of type " + type + " are not supported");
        };
    int flags = bits(fields[1], Sddl.FLAGS, "flags");
    return new Ace(
        kind,
        flags,
        mask(fields[2].strip()),
        objectType,
        inheritedType,
        trustees.sid(fields[5].strip()));
  }

  private static @Nullable UUID guid(String field) throws DescriptorException {
    String text = field.strip();
    return text.isEmpty()
        ? null
        : ObjectGuid.parse(text)
            .orElseThrow(() -> new DescriptorException("\"" + text + "\" is no GUID"));
  }

  private static int mask(String field) throws DescriptorException {
    if (!field.isEmpty() && Character.isDigit(field.charAt(0))) {
      try {
        long number = Long.decode(field);
        if (number <= 0xFFFFFFFFL) {
          return (int) number;
        }
      } catch (NumberFormatException e) {
        throw new DescriptorException("\"" + field + "\" is no access mask");
      }
      throw new DescriptorException("\"" + field + "\" is too large for an access mask");
    }
    Integer file = FILE_RIGHTS.get(field.toUpperCase(Locale.ROOT));
    return file != null ? file : bits(field, Sddl.RIGHTS, "rights");
  }

  private static int bits(String field, Map<String, Integer> names, String what)
      throws DescriptorException {
    String text = field.strip().toUpperCase(Locale.ROOT);
    int bits = 0;
    for (int from = 0; from < text.length(); from += 2) {
      Integer bit = from + 2 > text.length() ? null : names.get(text.substring(from, from + 2));
      if (bit == null) {
        throw new DescriptorException("\"" + field + "\" are no " + what);
      }
      bits |= bit;
    }
    return bits;
  }

  private DescriptorException unexpected(String expected) {
    return new DescriptorException(
        "\""
            + text.substring(at)
            + "\" in a security descriptor's text does not begin with "
            + expected);
  }
}
