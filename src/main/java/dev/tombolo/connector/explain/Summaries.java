package dev.tombolo.connector.explain;

import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.SyncFailure;
import dev.tombolo.connector.sync.ForestPlan;
import java.util.Optional;

/** Puts an explanation in a sentence. */
final class Summaries {
  private Summaries() {}

  static String of(
      OnPremisesObject object,
      ForestPlan plan,
      Optional<CloudObject> cloud,
      Explanation.Scope container,
      boolean live) {
    if (plan.failure().isPresent()) {
      return object.dn() + " cannot be synchronized: " + plan.failure().get().message();
    }
    if (object.pending() == PendingImport.DELETE) {
      return object.dn()
          + " is gone or out of scope; the next synchronization takes it out of the"
          + " metaverse, and the export deletes it.";
    }
    if (!live) {
      return object.dn() + " has been deleted on-premises; the next cycle imports that.";
    }
    if (!container.inScope()) {
      return object.dn()
          + " has left the scope ("
          + container.decidedBy()
          + "); the next import sees it.";
    }
    if (plan.inbound().isPresent() && plan.inbound().get() instanceof Inbound.Filtered filtered) {
      return object.dn()
          + " is not synchronized: \""
          + filtered.rule()
          + "\" leaves it out, "
          + filtered.reason()
          + ".";
    }
    if (cloud.isEmpty()) {
      return object.dn() + " is not in the tenant.";
    }
    return object.dn() + tenant(cloud.get());
  }

  private static String tenant(CloudObject object) {
    SyncFailure failure = object.failure();
    if (failure != null) {
      return " could not be exported: " + failure.code() + ": " + failure.message();
    }
    if (object.exported()) {
      return " has been exported; the next import from the tenant confirms it.";
    }
    return switch (object.export()) {
      case NONE -> " is synchronized.";
      case ADD -> " is to be added to the tenant by the next export.";
      case UPDATE -> " is in the tenant; the next export changes it.";
      case DELETE -> " is to be deleted from the tenant by the next export.";
    };
  }

  static String onlyInTheCloud(CloudObject object) {
    String name = PendingExport.nameOf(object);
    String who = (name == null ? object.anchor() : name) + " is in the tenant only";
    if (object.export() == ExportKind.DELETE) {
      SyncFailure failure = object.failure();
      return failure == null
          ? who + "; the next export deletes it."
          : who + "; its deletion failed: " + failure.code() + ": " + failure.message();
    }
    return Boolean.TRUE.equals(object.syncEnabled())
        ? who + ": an orphan, no object on-premises that is in scope has its source anchor."
        : who + ", and is not synchronized any more.";
  }
}
