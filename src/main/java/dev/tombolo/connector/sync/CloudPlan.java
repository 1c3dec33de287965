package dev.tombolo.connector.sync;

import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.SyncFailure;
import java.util.Optional;

/** What happens to an object in the tenant's connector space. */
public sealed interface CloudPlan {
  /** Nothing. */
  record None() implements CloudPlan {}

  /** It is new there: it shall be in the tenant. */
  record Provision(CloudObject after) implements CloudPlan {}

  /**
   * It changes.
   *
   * @param counter under what that is counted, if at all
   * @param reprovisioned whether it comes (back) into the tenant by that
   */
  record Change(CloudObject after, Optional<Counter> counter, boolean reprovisioned)
      implements CloudPlan {}

  /** A rule failed on it: it stays as it is. */
  record Failed(SyncFailure failure) implements CloudPlan {}

  /** It was never in the tenant, and need not be. */
  record Drop(CloudObject before) implements CloudPlan {}
}
