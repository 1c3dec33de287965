package dev.tombolo.directory.ldif;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.LinkValue;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes values that name other objects as part of the object's creation: no new USN, no new time.
 */
final class ReferenceWrite {
  private ReferenceWrite() {}

  static void apply(Update update, int id, AttributeType attribute, List<byte[]> stored) {
    Transaction transaction = update.transaction();
    WellKnown w = update.wellKnown();
    Entry entry = transaction.existing(id);
    long usn = entry.number(w.uSNChanged, 0);
    long time = update.now().getEpochSecond();
    if (attribute.isForwardLink()) {
      for (byte[] value : stored) {
        transaction.putLink(
            attribute.linkPair(),
            id,
            EntryBuilder.referenced(value),
            EntryBuilder.data(value),
            LinkValue.added(time, usn));
      }
      return;
    }
    if (stored.isEmpty()) {
      return;
    }
    EntryBuilder after = new EntryBuilder(entry);
    List<byte[]> values = new ArrayList<>(after.values(attribute));
    values.addAll(stored);
    after.set(attribute, values);
    if (attribute.isReplicated()) {
      after.touch(attribute, time, usn);
    }
    transaction.put(id, after.build());
  }
}
