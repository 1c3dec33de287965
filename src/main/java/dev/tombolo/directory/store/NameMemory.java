package dev.tombolo.directory.store;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The names that readers of a snapshot looked at lately: what one has worked out is there for the
 * next. Any thread may ask it and add to it; it is small, and a newer name takes an older one's
 * place.
 */
public final class NameMemory {
  private static final int PLACES = 256;

  private record Named(int id, String dn) {}

  private final AtomicReferenceArray<@Nullable Named> byId = new AtomicReferenceArray<>(PLACES);
  private final AtomicReferenceArray<@Nullable Named> byName = new AtomicReferenceArray<>(PLACES);

  NameMemory() {}

  /** The distinguished name of an object, or null when nobody has worked it out. */
  public @Nullable String dn(int id) {
    Named known = byId.get(id & PLACES - 1);
    return known != null && known.id == id ? known.dn : null;
  }

  /** Notes the distinguished name of an object. */
  public void dn(int id, String dn) {
    byId.set(id & PLACES - 1, new Named(id, dn));
  }

  /** The id of the object that a name, spelt exactly so, was found to stand for; -1 if none was. */
  public int id(String name) {
    Named known = byName.get(place(name));
    return known != null && known.dn.equals(name) ? known.id : -1;
  }

  /** Notes what a name stands for. */
  public void id(String name, int id) {
    byName.set(place(name), new Named(id, name));
  }

  private static int place(String name) {
    int hash = name.hashCode();
    return (hash ^ hash >>> 8 ^ hash >>> 16) & PLACES - 1;
  }
}
