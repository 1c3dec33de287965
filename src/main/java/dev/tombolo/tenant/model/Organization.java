package dev.tombolo.tenant.model;

import dev.tombolo.cloud.provisioning.AccidentalDeletionPrevention;
import dev.tombolo.cloud.provisioning.SyncFeature;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The tenant itself: its name, domains and directory synchronization settings.
 *
 * @param syncEnabled true synchronized, false was once, empty never
 * @param syncDisabling when turning synchronization off was asked for, while that is under way
 * @param sourceAnchorAttribute what users' anchors are made of, once a connector has chosen
 */
public record Organization(
    UUID tenantId,
    String displayName,
    List<Domain> domains,
    Map<SyncFeature, Boolean> features,
    AccidentalDeletionPrevention deletionPrevention,
    Optional<Boolean> syncEnabled,
    Optional<Instant> syncDisabling,
    Optional<Instant> lastSync,
    Optional<Instant> lastPasswordSync,
    Optional<String> sourceAnchorAttribute) {
  /** Copies the collections. */
  public Organization {
    domains = List.copyOf(domains);
    features = Map.copyOf(features);
  }

  /** Whether a feature is on. */
  public boolean has(SyncFeature feature) {
    return features.getOrDefault(feature, false);
  }

  /** The domain that cannot be removed. */
  public String initialDomain() {
    return domains.stream()
        .filter(Domain::initial)
        .map(Domain::name)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the tenant has no initial domain"));
  }

  /** The domain with a name, in any case. */
  public Optional<Domain> domain(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return domains.stream().filter(domain -> domain.name().equals(folded)).findFirst();
  }

  /** Whether a domain belongs to the tenant beyond doubt. */
  public boolean verified(String name) {
    return domain(name).map(Domain::verified).orElse(false);
  }
}
