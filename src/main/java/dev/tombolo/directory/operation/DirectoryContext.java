package dev.tombolo.directory.operation;

import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.Authenticator;
import dev.tombolo.directory.security.DefaultDescriptors;
import dev.tombolo.directory.store.Store;
import dev.tombolo.event.Journal;
import java.time.Clock;

/** What every operation works with. */
public record DirectoryContext(
    Store store,
    Forest forest,
    Clock clock,
    AccessControl access,
    DefaultDescriptors defaults,
    Authenticator authenticator,
    QueryPolicy policy,
    Journal journal) {}
