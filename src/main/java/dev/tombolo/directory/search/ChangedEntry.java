package dev.tombolo.directory.search;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.Syntax;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.ReadableAttributes;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.LinkValue;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Octets;
import dev.tombolo.directory.store.Stamp;
import dev.tombolo.directory.store.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Writes what of an object has changed since a USN, as DirSync tells it (MS-ADTS 3.1.1.3.4.1.3):
 * replicated attributes that were written since, empty when they have lost their values, and links.
 */
public final class ChangedEntry {
  private static final String ALWAYS = ";dirsyncalwaysreturn";

  private final View view;
  private final Schema schema;
  private final WellKnown w;
  private final int head;
  private final DnWriter names;
  private final Predicate<AttributeType> requested;
  private final List<AttributeType> always;
  private final long since;
  private final boolean incrementalValues;
  private final Descriptors descriptors;

  /** Gives whole security descriptors. */
  @FunctionalInterface
  public interface Descriptors {
    /** That of an object, with what it inherits. */
    byte[] of(int id, Entry entry);
  }

  /**
   * Changes since a USN.
   *
   * @param head the head of the naming context whose changes they are
   * @param attributes as the search request names them; nothing, {@code *} alone or {@code dn}
   *     alone means all
   * @param extended whether attributes with the option {@code dirSyncAlwaysReturn} are told of
   *     every changed object (control …2090)
   * @param incrementalValues whether link values are told one by one rather than as whole lists
   * @param descriptors gives the security descriptors of objects
   */
  public ChangedEntry(
      View view,
      int head,
      DnWriter names,
      List<String> attributes,
      boolean extended,
      long since,
      boolean incrementalValues,
      Descriptors descriptors) {
    this.descriptors = descriptors;
    this.view = view;
    this.head = head;
    this.schema = view.schema();
    this.w = schema.wellKnown();
    this.names = names;
    this.since = since;
    this.incrementalValues = incrementalValues;
    List<String> named = attributes.stream().filter(name -> !name.equals("*")).toList();
    boolean all = named.isEmpty() || (named.size() == 1 && named.get(0).equalsIgnoreCase("dn"));
    AttributeSelection selection = AttributeSelection.of(schema, named);
    this.requested = all ? attribute -> true : selection::names;
    this.always = extended ? always(named) : List.of();
  }

  private List<AttributeType> always(List<String> descriptions) {
    return descriptions.stream()
        .filter(each -> each.toLowerCase(Locale.ROOT).endsWith(ALWAYS))
        .flatMap(
            each -> schema.attribute(each.substring(0, each.length() - ALWAYS.length())).stream())
        .toList();
  }

  /**
   * Appends the object with what has changed; false, with nothing appended, when nothing asked for
   * has. Of the head of a context below only its name is told: its contents are another's.
   */
  public boolean write(int id, Entry entry, ReadableAttributes readable, Octets out) {
    RawEntry changed = new RawEntry(names.write(id, entry));
    boolean elsewhere = entry.isNamingContextHead() && id != head;
    ReadableAttributes told = elsewhere ? attribute -> attribute == w.name : readable;
    boolean renamed = addAttributes(id, entry, told, changed);
    addLinks(id, entry, told, changed);
    if (changed.size() == 0) {
      return false;
    }
    addUnchanged(id, entry, told, changed);
    changed.add(w.objectGUID.name(), List.of(entry.guid()));
    changed.add(w.instanceType.name(), entry.all(w.instanceType));
    if (renamed && id != head) {
      changed.add("parentGUID", List.of(view.existing(entry.parent()).guid()));
    }
    changed.write(out);
    return true;
  }

  /**
   * Appends a deleted object that the reader may not read: its name, objectGUID and isDeleted, if
   * it was deleted since the USN.
   */
  public boolean writeDeletion(int id, Entry entry, Octets out) {
    Stamp deleted = entry.stamp(w.isDeleted);
    if (!entry.isDeleted() || deleted == null || deleted.usn() <= since) {
      return false;
    }
    new RawEntry(names.write(id, entry))
        .add(w.objectGUID.name(), List.of(entry.guid()))
        .add(w.isDeleted.name(), entry.all(w.isDeleted))
        .write(out);
    return true;
  }

  private boolean addAttributes(int id, Entry entry, ReadableAttributes readable, RawEntry to) {
    boolean renamed = false;
    for (Entry.Stamps each = entry.stamps(); each.next(); ) {
      AttributeType attribute = schema.attribute(each.attribute());
      if (each.usn() > since && isTold(attribute, entry, readable)) {
        renamed |= attribute == w.name;
        to.add(attribute.name(), values(attribute, id, entry));
      }
    }
    return renamed;
  }

  private void addUnchanged(int id, Entry entry, ReadableAttributes readable, RawEntry to) {
    for (AttributeType attribute : always) {
      if (to.has(attribute.name()) || !isTold(attribute, entry, readable)) {
        continue;
      }
      if (attribute.isForwardLink()) {
        addWhole(attribute, id, entry, to);
      } else if (entry.has(attribute)) {
        to.add(attribute.name(), values(attribute, id, entry));
      }
    }
  }

  private boolean isTold(AttributeType attribute, Entry entry, ReadableAttributes readable) {
    return requested.test(attribute)
        && attribute.isReplicated()
        && attribute.index() != entry.rdnAttribute()
        && attribute != w.distinguishedName
        && attribute != w.objectGUID
        && attribute != w.instanceType
        && readable.include(attribute);
  }

  private List<byte[]> values(AttributeType attribute, int id, Entry entry) {
    if (attribute == w.objectClass) {
      List<byte[]> classes = new ArrayList<>();
      for (int number : entry.classes()) {
        classes.add(schema.objectClass(number).name().getBytes(StandardCharsets.UTF_8));
      }
      return classes;
    }
    List<byte[]> values = new ArrayList<>();
    for (byte[] stored : entry.all(attribute)) {
      if (attribute.syntax().isReference()) {
        int target = EntryBuilder.referenced(stored);
        if (view.entry(target) != null) {
          values.add(named(attribute, target, EntryBuilder.data(stored)));
        }
      } else if (attribute.syntax() == Syntax.SECURITY_DESCRIPTOR) {
        values.add(
            attribute == w.nTSecurityDescriptor
                ? descriptors.of(id, entry)
                : view.descriptor(EntryBuilder.referenced(stored)));
      } else {
        values.add(stored);
      }
    }
    return values;
  }

  private byte[] named(AttributeType attribute, int target, byte[] data) {
    byte[] dn = names.write(target, view.existing(target));
    return attribute.syntax() == Syntax.DN
        ? dn
        : NameWithData.format(attribute.syntax(), data, new String(dn, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
  }

  private void addLinks(int id, Entry entry, ReadableAttributes readable, RawEntry to) {
    Map<AttributeType, List<LinkKey>> changed = new LinkedHashMap<>();
    byte[] all = Keys.linkChangesOf(id);
    OctetCursor each = view.linkChanges().ascend(Keys.linkChangesFrom(id, since + 1));
    while (each.next() && each.keyStartsWith(all)) {
      LinkKey key = LinkKey.ofChange(each.key());
      schema
          .forwardLink(key.pair())
          .filter(attribute -> requested.test(attribute) && readable.include(attribute))
          .ifPresent(
              attribute -> changed.computeIfAbsent(attribute, link -> new ArrayList<>()).add(key));
    }
    changed.forEach(
        (attribute, keys) -> {
          if (incrementalValues) {
            addIncrements(attribute, keys, to);
          } else {
            addWhole(attribute, id, entry, to);
          }
        });
  }

  private void addWhole(AttributeType attribute, int id, Entry entry, RawEntry to) {
    List<byte[]> values = new ArrayList<>();
    LinkReader.Walk walk = new LinkReader(view, false, false).walk(attribute, id, entry);
    while (walk.next()) {
      values.add(named(attribute, walk.other(), walk.data()));
    }
    to.add(attribute.name(), values);
  }

  /** Values that came as {@code range=1-1}, values that went as {@code range=0-0}. */
  private void addIncrements(AttributeType attribute, List<LinkKey> keys, RawEntry to) {
    List<byte[]> added = new ArrayList<>();
    List<byte[]> removed = new ArrayList<>();
    for (LinkKey key : keys) {
      Entry target = view.entry(key.target());
      if (target == null) {
        continue;
      }
      boolean present =
          view.link(key.pair(), key.source(), key.target(), key.data())
              .map(LinkValue::present)
              .orElse(false);
      if (!present || !target.isDeleted()) {
        (present ? added : removed).add(named(attribute, key.target(), key.data()));
      }
    }
    if (!added.isEmpty()) {
      to.add(attribute.name() + ";range=1-1", added);
    }
    if (!removed.isEmpty() && since > 0) {
      to.add(attribute.name() + ";range=0-0", removed);
    }
  }
}
