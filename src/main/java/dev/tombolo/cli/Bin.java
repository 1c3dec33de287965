package dev.tombolo.cli;

/** The tenant's recycle bin. */
final class Bin {
  private Bin() {}

  /** Whether an object is in it. */
  static boolean holds(GraphClient graph, String id) throws CommandFailedException, NoLabException {
    try {
      graph.get("/directory/deletedItems/" + id);
      return true;
    } catch (GraphRefusalException e) {
      if (e.notFound()) {
        return false;
      }
      throw e;
    }
  }
}
