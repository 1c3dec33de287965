package dev.tombolo.directory.search;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.View;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The links of objects as a reader sees them. A link counts while both its ends are live; a deleted
 * object's links are deactivated, not gone, and are shown to those who ask for them (MS-ADTS
 * 3.1.1.3.4.1.25).
 */
final class Links {
  private Links() {}

  /** Whether a present link is to be shown. */
  static boolean isVisible(
      View view, Entry owner, int other, boolean deactivated, boolean deleted) {
    if (owner.isDeleted()) {
      return deactivated && deleted;
    }
    return deactivated || !view.existing(other).isDeleted();
  }

  /** Whether one object has a link of a pair to another, live at both ends. */
  static boolean connects(View view, int pair, int source, int target) {
    byte[] prefix = Keys.linksBetween(pair, target, source);
    OctetCursor cursor = view.backLinks().ascend(prefix);
    return cursor.next() && cursor.keyStartsWith(prefix);
  }

  /**
   * Every object that leads to {@code start} by any number of links of an attribute: for a forward
   * link those that link towards it, for a back link those it links to (matching rule …1941).
   */
  static Set<Integer> chain(View view, AttributeType attribute, int start) {
    Set<Integer> reached = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      int at = open.remove();
      byte[] prefix = Keys.linksOf(attribute.linkPair(), at);
      OctetCursor each =
          (attribute.isForwardLink() ? view.backLinks() : view.links()).ascend(prefix);
      while (each.next() && each.keyStartsWith(prefix)) {
        if (!attribute.isForwardLink() && !View.linkAt(each).present()) {
          continue;
        }
        LinkKey key =
            attribute.isForwardLink() ? LinkKey.ofBackLink(each.key()) : LinkKey.ofLink(each.key());
        int next = attribute.isForwardLink() ? key.source() : key.target();
        if (!view.existing(next).isDeleted() && reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }
}
