package dev.tombolo.directory.operation;

import dev.tombolo.ad.DirectoryException;

/** Where a search writes that goes on until it is abandoned or ended by the server. */
public interface NotificationOutput extends SearchOutput {
  /** Ends the search, and says why. */
  void fail(DirectoryException failure);
}
