package dev.tombolo.directory.search;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.View;

/** Walks the links of objects that one reader sees. */
public final class LinkReader {
  private final View view;
  private final boolean deactivated;
  private final boolean deleted;

  /**
   * A reader of links.
   *
   * @param deactivated whether it asks for deactivated links (control …2065)
   * @param deleted whether it asks for deleted objects too (control …417 or …2064)
   */
  public LinkReader(View view, boolean deactivated, boolean deleted) {
    this.view = view;
    this.deactivated = deactivated;
    this.deleted = deleted;
  }

  /** Whether a link of an object with another is seen, from either end. */
  boolean shows(Entry owner, int other) {
    return Links.isVisible(view, owner, other, deactivated, deleted);
  }

  /** The values of one side of a link pair at an object. */
  public Walk walk(AttributeType attribute, int id, Entry entry) {
    return new Walk(attribute.isForwardLink(), Keys.linksOf(attribute.linkPair(), id), entry);
  }

  /** The values of every forward link of an object, pair by pair. */
  Walk allForward(int id, Entry entry) {
    return new Walk(true, Keys.linksOf(id), entry);
  }

  /** The values of every back link of an object, pair by pair. */
  Walk allBack(int id, Entry entry) {
    return new Walk(false, Keys.linksOf(id), entry);
  }

  /** A walk: {@code while (walk.next()) …}. */
  public final class Walk {
    private final boolean forward;
    private final byte[] prefix;
    private final Entry owner;
    private final OctetCursor cursor;
    private LinkKey key = LinkKey.of(0, 0, 0, new byte[0]);

    private Walk(boolean forward, byte[] prefix, Entry owner) {
      this.forward = forward;
      this.prefix = prefix;
      this.owner = owner;
      this.cursor = (forward ? view.links() : view.backLinks()).ascend(prefix);
    }

    /** Goes to the next visible value; false when there is none. */
    public boolean next() {
      while (cursor.next() && cursor.keyStartsWith(prefix)) {
        if (forward && !View.linkAt(cursor).present()) {
          continue;
        }
        key = forward ? LinkKey.ofLink(cursor.key()) : LinkKey.ofBackLink(cursor.key());
        if (shows(owner, other())) {
          return true;
        }
      }
      return false;
    }

    /** The pair of the value. */
    public int pair() {
      return key.pair();
    }

    /** The id of the object the value names. */
    public int other() {
      return forward ? key.target() : key.source();
    }

    /** What a DN-with-data value says besides. */
    public byte[] data() {
      return key.data();
    }
  }
}
