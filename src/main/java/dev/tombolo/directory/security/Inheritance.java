package dev.tombolo.directory.security;

import dev.tombolo.ad.Ace;
import dev.tombolo.ad.Acl;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of an object's entries its children have (MS-DTYP 2.5.3.4, MS-ADTS 7.1.3): the entries that
 * are inherited by containers, for whichever class they say, behind the child's own.
 */
final class Inheritance {
  private static final Sid CREATOR_OWNER = Sid.of(3, 0);
  private static final Sid CREATOR_GROUP = Sid.of(3, 1);
  private static final int AUDIT = Ace.AUDIT_SUCCESS | Ace.AUDIT_FAILURE;
  private static final int INHERIT = Ace.OBJECT_INHERIT | Ace.CONTAINER_INHERIT;

  private Inheritance() {}

  /**
   * The whole descriptor of an object.
   *
   * @param above the whole descriptor of the object above; null for the head of a naming context
   * @param own what the object has of its own
   * @param objectClass the schemaIDGUID of its most specific class
   */
  static SecurityDescriptor combine(
      @Nullable SecurityDescriptor above, SecurityDescriptor own, UUID objectClass) {
    if (above == null) {
      return own;
    }
    int control = own.control();
    Acl dacl = own.dacl();
    if (!own.isProtected() && !own.allowsEverything()) {
      dacl = join(dacl, above.dacl(), objectClass, own);
      control |= SecurityDescriptor.DACL_PRESENT | SecurityDescriptor.DACL_AUTO_INHERITED;
    }
    Acl sacl = own.sacl();
    if ((control & SecurityDescriptor.SACL_PROTECTED) == 0) {
      sacl = join(sacl, above.sacl(), objectClass, own);
      control |= SecurityDescriptor.SACL_AUTO_INHERITED;
    }
    boolean audited = own.sacl() != null || (sacl != null && !sacl.entries().isEmpty());
    if (!audited) {
      control &= ~(SecurityDescriptor.SACL_PRESENT | SecurityDescriptor.SACL_AUTO_INHERITED);
    }
    return new SecurityDescriptor(control, own.owner(), own.group(), dacl, audited ? sacl : null);
  }

  private static Acl join(
      @Nullable Acl own, @Nullable Acl above, UUID objectClass, SecurityDescriptor of) {
    List<Ace> all = new ArrayList<>(own == null ? List.of() : own.entries());
    if (above != null) {
      above.entries().forEach(each -> inherit(each, objectClass, of, all));
    }
    return new Acl(all);
  }

  private static void inherit(Ace entry, UUID objectClass, SecurityDescriptor of, List<Ace> into) {
    boolean passedOn = !entry.has(Ace.NO_PROPAGATE);
    boolean byContainers = entry.has(Ace.CONTAINER_INHERIT);
    if (!byContainers && !(entry.has(Ace.OBJECT_INHERIT) && passedOn)) {
      return;
    }
    int flags = Ace.INHERITED | (entry.flags() & AUDIT);
    int further = flags | (passedOn ? entry.flags() & INHERIT : 0);
    boolean forThis =
        byContainers
            && (entry.inheritedType() == null || objectClass.equals(entry.inheritedType()));
    if (!forThis) {
      if (passedOn) {
        into.add(entry.withFlags(further | Ace.INHERIT_ONLY));
      }
      return;
    }
    Sid creator = creator(entry.trustee(), of);
    if (creator == null) {
      into.add(entry.withFlags(further));
      return;
    }
    into.add(entry.withTrustee(creator).withFlags(flags));
    if (passedOn) {
      into.add(entry.withFlags(further | Ace.INHERIT_ONLY));
    }
  }

  /** Whom a trustee that stands for an object's creator is on one object, or null for others. */
  private static @Nullable Sid creator(Sid trustee, SecurityDescriptor of) {
    if (trustee.equals(CREATOR_OWNER)) {
      return of.owner();
    }
    return trustee.equals(CREATOR_GROUP) ? of.group() : null;
  }

  /**
   * A list as an object keeps it: entries about its creator name that creator where they concern
   * the object itself, and still the creator where they concern what is below.
   */
  static Acl withCreator(Acl list, SecurityDescriptor of) {
    List<Ace> all = new ArrayList<>();
    for (Ace each : list.entries()) {
      Sid creator = each.has(Ace.INHERIT_ONLY) ? null : creator(each.trustee(), of);
      if (creator == null) {
        all.add(each);
        continue;
      }
      all.add(each.withTrustee(creator).withFlags(each.flags() & ~(INHERIT | Ace.NO_PROPAGATE)));
      if ((each.flags() & INHERIT) != 0) {
        all.add(each.withFlags(each.flags() | Ace.INHERIT_ONLY));
      }
    }
    return new Acl(all);
  }
}
