package dev.tombolo.directory.security;

import dev.tombolo.ad.AccessMask;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.directory.naming.ServiceSettings;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Snapshot;
import dev.tombolo.directory.store.View;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Access by the security descriptors of objects (MS-ADTS 5.1.3). An object keeps what is its own;
 * what it inherits is found when it is asked for, along the objects above, so changing a descriptor
 * high up costs nothing. A deleted object inherits from where it was.
 */
public final class DescriptorAccess implements AccessControl {
  private static final int OWNER_AND_GROUP = SecurityDescriptor.OWNER | SecurityDescriptor.GROUP;

  /** What the privileges of administrators give on every object. */
  private static final int PRIVILEGES = AccessMask.ACCESS_SYSTEM_SECURITY | AccessMask.WRITE_OWNER;

  private static final int DEEPEST = 512;

  private final DefaultDescriptors defaults;
  private final EffectiveDescriptor top = EffectiveDescriptor.none();
  private volatile @Nullable Remembered remembered;

  /** The descriptors of the objects above others, of one moment. */
  private record Remembered(Snapshot of, Map<Integer, EffectiveDescriptor> byId) {}

  /** Access to directories whose new objects have such descriptors. */
  public DescriptorAccess(DefaultDescriptors defaults) {
    this.defaults = defaults;
  }

  @Override
  public boolean maySee(Caller caller, View view, int id, Entry entry) {
    if (caller.isSystem()) {
      return true;
    }
    if (caller.isAnonymous()) {
      return false;
    }
    if (entry.isNamingContextHead()) {
      return true;
    }
    Rights above = rightsAbove(caller, view, entry.parent());
    return above.grants(AccessMask.LIST_CONTENTS)
        || (above.grants(AccessMask.LIST_OBJECT)
            && rights(caller, view, id, entry).grants(AccessMask.LIST_OBJECT)
            && ServiceSettings.heuristic(view, ServiceSettings.LIST_OBJECT_MODE) == '1');
  }

  @Override
  public ReadableAttributes readable(Caller caller, View view, int id, Entry entry) {
    return rights(caller, view, id, entry);
  }

  @Override
  public boolean mayWrite(Caller caller, View view, int id, Entry entry, AttributeType attribute) {
    return attribute == view.schema().wellKnown().nTSecurityDescriptor
        ? writableParts(caller, view, id, entry) != 0
        : rights(caller, view, id, entry).grants(AccessMask.WRITE_PROPERTY, attribute);
  }

  @Override
  public boolean mayWriteValidated(
      Caller caller, View view, int id, Entry entry, AttributeType attribute) {
    return ValidatedWrite.of(attribute)
        .map(
            write ->
                rights(caller, view, id, entry).grants(AccessMask.VALIDATED_WRITE, write.guid()))
        .orElse(false);
  }

  @Override
  public boolean mayCreate(Caller caller, View view, int parent, ObjectClass objectClass) {
    return rightsAbove(caller, view, parent)
        .grants(AccessMask.CREATE_CHILD, objectClass.definition().schemaIdGuid());
  }

  @Override
  public boolean mayDelete(Caller caller, View view, int id, Entry entry) {
    if (rights(caller, view, id, entry).grants(AccessMask.DELETE)) {
      return true;
    }
    ObjectClass objectClass = view.schema().objectClass(entry.structuralClass());
    return !entry.isNamingContextHead()
        && rightsAbove(caller, view, entry.parent())
            .grants(AccessMask.DELETE_CHILD, objectClass.definition().schemaIdGuid());
  }

  @Override
  public boolean mayDeleteTree(Caller caller, View view, int id, Entry entry) {
    return rights(caller, view, id, entry).grants(AccessMask.DELETE_TREE);
  }

  @Override
  public boolean holds(Caller caller, View view, ControlRight right, int id) {
    return id >= 0
        && rights(caller, view, id, view.existing(id))
            .grants(AccessMask.CONTROL_ACCESS, right.guid());
  }

  @Override
  public int readableParts(Caller caller, View view, int id, Entry entry) {
    Rights rights = rights(caller, view, id, entry);
    return (rights.grants(AccessMask.READ_CONTROL) ? OWNER_AND_GROUP | SecurityDescriptor.DACL : 0)
        | (rights.grants(AccessMask.ACCESS_SYSTEM_SECURITY) ? SecurityDescriptor.SACL : 0);
  }

  @Override
  public int writableParts(Caller caller, View view, int id, Entry entry) {
    Rights rights = rights(caller, view, id, entry);
    return (rights.grants(AccessMask.WRITE_OWNER) ? OWNER_AND_GROUP : 0)
        | (rights.grants(AccessMask.WRITE_DAC) ? SecurityDescriptor.DACL : 0)
        | (rights.grants(AccessMask.ACCESS_SYSTEM_SECURITY) ? SecurityDescriptor.SACL : 0);
  }

  @Override
  public SecurityDescriptor descriptor(View view, int id, Entry entry) {
    return effective(view, entry, 0).descriptor();
  }

  private Rights rightsAbove(Caller caller, View view, int parent) {
    return caller.isSystem() || caller.isAnonymous()
        ? rights(caller, view, parent, view.existing(parent))
        : rights(caller, parent, above(view, parent, 0));
  }

  private Rights rights(Caller caller, View view, int id, Entry entry) {
    if (caller.isSystem()) {
      return Rights.EVERYTHING;
    }
    return caller.isAnonymous() ? Rights.NOTHING : rights(caller, id, effective(view, entry, 0));
  }

  private static Rights rights(Caller caller, int id, EffectiveDescriptor effective) {
    boolean self = caller.objectId() == id;
    return caller.rights(
        effective,
        self,
        of ->
            Rights.of(
                of.descriptor(),
                sid -> caller.has(sid) || (self && sid.equals(Caller.SELF)),
                caller.isAdministrator() ? PRIVILEGES : 0));
  }

  private EffectiveDescriptor effective(View view, Entry entry, int depth) {
    ObjectClass objectClass = view.schema().objectClass(entry.structuralClass());
    int number = entry.reference(view.schema().wellKnown().nTSecurityDescriptor);
    byte[] own = number < 0 ? defaults.ofOrphan(view, objectClass) : view.descriptor(number);
    return above(view, inheritsFrom(view, entry), depth + 1).child(own, objectClass);
  }

  private EffectiveDescriptor above(View view, int id, int depth) {
    if (id < 0 || depth > DEEPEST) {
      return top;
    }
    if (!(view instanceof Snapshot snapshot)) {
      return effective(view, view.existing(id), depth);
    }
    Remembered known = remembered;
    if (known == null || known.of != snapshot) {
      known = new Remembered(snapshot, new ConcurrentHashMap<>());
      remembered = known;
    }
    EffectiveDescriptor found = known.byId.get(id);
    if (found == null) {
      found = effective(view, view.existing(id), depth);
      known.byId.put(id, found);
    }
    return found;
  }

  /** The object whose entries an object inherits, or -1. */
  private static int inheritsFrom(View view, Entry entry) {
    if (entry.isNamingContextHead() || entry.isPhantom()) {
      return -1;
    }
    WellKnown w = view.schema().wellKnown();
    if (!entry.isDeleted() || !entry.has(w.lastKnownParent)) {
      return entry.parent();
    }
    int former = entry.reference(w.lastKnownParent);
    return view.entry(former) == null ? -1 : former;
  }
}
