package dev.tombolo.directory.search;

import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.OrderedOctets;
import dev.tombolo.directory.store.View;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where the objects that a filter may match are to be looked for. What a plan yields is still to be
 * checked.
 *
 * @param size how many ids it yields, at the most; {@link Long#MAX_VALUE} when every object must be
 *     looked at
 * @param walk starts yielding ids, ascending and once each
 */
record Plan(LongSupplier size, Supplier<Ids> walk) {
  /**
   * Nothing narrows the search; it cannot be walked, since only the scope knows which objects there
   * are.
   */
  static final Plan EVERYTHING =
      new Plan(
          () -> Long.MAX_VALUE,
          () -> {
            throw new IllegalStateException("the scope says which objects there are");
          });

  /** Nothing can match. */
  static final Plan NOTHING = of(List.of());

  /** A walk over ids: {@link #next} until it says -1. */
  @FunctionalInterface
  interface Ids {
    int next();
  }

  /** How many ids it yields, at the most. */
  long estimate() {
    return size.getAsLong();
  }

  /** Starts yielding ids. */
  Ids ids() {
    return walk.get();
  }

  /** The plan of a conjunction: the narrowest of its parts'. */
  static Plan narrowest(List<Plan> parts) {
    return parts.stream().min(Comparator.comparingLong(Plan::estimate)).orElse(EVERYTHING);
  }

  /** The plan of a disjunction. */
  static Plan union(List<Plan> parts) {
    if (parts.contains(EVERYTHING)) {
      return EVERYTHING;
    }
    return new Plan(
        () -> parts.stream().mapToLong(Plan::estimate).sum(),
        () -> {
          IdList all = new IdList();
          for (Plan part : parts) {
            all.addAll(part.ids());
          }
          return all.sorted();
        });
  }

  /** Ids that are known already. */
  static Plan of(Collection<Integer> known) {
    return new Plan(
        known::size,
        () -> {
          IdList all = new IdList();
          known.forEach(all::add);
          return all.sorted();
        });
  }

  /** The objects with one value of an indexed attribute; their ids end the keys and so ascend. */
  static Plan oneValue(OrderedOctets index, byte[] prefix) {
    return new Plan(
        () -> index.countPrefix(prefix),
        () -> {
          OctetCursor cursor = index.ascend(prefix);
          return () -> cursor.next() && cursor.keyStartsWith(prefix) ? cursor.keyTail() : -1;
        });
  }

  /** The objects of an index whose keys begin so. */
  static Plan prefix(OrderedOctets index, byte[] prefix) {
    return new Plan(
        () -> index.countPrefix(prefix),
        () -> new IdList().addAll(oneValue(index, prefix).ids()).sorted());
  }

  /** The objects of an index between two keys; an empty end is none. */
  static Plan range(OrderedOctets index, byte[] from, byte[] to) {
    return new Plan(
        () -> (to.length == 0 ? index.size() : index.rank(to)) - index.rank(from),
        () -> {
          OctetCursor cursor = index.ascend(from);
          return new IdList()
              .addAll(
                  () ->
                      cursor.next() && (to.length == 0 || cursor.isBefore(to))
                          ? cursor.keyTail()
                          : -1)
              .sorted();
        });
  }

  /** The objects that have a link of a pair to {@code target}. */
  static Plan sources(View view, int pair, int target) {
    return links(view.backLinks(), pair, target, key -> LinkKey.ofBackLink(key).source());
  }

  /** The objects that {@code source} has or had a link of a pair to. */
  static Plan targets(View view, int pair, int source) {
    return links(view.links(), pair, source, key -> LinkKey.ofLink(key).target());
  }

  private static Plan links(OrderedOctets tree, int pair, int object, FarEnd farEnd) {
    byte[] prefix = Keys.linksOf(pair, object);
    return new Plan(
        () -> tree.countPrefix(prefix),
        () -> {
          OctetCursor cursor = tree.ascend(prefix);
          return new IdList()
              .addAll(
                  () ->
                      cursor.next() && cursor.keyStartsWith(prefix) ? farEnd.of(cursor.key()) : -1)
              .sorted();
        });
  }

  @FunctionalInterface
  private interface FarEnd {
    int of(byte[] key);
  }

  /** Ids being gathered. */
  private static final class IdList {
    private int[] ids = new int[64];
    private int count;

    private void add(int id) {
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, count * 2);
      }
      ids[count++] = id;
    }

    private IdList addAll(Ids more) {
      for (int id = more.next(); id >= 0; id = more.next()) {
        add(id);
      }
      return this;
    }

    /** Ascending and once each. */
    private Ids sorted() {
      int[] ascending = Arrays.stream(ids, 0, count).sorted().distinct().toArray();
      int[] at = {0};
      return () -> at[0] < ascending.length ? ascending[at[0]++] : -1;
    }
  }
}
