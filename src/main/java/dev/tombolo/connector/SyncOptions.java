package dev.tombolo.connector;

import dev.tombolo.connector.rule.SyncRules;

/**
 * How a connector synchronizes.
 *
 * @param rules the synchronization rules in force
 * @param staging whether it imports and synchronizes, and exports nothing: a server that stands by
 */
public record SyncOptions(SyncRules rules, boolean staging) {
  /** What a new installation has. */
  public static SyncOptions standard() {
    return new SyncOptions(SyncRules.standard(), false);
  }
}
