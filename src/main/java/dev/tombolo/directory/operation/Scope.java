package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects a search looks at: its base, the base's children, or what is at and below the base in
 * the same naming context, or in all of them (MS-ADTS 3.1.1.3.1.3).
 */
final class Scope {
  private static final int REMEMBERED = 50_000;

  private final View view;
  private final int base;
  private final SearchScope scope;
  private final boolean acrossContexts;
  private final @Nullable Set<Integer> named;
  private final Map<Integer, Boolean> parents = new HashMap<>();
  private int lastParent = -2;
  private boolean lastAnswer;

  Scope(View view, int base, SearchScope scope, boolean acrossContexts) {
    this(view, base, scope, acrossContexts, null);
  }

  private Scope(
      View view,
      int base,
      SearchScope scope,
      boolean acrossContexts,
      @Nullable Set<Integer> named) {
    this.view = view;
    this.base = base;
    this.scope = scope;
    this.acrossContexts = acrossContexts;
    this.named = named;
  }

  /** The objects that an attribute of the base names, wherever they are (control …1504). */
  static Scope named(View view, int base, Set<Integer> named) {
    return new Scope(view, base, SearchScope.BASE, true, named);
  }

  /** The objects a search looks at one by one, when its base names them. */
  Optional<Set<Integer>> named() {
    return Optional.ofNullable(named);
  }

  View view() {
    return view;
  }

  boolean isBase() {
    return scope.equals(SearchScope.BASE);
  }

  boolean isOneLevel() {
    return scope.equals(SearchScope.ONE);
  }

  int base() {
    return base;
  }

  boolean contains(int id, Entry entry) {
    if (entry.isPhantom()) {
      return false;
    }
    if (scope.equals(SearchScope.BASE)) {
      return named == null ? id == base : named.contains(id);
    }
    if (scope.equals(SearchScope.ONE)) {
      return entry.parent() == base && !isOtherContext(id, entry);
    }
    if (id == base) {
      return scope.equals(SearchScope.SUB);
    }
    return !isOtherContext(id, entry) && isInside(entry.parent());
  }

  /**
   * Whether an object is the head of a naming context that the search does not go into: an
   * application's never, the forest's own only when they are searched as one.
   */
  private boolean isOtherContext(int id, Entry entry) {
    return entry.isNamingContextHead()
        && !(acrossContexts
            && (id == view.object(Register.DOMAIN)
                || id == view.object(Register.CONFIGURATION)
                || id == view.object(Register.SCHEMA)));
  }

  /** Whether an object is the base or below it in the same naming context. */
  private boolean isInside(int id) {
    if (id == lastParent) {
      return lastAnswer;
    }
    Boolean known = parents.get(id);
    boolean inside = known != null ? known : findInside(id);
    if (known == null && parents.size() < REMEMBERED) {
      parents.put(id, inside);
    }
    lastParent = id;
    lastAnswer = inside;
    return inside;
  }

  private boolean findInside(int id) {
    if (id == base) {
      return true;
    }
    if (id < 0) {
      return base < 0;
    }
    Entry entry = view.existing(id);
    if (isOtherContext(id, entry)) {
      return false;
    }
    return isInside(entry.parent());
  }

  /** Whether the base is so high that looking at every object is the shortest way. */
  boolean isWholeDirectory() {
    return base < 0 || base == view.object(Register.DOMAIN);
  }

  /** How many objects have to be looked at without an index, as far as that is known cheaply. */
  long size() {
    if (isBase()) {
      return named == null ? 1 : named.size();
    }
    return isOneLevel() ? view.names().countPrefix(Keys.namesBelow(base)) : view.limit();
  }
}
