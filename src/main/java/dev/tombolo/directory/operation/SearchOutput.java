package dev.tombolo.directory.operation;

import dev.tombolo.directory.store.Octets;

/** Where a search writes what it finds. */
public interface SearchOutput {
  /** Sends a SearchResultEntry; the octets may be used again after the call. */
  void entry(Octets protocolOp);

  /** Sends a continuation reference. */
  void reference(String url);

  /** Whether the client has given the search up. */
  boolean isAbandoned();
}
