package dev.tombolo.connector;

import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.connector.wire.ForestEndpoint;
import dev.tombolo.connector.wire.TenantEndpoint;
import java.util.List;

/**
 * How a connector is set up.
 *
 * @param databaseUrl a JDBC URL for its state
 * @param scopeInclude the containers that are synchronized; empty for the whole domain
 * @param scopeExclude the containers that are not
 * @param passwordHashSync whether password hashes are synchronized
 * @param passwordWriteback whether passwords set in the cloud are written back
 * @param sync how it synchronizes
 */
public record ConnectorSettings(
    SyncTool tool,
    Mode mode,
    ForestEndpoint forest,
    TenantEndpoint tenant,
    String databaseUrl,
    List<String> scopeInclude,
    List<String> scopeExclude,
    boolean passwordHashSync,
    boolean passwordWriteback,
    SyncOptions sync) {

  /** When cycles run. */
  public enum Mode {
    /** At once when something has changed. */
    CONTINUOUS,
    /** By the tool's schedule. */
    SCHEDULED,
    /** Only when somebody asks. */
    MANUAL
  }

  /** Copies the lists. */
  public ConnectorSettings {
    scopeInclude = List.copyOf(scopeInclude);
    scopeExclude = List.copyOf(scopeExclude);
  }

  /** Whether password hashes are sent: a connector in staging mode sends none. */
  public boolean sendsHashes() {
    return passwordHashSync && !sync.staging();
  }

  /** Whether passwords are written back: a connector in staging mode writes none. */
  public boolean writesBack() {
    return passwordWriteback && !sync.staging();
  }
}
