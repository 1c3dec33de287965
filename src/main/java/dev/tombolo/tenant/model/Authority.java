package dev.tombolo.tenant.model;

/** Who may write a property of an object (reference §6.2). */
public enum Authority {
  /** The cloud, for synchronized objects too. */
  CLOUD,
  /** The cloud, until the object is synchronized; from then on its source. */
  ON_PREMISES,
  /**
   * The source, until somebody writes it in the cloud: from then on the cloud, and the source's
   * value is ignored (a DirSyncOverride).
   */
  OVERRIDABLE,
  /** The source if it contributes a value, otherwise the cloud. */
  ON_PREMISES_IF_PRESENT,
  /** The service alone; no client writes it. */
  SERVICE
}
