package dev.tombolo.directory.lifecycle;

import dev.tombolo.directory.naming.ServiceSettings;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;
import java.time.Duration;

/**
 * How long deleted objects and tombstones last, and how often they are collected (MS-ADTS
 * 3.1.1.1.5.1): what {@code CN=Directory Service} says.
 */
public record Lifetimes(Duration deletedObject, Duration tombstone, Duration collectionPeriod) {
  private static final int DEFAULT_TOMBSTONE_DAYS = 60;
  private static final int LEAST_DAYS = 2;
  private static final int DEFAULT_PERIOD_HOURS = 12;

  /** Reads them from a directory. */
  public static Lifetimes of(View view) {
    WellKnown w = view.schema().wellKnown();
    Entry service = ServiceSettings.entry(view);
    long tombstone = days(service, w.tombstoneLifetime, DEFAULT_TOMBSTONE_DAYS);
    long deleted = days(service, w.msDSDeletedObjectLifetime, tombstone);
    long hours = Math.max(1, service.number(w.garbageCollPeriod, DEFAULT_PERIOD_HOURS));
    return new Lifetimes(
        Duration.ofDays(deleted), Duration.ofDays(tombstone), Duration.ofHours(hours));
  }

  private static long days(Entry service, AttributeType attribute, long otherwise) {
    return Math.max(LEAST_DAYS, service.number(attribute, otherwise));
  }
}
