package dev.tombolo.directory.protocol;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections that are open on all ports of a server. */
public final class Connections {
  private final Set<LdapConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong numbers = new AtomicLong();

  /** None. */
  public Connections() {}

  long nextNumber() {
    return numbers.incrementAndGet();
  }

  int count() {
    return open.size();
  }

  void add(LdapConnection connection) {
    open.add(connection);
  }

  void remove(LdapConnection connection) {
    open.remove(connection);
  }
}
