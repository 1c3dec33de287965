package dev.tombolo.directory.operation;

import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.Authenticator;
import dev.tombolo.directory.security.DefaultDescriptors;
import dev.tombolo.directory.store.Store;
import dev.tombolo.event.Journal;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What every operation works with.
 *
 * @param policies the query policy as it is at a time
 * @param mechanisms the SASL mechanisms that are spoken
 */
public record DirectoryContext(
    Store store,
    Forest forest,
    Clock clock,
    AccessControl access,
    DefaultDescriptors defaults,
    Authenticator authenticator,
    Supplier<QueryPolicy> policies,
    List<String> mechanisms,
    Journal journal) {
  /** The query policy as it is now. */
  public QueryPolicy policy() {
    return policies.get();
  }
}
