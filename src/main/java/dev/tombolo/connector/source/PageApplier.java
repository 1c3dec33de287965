package dev.tombolo.connector.source;

import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesLink;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.space.StepTally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stages the changes of one page in a forest's connector space, inside one transaction. */
final class PageApplier {
  private final Space space;
  private final String connector;
  private final ScopeFilter scope;
  private final StepTally tally = new StepTally();
  private final Map<UUID, OnPremisesObject> known;
  private final Map<UUID, OnPremisesObject> inserted = new LinkedHashMap<>();
  private final Map<UUID, OnPremisesObject> updated = new LinkedHashMap<>();
  private final List<UUID> obsolete = new ArrayList<>();
  private final List<UUID> gone = new ArrayList<>();
  private final List<UUID> goneForGood = new ArrayList<>();
  private final List<UUID> replaced = new ArrayList<>();
  private final List<OnPremisesLink> replacements = new ArrayList<>();
  private final List<OnPremisesLink> added = new ArrayList<>();
  private final List<OnPremisesLink> removed = new ArrayList<>();
  private final List<UUID> replacedBack = new ArrayList<>();
  private final List<OnPremisesLink> backReplacements = new ArrayList<>();

  PageApplier(Space space, String connector, ScopeFilter scope, List<ForestChange> changes) {
    this.space = space;
    this.connector = connector;
    this.scope = scope;
    this.known = space.onPremises().find(changes.stream().map(ForestChange::guid).toList());
  }

  /** Stages the changes, in their order; what is counted is in the answer. */
  StepTally apply(List<ForestChange> changes) {
    for (ForestChange change : changes) {
      apply(change);
    }
    space.onPremises().insert(inserted.values());
    space.onPremises().saveImported(updated.values());
    space.onPremises().obsolete(obsolete);
    space.onPremisesLinks().forget(gone, false);
    space.onPremisesLinks().forget(goneForGood, true);
    space.onPremisesLinks().replace(replaced, replacements);
    space.onPremisesLinks().replaceBack(replacedBack, backReplacements);
    space.onPremisesLinks().remove(removed);
    space.onPremisesLinks().add(added);
    return tally;
  }

  private void apply(ForestChange change) {
    OnPremisesObject before = known.get(change.guid());
    boolean container =
        before != null
            ? before.kind() == ObjectKind.CONTAINER
            : change.kind().filter(kind -> kind == ObjectKind.CONTAINER).isPresent();
    boolean wanted = !change.deleted() && (container || scope.includes(change.dn()));
    if (!wanted) {
      leave(change, before);
    } else if (before == null) {
      if (change.complete()) {
        enter(change);
      }
    } else {
      stay(change, before);
    }
  }

  private void leave(ForestChange change, @Nullable OnPremisesObject before) {
    (change.recycled() ? goneForGood : gone).add(change.guid());
    if (before != null && before.pending() != PendingImport.DELETE) {
      obsolete.add(change.guid());
      tally.count(Counter.STAGE_DELETE, change.guid().toString());
    }
  }

  private void enter(ForestChange change) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    change.values().forEach((name, values) -> put(attributes, name, values));
    inserted.put(
        change.guid(),
        new OnPremisesObject(
            change.guid(),
            connector,
            change.kind().orElseThrow(),
            change.dn(),
            attributes,
            PendingImport.ADD,
            null,
            null));
    replaceLinks(change);
    tally.count(Counter.STAGE_ADD, change.guid().toString());
  }

  /**
   * An object told whole has exactly these references. One that is new may have others noted: they
   * were told with their targets while it was out of scope.
   */
  private void replaceLinks(ForestChange change) {
    replaced.add(change.guid());
    replacements.addAll(change.addedLinks());
    takeBackLinks(change);
  }

  /** A link hidden while its target was deleted shows again without being told as changed. */
  private void takeBackLinks(ForestChange change) {
    change
        .linksTo()
        .ifPresent(
            links -> {
              replacedBack.add(change.guid());
              backReplacements.addAll(links);
            });
  }

  private void stay(ForestChange change, OnPremisesObject before) {
    Map<String, List<String>> attributes =
        change.complete() ? new LinkedHashMap<>() : new LinkedHashMap<>(before.attributes());
    change.values().forEach((name, values) -> put(attributes, name, values));
    boolean renamed = !change.dn().equals(before.dn());
    boolean linked =
        !change.complete() && !(change.addedLinks().isEmpty() && change.removedLinks().isEmpty());
    if (change.complete()) {
      replaceLinks(change);
    } else {
      removed.addAll(change.removedLinks());
      added.addAll(change.addedLinks());
    }
    boolean returned = before.pending() == PendingImport.DELETE;
    boolean changed = !attributes.equals(before.attributes());
    if (renamed || changed || returned) {
      updated.put(change.guid(), before.imported(change.dn(), attributes, PendingImport.UPDATE));
    }
    tally.count(
        renamed
            ? Counter.STAGE_RENAME
            : changed || returned || linked ? Counter.STAGE_UPDATE : Counter.STAGE_NO_CHANGE,
        change.guid().toString());
  }

  private static void put(Map<String, List<String>> attributes, String name, List<String> values) {
    if (values.isEmpty()) {
      attributes.remove(name);
    } else {
      attributes.put(name, values);
    }
  }
}
