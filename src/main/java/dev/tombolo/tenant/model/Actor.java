package dev.tombolo.tenant.model;

import java.util.UUID;

/**
 * Who asked for a change, as the audit log names it.
 *
 * @param kind a user, an application, or the service itself
 * @param id the user's object id or the application's id
 * @param name the user principal name or the application's display name
 */
public record Actor(Kind kind, UUID id, String name) {
  /** What an actor is. */
  public enum Kind {
    /** A person. */
    USER,
    /** A client with its own credentials. */
    APPLICATION
  }

  /** The service's own recurring work. */
  public static final Actor SERVICE =
      new Actor(
          Kind.APPLICATION,
          UUID.fromString("00000001-0000-0000-c000-000000000000"),
          "Microsoft.Azure.SyncFabric");
}
