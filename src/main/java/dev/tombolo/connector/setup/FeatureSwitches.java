package dev.tombolo.connector.setup;

import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.Space;
import java.util.EnumMap;
import java.util.Map;

/** Which features are on: as they were switched last, or as the settings had them at first. */
public final class FeatureSwitches {
  private final ConnectorStore store;
  private final Map<Feature, Boolean> initial;

  /** Switches kept in a store. */
  public FeatureSwitches(ConnectorStore store, Map<Feature, Boolean> initial) {
    this.store = store;
    this.initial = Map.copyOf(initial);
  }

  /** Whether a feature is on. */
  public boolean isOn(Feature feature) {
    return store.read(space -> isOn(space, feature));
  }

  /** Whether a feature is on, within a transaction. */
  public boolean isOn(Space space, Feature feature) {
    return space
        .settings()
        .find(setting(feature))
        .map(Boolean::parseBoolean)
        .orElseGet(() -> initial.getOrDefault(feature, false));
  }

  /** All of them. */
  public Map<Feature, Boolean> all() {
    Map<Feature, Boolean> all = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      all.put(feature, isOn(feature));
    }
    return all;
  }

  /** Switches features. */
  public void set(Map<Feature, Boolean> changes) {
    store.write(
        space -> {
          changes.forEach(
              (feature, on) -> space.settings().save(setting(feature), Boolean.toString(on)));
          return changes;
        });
  }

  private static String setting(Feature feature) {
    return "feature." + feature.key();
  }
}
