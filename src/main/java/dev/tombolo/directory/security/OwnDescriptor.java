package dev.tombolo.directory.security;

import dev.tombolo.ad.AccessMask;
import dev.tombolo.ad.Ace;
import dev.tombolo.ad.Acl;
import dev.tombolo.ad.SecurityDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object keeps of a security descriptor: all but what it inherits, which follows from where
 * it is. Generic rights are those they stand for, the creator is named, and entries that deny come
 * before those that allow (MS-ADTS 6.1.3).
 */
public final class OwnDescriptor {
  private static final int PROTECTED =
      SecurityDescriptor.DACL_PROTECTED | SecurityDescriptor.SACL_PROTECTED;

  private OwnDescriptor() {}

  /** Of a descriptor as a client or a schema gives it; owner and group must be told. */
  public static SecurityDescriptor of(SecurityDescriptor given) {
    int control = SecurityDescriptor.SELF_RELATIVE | (given.control() & PROTECTED);
    Acl dacl = null;
    if (given.allowsEverything()) {
      control |= SecurityDescriptor.DACL_PRESENT;
    } else {
      dacl = own(given.dacl(), given.isProtected(), given);
    }
    boolean audits = given.sacl() != null;
    boolean shielded = (control & SecurityDescriptor.SACL_PROTECTED) != 0;
    return new SecurityDescriptor(
        control,
        given.owner(),
        given.group(),
        dacl,
        audits ? own(given.sacl(), shielded, given) : null);
  }

  /** What a list that inherits nothing was given from above is its own from now on. */
  private static Acl own(@Nullable Acl given, boolean shielded, SecurityDescriptor of) {
    List<Ace> entries = new ArrayList<>();
    for (Ace each : given == null ? List.<Ace>of() : given.entries()) {
      if (shielded || !each.has(Ace.INHERITED)) {
        entries.add(
            each.withFlags(each.flags() & ~Ace.INHERITED)
                .withMask(AccessMask.withoutGeneric(each.mask())));
      }
    }
    entries.sort(Comparator.comparing(each -> each.kind() != Ace.Kind.DENY)); // it is stable
    return Inheritance.withCreator(new Acl(entries), of);
  }
}
