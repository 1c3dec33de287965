package dev.tombolo.connector.explain;

import dev.tombolo.connector.rule.Inbound;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.sync.SyncPlanner;
import java.util.List;
import java.util.Optional;

/** Reads what the decision about one object depends on. */
final class SituationReader {
  private SituationReader() {}

  static SyncPlanner.Situation read(
      Space space, OnPremisesObject object, Optional<Inbound> inbound) {
    Optional<MetaverseObject> own =
        Optional.ofNullable(object.metaverseId()).flatMap(space.metaverse()::find);
    Optional<String> anchor =
        inbound
            .filter(Inbound.Contribution.class::isInstance)
            .map(made -> ((Inbound.Contribution) made).anchor());
    Optional<MetaverseObject> withItsAnchor =
        anchor.flatMap(
            text -> Optional.ofNullable(space.metaverse().withAnchors(List.of(text)).get(text)));
    Optional<MetaverseObject> held = own.isPresent() ? own : withItsAnchor;
    boolean alone =
        held.map(
                target ->
                    space.onPremises().joinedTo(List.of(target.id())).stream()
                        .allMatch(other -> other.guid().equals(object.guid())))
            .orElse(true);
    Optional<String> key =
        own.isPresent() ? own.flatMap(each -> Optional.ofNullable(each.sourceAnchor())) : anchor;
    Optional<CloudObject> cloud = key.flatMap(space.cloud()::find);
    return new SyncPlanner.Situation(
        object, inbound, own, withItsAnchor, alone, cloud, space.settings().isExportUnanswered());
  }
}
