package dev.tombolo.connector.export;

import dev.tombolo.connector.space.Space;
import java.util.Collection;
import java.util.UUID;

/** Told of users who are in the tenant now, new or back, in the transaction that notes it. */
@FunctionalInterface
public interface LinkedUsers {
  /** The objectGUIDs of the users' accounts. */
  void linked(Space space, Collection<UUID> accounts);
}
