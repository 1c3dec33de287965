package dev.tombolo.tenant.provisioning;

import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.store.Unit;
import java.util.EnumMap;
import java.util.Map;

/** Turns directory synchronization features on and off. */
public final class SyncFeatures {
  private SyncFeatures() {}

  /**
   * Changes some features and leaves the others.
   *
   * @throws ApiException when one that is permanent once on would be turned off
   */
  public static void change(Unit unit, Map<SyncFeature, Boolean> changes) {
    Map<SyncFeature, Boolean> features = new EnumMap<>(SyncFeature.class);
    features.putAll(unit.organization().features());
    changes.forEach(
        (feature, on) -> {
          if (feature.permanent() && !on && unit.organization().has(feature)) {
            throw ApiException.badRequest(
                "The feature " + feature.wireName() + " cannot be turned off once it is on.");
          }
          features.put(feature, on);
        });
    unit.organizations().saveFeatures(features);
  }
}
