package dev.tombolo.cloud.provisioning;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the connector has to know of its tenant.
 *
 * @param initialDomain the domain that cannot be removed, such as {@code adatum.onmicrosoft.com}
 * @param verifiedDomains every verified domain, the initial one too
 * @param directorySynchronizationEnabled {@code false} while or after synchronization is turned off
 * @param features every feature, on or off
 * @param sourceAnchorAttribute the on-premises attribute that users' anchors are made of; absent
 *     until a connector has chosen one, which it can do once
 * @param allowedSyncInterval the shortest interval between two scheduled cycles
 */
public record TenantConfiguration(
    UUID tenantId,
    String displayName,
    String initialDomain,
    List<String> verifiedDomains,
    boolean directorySynchronizationEnabled,
    Map<SyncFeature, Boolean> features,
    AccidentalDeletionPrevention accidentalDeletionPrevention,
    @Nullable String sourceAnchorAttribute,
    Duration allowedSyncInterval) {
  /** Copies the collections. */
  public TenantConfiguration {
    verifiedDomains = List.copyOf(verifiedDomains);
    features = Map.copyOf(features);
  }

  /** Whether a feature is on. */
  public boolean has(SyncFeature feature) {
    return features.getOrDefault(feature, false);
  }
}
