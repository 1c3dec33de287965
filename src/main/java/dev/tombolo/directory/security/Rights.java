package dev.tombolo.directory.security;

import dev.tombolo.ad.AccessMask;
import dev.tombolo.ad.Ace;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.schema.AttributeType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may do with the objects of one security descriptor (MS-ADTS 5.1.3.3): the entries
 * that concern the caller, in their order; for each right the first that decides it does.
 */
final class Rights implements ReadableAttributes {
  /** May do everything. */
  static final Rights EVERYTHING = new Rights(~0, true, List.of());

  /** May do nothing. */
  static final Rights NOTHING = new Rights(0, false, List.of());

  private static final Sid OWNER_RIGHTS = Sid.of(3, 4);
  private static final int OWNERS = AccessMask.READ_CONTROL | AccessMask.WRITE_DAC;
  private static final int READ_CONFIDENTIAL = AccessMask.READ_PROPERTY | AccessMask.CONTROL_ACCESS;
  private static final byte YES = 1;
  private static final byte NO = 2;

  /** Granted whatever the entries say. */
  private final int always;

  private final boolean readsAll;
  private final Ace[] entries;
  private volatile byte[] readable = {};

  private Rights(int always, boolean readsAll, List<Ace> entries) {
    this.always = always;
    this.readsAll = readsAll;
    this.entries = entries.toArray(Ace[]::new);
  }

  /**
   * Those of a caller.
   *
   * @param is whether the caller is a trustee, as itself, by a group, or as the object itself
   * @param privileges what the caller may do with every object whatever its descriptor says
   */
  static Rights of(SecurityDescriptor descriptor, Predicate<Sid> is, int privileges) {
    if (descriptor.allowsEverything()) {
      return new Rights(AccessMask.ALL | privileges, true, List.of());
    }
    Sid owner = descriptor.owner();
    boolean owns = owner != null && is.test(owner);
    List<Ace> own = new ArrayList<>();
    boolean ownersAreTold = false;
    List<Ace> list = descriptor.dacl() == null ? List.of() : descriptor.dacl().entries();
    for (Ace each : list) {
      if (each.has(Ace.INHERIT_ONLY)) {
        continue;
      }
      boolean aboutOwner = each.trustee().equals(OWNER_RIGHTS);
      ownersAreTold |= aboutOwner;
      if (aboutOwner ? owns : is.test(each.trustee())) {
        own.add(each);
      }
    }
    int always = privileges | (owns && !ownersAreTold ? OWNERS : 0);
    boolean uniform =
        own.stream()
            .noneMatch(
                each ->
                    each.kind() == Ace.Kind.DENY
                        && each.objectType() != null
                        && (each.mask() & READ_CONFIDENTIAL) != 0);
    Rights rights = new Rights(always, false, own);
    boolean readsAll =
        uniform && rights.grants(READ_CONFIDENTIAL | AccessMask.READ_CONTROL, null, null);
    return readsAll ? new Rights(always, true, own) : rights;
  }

  /** Whether rights on the object as a whole are granted. */
  boolean grants(int wanted) {
    return grants(wanted, null, null);
  }

  /** Whether rights that a GUID narrows are granted: on a class, or a control access right. */
  boolean grants(int wanted, UUID type) {
    return grants(wanted, type, null);
  }

  /** Whether rights on an attribute are granted, by itself or with the set it is in. */
  boolean grants(int wanted, AttributeType attribute) {
    return grants(
        wanted, attribute.definition().schemaIdGuid(), attribute.definition().securityGuid());
  }

  private boolean grants(int wanted, @Nullable UUID type, @Nullable UUID set) {
    int open = wanted & ~always;
    for (int i = 0; i < entries.length && open != 0; i++) {
      Ace entry = entries[i];
      UUID about = entry.objectType();
      if ((entry.mask() & open) == 0
          || (about != null && !about.equals(type) && !about.equals(set))) {
        continue;
      }
      if (entry.kind() == Ace.Kind.DENY) {
        return false;
      }
      open &= ~entry.mask();
    }
    return open == 0;
  }

  @Override
  public boolean include(AttributeType attribute) {
    if (attribute.isSecret()) {
      return false;
    }
    if (readsAll) {
      return true;
    }
    int number = attribute.index();
    byte[] known = readable;
    if (number >= known.length) {
      known = new byte[(number / 512 + 1) * 512];
      readable = known;
    }
    if (known[number] == 0) {
      known[number] = reads(attribute) ? YES : NO;
    }
    return known[number] == YES;
  }

  private boolean reads(AttributeType attribute) {
    if (attribute.name().equals("nTSecurityDescriptor")) {
      return grants(AccessMask.READ_CONTROL);
    }
    return grants(
        attribute.isConfidential() ? READ_CONFIDENTIAL : AccessMask.READ_PROPERTY, attribute);
  }
}
