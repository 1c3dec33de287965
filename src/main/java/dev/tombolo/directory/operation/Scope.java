package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.util.HashMap;
import java.util.Map;

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
  private final Map<Integer, Boolean> parents = new HashMap<>();
  private int lastParent = -2;
  private boolean lastAnswer;

  Scope(View view, int base, SearchScope scope, boolean acrossContexts) {
    this.view = view;
    this.base = base;
    this.scope = scope;
    this.acrossContexts = acrossContexts;
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
      return id == base;
    }
    if (scope.equals(SearchScope.ONE)) {
      return entry.parent() == base && (acrossContexts || !entry.isNamingContextHead());
    }
    if (id == base) {
      return scope.equals(SearchScope.SUB);
    }
    return (acrossContexts || !entry.isNamingContextHead()) && isInside(entry.parent());
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
    if (entry.isNamingContextHead() && !acrossContexts) {
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
      return 1;
    }
    return isOneLevel() ? view.names().countPrefix(Keys.namesBelow(base)) : view.limit();
  }
}
