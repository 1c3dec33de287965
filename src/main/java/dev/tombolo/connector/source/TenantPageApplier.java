package dev.tombolo.connector.source;

import dev.tombolo.cloud.provisioning.TenantObject;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.space.StepTally;
import dev.tombolo.connector.space.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stages what the tenant shows in its connector space, inside one transaction, and confirms by it
 * what has been exported. Objects that were never synchronized have no place there.
 */
final class TenantPageApplier {
  private static final String CALCULATED = "cloud";

  private final Space space;
  private final StepTally tally = new StepTally();
  private final Map<String, CloudObject> known;
  private final Map<String, CloudObject> inserted = new LinkedHashMap<>();
  private final Map<String, CloudObject> updated = new LinkedHashMap<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> goneForGood = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();

  TenantPageApplier(Space space, List<TenantObject> objects) {
    this.space = space;
    this.known =
        new LinkedHashMap<>(
            space
                .cloud()
                .find(
                    objects.stream()
                        .flatMap(
                            object ->
                                object.sourceAnchor() == null
                                    ? Stream.empty()
                                    : Stream.of(object.sourceAnchor()))
                        .distinct()
                        .toList()));
  }

  /** Stages the objects, in their order; what is counted is in the answer. */
  StepTally apply(List<TenantObject> objects) {
    for (TenantObject object : objects) {
      String anchor = object.sourceAnchor();
      if (anchor != null) {
        if (object.state() == TenantObject.State.LIVE) {
          live(object, anchor, known.get(anchor));
        } else {
          gone(object, anchor, known.get(anchor));
        }
      }
    }
    space.cloud().delete(removed);
    space.cloud().insert(inserted.values());
    space.cloud().update(updated.values());
    space.cloudLinks().forget(goneForGood);
    space.cloudLinks().doubt(replaced);
    space.onPremisesLinks().markPending(space.metaverse().guidsOf(goneForGood).values());
    return tally;
  }

  private void live(TenantObject object, String anchor, @Nullable CloudObject before) {
    if (before == null) {
      CloudObject seen =
          new CloudObject(
              anchor,
              object.objectType(),
              object.cloudAnchor(),
              object.dirSyncEnabled(),
              attributes(object),
              PendingImport.ADD,
              null,
              ExportKind.NONE,
              Map.of(),
              false,
              null);
      keep(seen, true);
      tally.count(Counter.STAGE_ADD, anchor);
      return;
    }
    if (!object.cloudAnchor().equals(before.cloudAnchor())) {
      replaced.add(anchor); // what was known of its references was of another object
    }
    Map<String, List<String>> attributes = attributes(object);
    boolean confirmsAdd = before.export() == ExportKind.ADD && before.cloudAnchor() == null;
    Map<String, List<String>> expected = expected(before);
    boolean unexpected =
        !Values.difference(governed(expected), governed(attributes), governed(expected).keySet())
                .isEmpty()
            || (!before.exported()
                && !Objects.equals(before.syncEnabled(), object.dirSyncEnabled()));
    CloudObject confirmed = confirm(before, object, attributes);
    boolean changed =
        !attributes.equals(before.attributes())
            || !Objects.equals(before.syncEnabled(), object.dirSyncEnabled());
    CloudObject seen =
        confirmed.imported(
            object.cloudAnchor(),
            object.dirSyncEnabled(),
            attributes,
            unexpected ? PendingImport.UPDATE : confirmed.pending());
    if (changed || !confirmed.equals(before) || unexpected) {
      keep(seen, false);
    }
    tally.count(
        confirmsAdd ? Counter.STAGE_ADD : changed ? Counter.STAGE_UPDATE : Counter.STAGE_NO_CHANGE,
        anchor);
  }

  /** What the tenant shows if it has taken what was exported; what is new was told whole. */
  private static Map<String, List<String>> expected(CloudObject before) {
    if (!before.exported()) {
      return before.attributes();
    }
    return before.export() == ExportKind.ADD
        ? before.exportAttributes()
        : Values.overlaid(before.attributes(), before.exportAttributes());
  }

  /** What is left to export now that the tenant is seen as it is. */
  private static CloudObject confirm(
      CloudObject before, TenantObject object, Map<String, List<String>> attributes) {
    boolean ours = Boolean.TRUE.equals(object.dirSyncEnabled());
    return switch (before.export()) {
      case NONE -> before;
      case DELETE -> {
        if (!before.exported()) {
          yield before;
        }
        // Still there after its deletion: an administrator has restored it, and it is nobody's now;
        // or else the deletion was lost.
        yield ours
            ? before.exporting(ExportKind.DELETE, Map.of())
            : before.exporting(ExportKind.NONE, Map.of()).synchronizedTo(null);
      }
      case ADD, UPDATE -> {
        if (!ours) {
          yield before.exported()
              ? before.exporting(before.export(), before.exportAttributes())
              : before;
        }
        Map<String, List<String>> left = Values.missing(attributes, before.exportAttributes());
        yield before.exporting(left.isEmpty() ? ExportKind.NONE : ExportKind.UPDATE, left);
      }
    };
  }

  private void gone(TenantObject object, String anchor, @Nullable CloudObject before) {
    boolean keyed = before != null && before.cloudAnchor() != null;
    boolean same = before != null && object.cloudAnchor().equals(before.cloudAnchor());
    if (object.state() == TenantObject.State.GONE && (same || !keyed)) {
      goneForGood.add(anchor);
    }
    if (before == null || !same) {
      return;
    }
    tally.count(Counter.STAGE_DELETE, anchor);
    if (before.metaverseId() == null || before.export() == ExportKind.DELETE) {
      removed.add(anchor);
      inserted.remove(anchor);
      updated.remove(anchor);
      known.remove(anchor);
    } else {
      keep(before.gone(), false);
    }
  }

  private void keep(CloudObject object, boolean isNew) {
    if ((isNew && !removed.remove(object.anchor())) || inserted.containsKey(object.anchor())) {
      inserted.put(object.anchor(), object);
    } else {
      updated.put(object.anchor(), object);
    }
    known.put(object.anchor(), object);
  }

  private static Map<String, List<String>> attributes(TenantObject object) {
    return new LinkedHashMap<>(object.attributes());
  }

  /** Without what the tenant has made itself. */
  private static Map<String, List<String>> governed(Map<String, List<String>> attributes) {
    Map<String, List<String>> governed = new LinkedHashMap<>();
    attributes.forEach(
        (name, values) -> {
          if (!name.startsWith(CALCULATED)) {
            governed.put(name, values);
          }
        });
    return governed;
  }
}
