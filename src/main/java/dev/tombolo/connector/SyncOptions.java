package dev.tombolo.connector;

import dev.tombolo.connector.rule.SyncRules;
import java.util.Optional;

/**
 * How a connector synchronizes.
 *
 * @param rules the synchronization rules in force
 * @param pilotGroup the group whose direct members alone are synchronized; empty for everything
 * @param staging whether it imports and synchronizes, and exports nothing: a server that stands by
 */
public record SyncOptions(SyncRules rules, boolean staging, Optional<String> pilotGroup) {}
