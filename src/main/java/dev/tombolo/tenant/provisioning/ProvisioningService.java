package dev.tombolo.tenant.provisioning;

import dev.tombolo.cloud.provisioning.ConfigurationChange;
import dev.tombolo.cloud.provisioning.ProvisioningBatch;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.cloud.provisioning.ProvisioningResponse;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.cloud.provisioning.TenantConfiguration;
import dev.tombolo.fault.Faults;
import dev.tombolo.sql.DatabaseException;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.Domain;
import dev.tombolo.tenant.model.Organization;
import dev.tombolo.tenant.store.ProvisioningLog;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sync service: takes batches of operations and tells a connector what it has to know of the
 * tenant.
 *
 * <p>A batch is one transaction. Only if that fails for a reason of the database, which planning
 * does not foresee, each operation gets a transaction of its own, so that one cannot fail the rest.
 */
public final class ProvisioningService {
  private static final Logger log = LoggerFactory.getLogger(ProvisioningService.class);
  private static final Duration ALLOWED_SYNC_INTERVAL = Duration.ofMinutes(30);

  private final TenantStore store;
  private final Faults faults;

  /** A service on a store. */
  public ProvisioningService(TenantStore store, Faults faults) {
    this.store = store;
    this.faults = faults;
  }

  /**
   * Applies a batch.
   *
   * @throws ApiException when it is too large, or synchronization is turned off
   */
  public ProvisioningResponse apply(ProvisioningBatch batch, Actor actor) {
    if (batch.operations().size() > ProvisioningBatch.MAX_OPERATIONS) {
      throw ApiException.badRequest(
          "A batch may hold " + ProvisioningBatch.MAX_OPERATIONS + " operations.");
    }
    List<ProvisioningResult> results;
    try {
      results = together(batch, batch.operations(), actor);
    } catch (DatabaseException e) {
      log.warn("A batch is applied one by one, because together it failed", e);
      results = oneByOne(batch, actor);
    }
    faults.reach("tenant.provisioning.after-commit");
    return new ProvisioningResponse(results);
  }

  private List<ProvisioningResult> together(
      ProvisioningBatch batch, List<ProvisioningOperation> operations, Actor actor) {
    return store.write(
        actor,
        unit -> {
          activate(unit);
          BatchRun run = new BatchRun(unit, faults, operations);
          List<ProvisioningResult> results = run.run();
          new ProvisioningLog(unit).add(batch.connectorId(), batch.runId(), run.entries());
          return results;
        });
  }

  private List<ProvisioningResult> oneByOne(ProvisioningBatch batch, Actor actor) {
    List<ProvisioningResult> results = new ArrayList<>();
    for (ProvisioningOperation operation : batch.operations()) {
      try {
        results.addAll(together(batch, List.of(operation), actor));
      } catch (DatabaseException e) {
        results.add(
            new ProvisioningResult(
                operation.ref(),
                operation.sourceAnchor(),
                ProvisioningOutcome.FAILED,
                null,
                BatchRun.serviceError(e.getMessage()),
                Map.of()));
      }
    }
    return results;
  }

  /** The first synchronization activates it for the tenant. */
  private static void activate(Unit unit) {
    Organization organization = unit.organization();
    if (organization.syncDisabling().isPresent() || !organization.syncEnabled().orElse(true)) {
      throw new ApiException(
          400,
          "DirectorySyncNotActivated",
          "Directory synchronization is not activated for this organization.");
    }
    if (organization.syncEnabled().isEmpty()) {
      unit.organizations().saveSyncEnabled(true);
    }
  }

  /** What a connector has to know. */
  public TenantConfiguration configuration() {
    return store.read(unit -> describe(unit.organization()));
  }

  private static TenantConfiguration describe(Organization organization) {
    Map<SyncFeature, Boolean> features = new EnumMap<>(SyncFeature.class);
    for (SyncFeature feature : SyncFeature.values()) {
      features.put(feature, organization.has(feature));
    }
    return new TenantConfiguration(
        organization.tenantId(),
        organization.displayName(),
        organization.initialDomain(),
        organization.domains().stream().filter(Domain::verified).map(Domain::name).toList(),
        organization.syncDisabling().isEmpty() && organization.syncEnabled().orElse(true),
        features,
        organization.deletionPrevention(),
        organization.sourceAnchorAttribute().orElse(null),
        ALLOWED_SYNC_INTERVAL);
  }

  /**
   * Keeps what a connector asks for.
   *
   * @throws ApiException when the anchor attribute has been chosen differently, or a permanent
   *     feature would be turned off
   */
  public TenantConfiguration configure(ConfigurationChange change, Actor actor) {
    return store.write(
        actor,
        unit -> {
          String attribute = change.sourceAnchorAttribute();
          if (attribute != null
              && !unit.organizations().chooseSourceAnchorAttribute(attribute).equals(attribute)) {
            throw ApiException.badRequest(
                "The source anchor attribute has been chosen already and cannot be changed.");
          }
          Map<SyncFeature, Boolean> features = change.features();
          if (features != null) {
            SyncFeatures.change(unit, features);
          }
          if (change.accidentalDeletionPrevention() != null) {
            unit.organizations().saveDeletionPrevention(change.accidentalDeletionPrevention());
          }
          return describe(unit.organization());
        });
  }
}
