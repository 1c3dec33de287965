package dev.tombolo.directory.search;

import dev.tombolo.directory.security.ReadableAttributes;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;
import java.util.List;

/** A filter, or a part of one, made ready to be asked of objects. */
@FunctionalInterface
interface Matcher {
  /**
   * What the filter says of an object.
   *
   * @param readable what of it counts as there at all
   */
  Truth matches(View view, int id, Entry entry, ReadableAttributes readable);

  /** What is true of every object, false of every object or undefined for every object. */
  static Matcher constant(Truth truth) {
    return (view, id, entry, readable) -> truth;
  }

  static Matcher and(List<Matcher> parts) {
    return (view, id, entry, readable) -> {
      Truth all = Truth.TRUE;
      for (Matcher part : parts) {
        Truth truth = part.matches(view, id, entry, readable);
        if (truth == Truth.FALSE) {
          return Truth.FALSE;
        }
        if (truth == Truth.UNDEFINED) {
          all = Truth.UNDEFINED;
        }
      }
      return all;
    };
  }

  static Matcher or(List<Matcher> parts) {
    return (view, id, entry, readable) -> {
      Truth any = Truth.FALSE;
      for (Matcher part : parts) {
        Truth truth = part.matches(view, id, entry, readable);
        if (truth == Truth.TRUE) {
          return Truth.TRUE;
        }
        if (truth == Truth.UNDEFINED) {
          any = Truth.UNDEFINED;
        }
      }
      return any;
    };
  }

  static Matcher not(Matcher part) {
    return (view, id, entry, readable) -> part.matches(view, id, entry, readable).negated();
  }
}
