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
 * @param passwordHashSync whether password hashes are synchronized, at first
 * @param passwordWriteback whether passwords set in the cloud are written back, at first
 * @param deviceWriteback whether devices registered in the cloud are written back, at first
 * @param adfsVersion of the AD FS there is, such as 3.0
 * @param sync how it synchronizes; in staging mode no feature is at work
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
    boolean deviceWriteback,
    String adfsVersion,
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
}
