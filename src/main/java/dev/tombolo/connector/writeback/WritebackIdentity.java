package dev.tombolo.connector.writeback;

import dev.tombolo.cloud.writeback.SyncTool;

/**
 * As what the agent registers with the tenant.
 *
 * @param tool the sync tool it is a part of
 * @param machineName of the server it would run on
 * @param version the software's
 */
public record WritebackIdentity(SyncTool tool, String machineName, String version) {}
