package dev.tombolo.directory.operation;

import dev.tombolo.ad.DirectoryException;

/** The objects a search sends, in the order in which it does. */
@FunctionalInterface
interface Results {
  /** The id of the next object, or -1. */
  int next() throws DirectoryException;

  /** How many octets are kept so that the search can go on. */
  default int kept() {
    return 0;
  }
}
