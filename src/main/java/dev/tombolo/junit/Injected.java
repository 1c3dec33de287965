package dev.tombolo.junit;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.client.CloudTenant;
import dev.tombolo.lab.client.OnPremises;
import dev.tombolo.lab.client.SyncConnector;
import dev.tombolo.time.LabClock;
import java.util.Map;

/** What a parameter of a test may be, by its type. */
final class Injected {
  private interface Source {
    Object from(RunningLab lab) throws LDAPException;
  }

  private static final Map<Class<?>, Source> SOURCES =
      Map.of(
          Lab.class, RunningLab::lab,
          Ready.class, running -> running.lab().ready(),
          LabClock.class, running -> running.lab().clock(),
          OnPremises.class, RunningLab::onPremises,
          LDAPConnection.class, running -> running.onPremises().connect(),
          CloudTenant.class, RunningLab::tenant,
          SyncConnector.class, running -> SyncConnector.of(running.lab()));

  private Injected() {}

  static boolean knows(Class<?> type) {
    return SOURCES.containsKey(type);
  }

  static Object of(Class<?> type, RunningLab lab) throws LDAPException {
    Source source = SOURCES.get(type);
    if (source == null) {
      throw new IllegalArgumentException("a lab has no " + type.getName());
    }
    return source.from(lab);
  }
}
