package dev.tombolo.directory.lifecycle;

import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;
import java.util.UUID;

/** The names of deleted objects and of the container they go to (MS-ADTS 3.1.1.5.5.6). */
public final class DeletedNames {
  /** The well-known GUID of {@code CN=Deleted Objects}. */
  public static final String CONTAINER = "18E2EA80684F11D2B9AA00C04F79F805";

  private static final int LONGEST = 255;

  private DeletedNames() {}

  /**
   * The RDN value of an object once it is deleted: its name, a line feed, {@code DEL:} and its
   * GUID.
   */
  static String mangled(String name, UUID guid) {
    String tail = "\nDEL:" + guid;
    return name.substring(0, Math.min(name.length(), LONGEST - tail.length())) + tail;
  }

  /** The id of the container of deleted objects of a naming context, or -1: the schema has none. */
  public static int container(View view, int namingContext) {
    return Names.wellKnown(view, namingContext, CONTAINER);
  }

  /** Whether an object is the container of deleted objects of its naming context. */
  public static boolean isContainer(View view, int id, Entry entry) {
    return entry.isDeleted() && container(view, Names.namingContext(view, id)) == id;
  }
}
