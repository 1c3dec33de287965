package dev.tombolo.tenant.api;

import java.util.EnumSet;
import java.util.Set;

/** Who may use a route. */
public sealed interface Access {
  /** Whether a caller may. */
  boolean allows(Principal caller);

  /** Applications with one of some permissions, and administrators. */
  static Access anyOf(Permission first, Permission... others) {
    return new Permitted(EnumSet.of(first, others), false);
  }

  /** The same, and every user of the tenant. */
  static Access anyOfOrUsers(Permission first, Permission... others) {
    return new Permitted(EnumSet.of(first, others), true);
  }

  /** Applications with a permission that no person can have. */
  static Access applicationWith(Permission permission) {
    return new ApplicationOnly(permission);
  }

  /** Persons only. */
  static Access persons() {
    return new Persons();
  }

  /** Whoever has a token. */
  static Access anybody() {
    return new Anybody(false);
  }

  /** Whoever asks. */
  static Access open() {
    return new Anybody(true);
  }

  /** By permission. */
  record Permitted(Set<Permission> permissions, boolean users) implements Access {
    /** Copies the set. */
    public Permitted {
      permissions = Set.copyOf(permissions);
    }

    @Override
    public boolean allows(Principal caller) {
      if (caller instanceof Principal.Application application) {
        return application.permissions().stream().anyMatch(permissions::contains);
      }
      return (users && caller instanceof Principal.User)
          || (caller instanceof Principal.User user && user.administrator());
    }
  }

  /** By one permission of applications. */
  record ApplicationOnly(Permission permission) implements Access {
    @Override
    public boolean allows(Principal caller) {
      return caller instanceof Principal.Application application
          && application.permissions().contains(permission);
    }
  }

  /** For persons. */
  record Persons() implements Access {
    @Override
    public boolean allows(Principal caller) {
      return caller instanceof Principal.User;
    }
  }

  /** For everybody. */
  record Anybody(boolean withoutToken) implements Access {
    @Override
    public boolean allows(Principal caller) {
      return withoutToken || !(caller instanceof Principal.Anonymous);
    }
  }
}
