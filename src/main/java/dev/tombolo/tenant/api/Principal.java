package dev.tombolo.tenant.api;

import dev.tombolo.tenant.model.Actor;
import java.util.Set;
import java.util.UUID;

/** Who calls. */
public sealed interface Principal {
  /** As whom the caller's changes are noted. */
  Actor actor();

  /**
   * A program with permissions of its own.
   *
   * @param objectId of its service principal
   */
  record Application(UUID appId, UUID objectId, String name, Set<Permission> permissions)
      implements Principal {
    /** Copies the set. */
    public Application {
      permissions = Set.copyOf(permissions);
    }

    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.APPLICATION, appId, name);
    }
  }

  /**
   * A person, through some program.
   *
   * @param administrator whether the person is a global administrator
   */
  record User(UUID objectId, String principalName, boolean administrator) implements Principal {
    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.USER, objectId, principalName);
    }
  }

  /** Somebody without a token, who is heard only where a request proves itself. */
  record Anonymous() implements Principal {
    @Override
    public Actor actor() {
      return new Actor(Actor.Kind.USER, new UUID(0, 0), "Anonymous");
    }
  }
}
