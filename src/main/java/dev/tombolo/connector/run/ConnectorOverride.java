package dev.tombolo.connector.run;

import dev.tombolo.connector.space.EngineSettings;

/**
 * What the next cycle does in full with one connector although its policy is Delta ({@code
 * Set-ADSyncSchedulerConnectorOverride}, reference §1.2); the cycle that did it takes it away.
 */
public record ConnectorOverride(boolean fullImportRequired, boolean fullSyncRequired) {
  private static final String SETTING = "override.";
  private static final String IMPORT = "import";
  private static final String SYNC = "sync";

  static ConnectorOverride of(EngineSettings settings, String connector) {
    String kept = settings.find(SETTING + connector).orElse("");
    return new ConnectorOverride(kept.contains(IMPORT), kept.contains(SYNC));
  }

  void save(EngineSettings settings, String connector) {
    if (fullImportRequired || fullSyncRequired) {
      String kept = (fullImportRequired ? IMPORT : "") + " " + (fullSyncRequired ? SYNC : "");
      settings.save(SETTING + connector, kept.strip());
    } else {
      settings.remove(SETTING + connector);
    }
  }

  ConnectorOverride imported() {
    return new ConnectorOverride(false, fullSyncRequired);
  }

  ConnectorOverride synchronizedFully() {
    return new ConnectorOverride(fullImportRequired, false);
  }
}
