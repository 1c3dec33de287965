package dev.tombolo.ad;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes one text of {@link Sddl}. */
final class SddlWriter {
  private final Function<Sid, String> names;
  private final StringBuilder out = new StringBuilder();

  SddlWriter(Function<Sid, String> names) {
    this.names = names;
  }

  String write(SecurityDescriptor descriptor) {
    Sid owner = descriptor.owner();
    if (owner != null) {
      out.append("O:").append(names.apply(owner));
    }
    Sid group = descriptor.group();
    if (group != null) {
      out.append("G:").append(names.apply(group));
    }
    int control = descriptor.control();
    if ((control & SecurityDescriptor.DACL_PRESENT) != 0 || descriptor.dacl() != null) {
      write(
          "D:",
          descriptor.dacl(),
          (control & SecurityDescriptor.DACL_PROTECTED) != 0,
          (control & SecurityDescriptor.DACL_AUTO_INHERITED) != 0);
    }
    if ((control & SecurityDescriptor.SACL_PRESENT) != 0 || descriptor.sacl() != null) {
      write(
          "S:",
          descriptor.sacl(),
          (control & SecurityDescriptor.SACL_PROTECTED) != 0,
          (control & SecurityDescriptor.SACL_AUTO_INHERITED) != 0);
    }
    return out.toString();
  }

  private void write(String part, @Nullable Acl list, boolean isProtected, boolean inherited) {
    out.append(part).append(isProtected ? "P" : "").append(inherited ? "AI" : "");
    if (list == null) {
      out.append("NO_ACCESS_CONTROL");
    } else {
      list.entries().forEach(this::write);
    }
  }

  private void write(Ace entry) {
    String kind =
        switch (entry.kind()) {
          case ALLOW -> "A";
          case DENY -> "D";
          case AUDIT -> "U";
        };
    if (entry.isObjectAce()) {
      kind = "O" + kind;
    } else if (kind.equals("U")) {
      kind = "AU";
    }
    out.append('(').append(kind).append(';').append(bits(entry.flags(), Sddl.FLAGS)).append(';');
    out.append(bits(entry.mask(), Sddl.RIGHTS)).append(';').append(text(entry.objectType()));
    out.append(';').append(text(entry.inheritedType())).append(';');
    out.append(names.apply(entry.trustee())).append(')');
  }

  private static String text(@Nullable UUID guid) {
    return guid == null ? "" : guid.toString();
  }

  /** Letters for every bit, or a number when there are none for one. */
  private static String bits(int bits, Map<String, Integer> names) {
    StringBuilder letters = new StringBuilder();
    int left = bits;
    for (Map.Entry<String, Integer> each : names.entrySet()) {
      if ((left & each.getValue()) != 0) {
        letters.append(each.getKey());
        left &= ~each.getValue();
      }
    }
    return left == 0
        ? letters.toString()
        : "0x" + Integer.toHexString(bits).toLowerCase(Locale.ROOT);
  }
}
