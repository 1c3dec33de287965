package dev.tombolo.lab;

import dev.tombolo.connector.Connector;
import dev.tombolo.directory.store.Snapshot;
import dev.tombolo.tenant.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of a lab's parts at some moment; what does not run there is absent.
 *
 * @param clockOffset how far the lab's clock was ahead
 */
public record LabSnapshot(
    @Nullable Snapshot directory,
    Tenant.@Nullable Snapshot tenant,
    Connector.@Nullable Snapshot connector,
    Duration clockOffset) {}
