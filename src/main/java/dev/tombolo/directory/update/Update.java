package dev.tombolo.directory.update;

import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.GeneralizedTime;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.LinkValue;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects one LDAP write touches, in one transaction at one moment. Each object that really
 * changes gets one USN, {@code uSNChanged} and {@code whenChanged}, and a stamp on every replicated
 * attribute that differs (MS-ADTS 3.1.1.1.9); an object that comes out as it was gets nothing.
 */
public final class Update {
  private final Transaction transaction;
  private final Instant now;

  /** Starts an update at a moment of the lab's clock. */
  public Update(Transaction transaction, Instant now) {
    this.transaction = transaction;
    this.now = now;
  }

  /** The transaction, to read what the directory will be. */
  public Transaction transaction() {
    return transaction;
  }

  /** The attributes the directory works with. */
  public WellKnown wellKnown() {
    return transaction.schema().wellKnown();
  }

  /** When the update happens. */
  public Instant now() {
    return now;
  }

  /** When the update happens, in ticks. */
  public long fileTime() {
    return FileTime.of(now);
  }

  /** Adds a new object, giving it its USNs, times and stamps; returns its id. */
  public int create(EntryBuilder entry) {
    WellKnown w = wellKnown();
    long usn = transaction.nextUsn();
    String time = GeneralizedTime.format(now);
    if (!entry.has(w.whenCreated)) {
      entry.set(w.whenCreated, time);
    }
    if (!entry.has(w.whenChanged)) {
      entry.set(w.whenChanged, time);
    }
    entry
        .set(w.uSNCreated, usn)
        .set(w.uSNChanged, usn)
        .touchAll(transaction.schema(), now.getEpochSecond(), usn);
    int id = transaction.newId();
    transaction.put(id, entry.build());
    return id;
  }

  /** Opens an object to change it. */
  public ObjectChange change(int id) {
    return new ObjectChange(id, transaction.existing(id));
  }

  /**
   * Removes an object and every link from and to it without a trace: nobody is told, no USN is
   * taken.
   */
  public void expunge(int id) {
    eraseLinks(id);
    transaction.expunge(id);
  }

  /**
   * Forgets every link from and to an object; no other object is stamped (MS-ADTS 3.1.1.5.5, bin
   * off).
   */
  public void eraseLinks(int id) {
    eraseForwardLinks(id);
    for (LinkKey key : linksTo(transaction, id)) {
      transaction.eraseLink(key.pair(), key.source(), key.target(), key.data());
    }
  }

  /** Forgets every link from an object. */
  public void eraseForwardLinks(int id) {
    for (LinkKey key : linksFrom(transaction, id)) {
      transaction.eraseLink(key.pair(), key.source(), key.target(), key.data());
    }
  }

  private static List<LinkKey> linksFrom(View view, int id) {
    List<LinkKey> keys = new ArrayList<>();
    byte[] prefix = Keys.linksOf(id);
    for (OctetCursor each = view.links().ascend(prefix);
        each.next() && each.keyStartsWith(prefix); ) {
      keys.add(LinkKey.ofLink(each.key()));
    }
    return keys;
  }

  private static List<LinkKey> linksTo(View view, int id) {
    List<LinkKey> keys = new ArrayList<>();
    byte[] prefix = Keys.linksOf(id);
    for (OctetCursor each = view.backLinks().ascend(prefix);
        each.next() && each.keyStartsWith(prefix); ) {
      keys.add(LinkKey.ofBackLink(each.key()));
    }
    return keys;
  }

  /** One object under change. Nothing is written before {@link #apply}. */
  public final class ObjectChange {
    private final int id;
    private final Entry before;
    private final EntryBuilder after;
    private final Map<LinkKey, Boolean> linkEdits = new LinkedHashMap<>();
    private boolean forced;

    private ObjectChange(int id, Entry before) {
      this.id = id;
      this.before = before;
      this.after = new EntryBuilder(before);
    }

    /** The object's id. */
    public int id() {
      return id;
    }

    /** The object as it was. */
    public Entry before() {
      return before;
    }

    /** The object as it will be. */
    public EntryBuilder after() {
      return after;
    }

    /** Stamps the object even when nothing differs (control …1974). */
    public void force() {
      forced = true;
    }

    /** Adds a link value; without effect when it is there. */
    public void addLink(AttributeType attribute, int target, byte[] data) {
      linkEdits.put(LinkKey.of(attribute.linkPair(), id, target, data), true);
    }

    /** Removes a link value; without effect when it is not there. */
    public void removeLink(AttributeType attribute, int target, byte[] data) {
      linkEdits.put(LinkKey.of(attribute.linkPair(), id, target, data), false);
    }

    /** Whether a link value is there, with the edits made so far. */
    public boolean hasLink(AttributeType attribute, int target, byte[] data) {
      LinkKey key = LinkKey.of(attribute.linkPair(), id, target, data);
      Boolean edited = linkEdits.get(key);
      return edited != null ? edited : isPresent(key);
    }

    /** The present values of a link attribute, with the edits made so far. */
    public List<LinkKey> links(AttributeType attribute) {
      List<LinkKey> present = new ArrayList<>();
      byte[] prefix = Keys.linksOf(attribute.linkPair(), id);
      for (OctetCursor each = transaction.links().ascend(prefix);
          each.next() && each.keyStartsWith(prefix); ) {
        LinkKey key = LinkKey.ofLink(each.key());
        if (hasLink(attribute, key.target(), key.data())) {
          present.add(key);
        }
      }
      linkEdits.forEach(
          (key, add) -> {
            if (key.pair() == attribute.linkPair() && add && !isPresent(key)) {
              present.add(key);
            }
          });
      return present;
    }

    /** Writes what differs; whether anything did. */
    public boolean apply() {
      WellKnown w = wellKnown();
      List<AttributeType> changed = changedAttributes();
      linkEdits.entrySet().removeIf(edit -> isPresent(edit.getKey()) == edit.getValue());
      boolean replicated =
          forced || changed.stream().anyMatch(AttributeType::isReplicated) || !linkEdits.isEmpty();
      if (changed.isEmpty() && !replicated && after.parent() == before.parent()) {
        return false;
      }
      if (replicated) {
        long usn = transaction.nextUsn();
        for (AttributeType attribute : changed) {
          if (attribute.isReplicated()) {
            after.touch(attribute, now.getEpochSecond(), usn);
          }
        }
        after.set(w.uSNChanged, usn).set(w.whenChanged, GeneralizedTime.format(now));
        linkEdits.forEach((key, add) -> write(key, add, usn));
      }
      transaction.put(id, after.build());
      return true;
    }

    private void write(LinkKey key, boolean add, long usn) {
      Optional<LinkValue> old = transaction.link(key.pair(), id, key.target(), key.data());
      long time = now.getEpochSecond();
      LinkValue value;
      if (add) {
        value = old.isPresent() ? old.get().addedAgain(time, usn) : LinkValue.added(time, usn);
      } else {
        value = old.orElseThrow().removed(time, usn);
      }
      transaction.putLink(key.pair(), id, key.target(), key.data(), value);
    }

    private List<AttributeType> changedAttributes() {
      List<AttributeType> changed = new ArrayList<>();
      for (int number : after.attributes()) {
        AttributeType attribute = transaction.schema().attribute(number);
        if (!same(before.all(attribute), after.values(attribute))) {
          changed.add(attribute);
        }
      }
      for (Entry.Attributes each = before.attributes(); each.next(); ) {
        AttributeType attribute = transaction.schema().attribute(each.attribute());
        if (!after.has(attribute)) {
          changed.add(attribute);
        }
      }
      AttributeType name = wellKnown().name;
      if (after.parent() != before.parent() && !changed.contains(name)) {
        changed.add(name); // a move is a change of the name, MS-ADTS 3.1.1.5.4.1
      }
      return changed;
    }

    private static boolean same(List<byte[]> one, List<byte[]> other) {
      if (one.size() != other.size()) {
        return false;
      }
      for (int i = 0; i < one.size(); i++) {
        if (!Arrays.equals(one.get(i), other.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private boolean isPresent(LinkKey key) {
    return transaction
        .link(key.pair(), key.source(), key.target(), key.data())
        .map(LinkValue::present)
        .orElse(false);
  }
}
