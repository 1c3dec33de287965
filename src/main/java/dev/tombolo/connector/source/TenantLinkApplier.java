package dev.tombolo.connector.source;

import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.cloud.provisioning.TenantObject;
import dev.tombolo.connector.space.CloudLink;
import dev.tombolo.connector.space.CloudLinks;
import dev.tombolo.connector.space.LinkKind;
import dev.tombolo.connector.space.LinkState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stages the references the tenant shows, and confirms by them what has been exported. What the
 * tenant shows and nobody exported is left pending, so that the next synchronization decides on it.
 */
final class TenantLinkApplier {
  private final CloudLinks links;
  private final boolean everything;
  private final Map<Key, LinkState> known = new LinkedHashMap<>();
  private final List<CloudLink> inserts = new ArrayList<>();
  private final List<CloudLink> confirmed = new ArrayList<>();
  private final List<CloudLink> questioned = new ArrayList<>();
  private final List<CloudLink> deletes = new ArrayList<>();

  private record Key(String source, LinkKind kind, String target) {
    CloudLink in(LinkState state) {
      return new CloudLink(source, kind, target, state);
    }
  }

  /**
   * An applier.
   *
   * @param everything whether the objects are told whole: what is not told is not there
   */
  TenantLinkApplier(CloudLinks links, boolean everything) {
    this.links = links;
    this.everything = everything;
  }

  void apply(List<TenantObject> objects) {
    List<TenantObject> live = new ArrayList<>();
    Set<String> sources = new HashSet<>();
    for (TenantObject object : objects) {
      String anchor = object.sourceAnchor();
      boolean tells = everything || !object.references().isEmpty();
      if (anchor != null && object.state() == TenantObject.State.LIVE && tells) {
        live.add(object);
        sources.add(anchor);
      }
    }
    if (live.isEmpty()) {
      return;
    }
    for (CloudLink link : links.from(sources)) {
      known.put(new Key(link.source(), link.kind(), link.target()), link.state());
    }
    live.forEach(this::apply);
    links.insert(inserts, true);
    links.update(confirmed, false);
    links.update(questioned, true);
    links.delete(deletes);
  }

  private void apply(TenantObject object) {
    String source = String.valueOf(object.sourceAnchor());
    for (LinkKind kind : LinkKind.values()) {
      ReferenceChange change = object.references().get(kind.property());
      if (change != null) {
        change.add().forEach(target -> there(new Key(source, kind, target)));
        if (!change.replace()) {
          change.remove().forEach(target -> notThere(new Key(source, kind, target)));
        }
      }
      if (everything || (change != null && change.replace())) {
        Set<String> told = change == null ? Set.of() : Set.copyOf(change.add());
        for (Key key : List.copyOf(known.keySet())) {
          if (key.source().equals(source) && key.kind() == kind && !told.contains(key.target())) {
            notThere(key);
          }
        }
      }
    }
  }

  private void there(Key key) {
    LinkState state = known.get(key);
    if (state == null) {
      inserts.add(key.in(LinkState.CONFIRMED));
      known.put(key, LinkState.CONFIRMED);
    } else if (state == LinkState.ADD || state == LinkState.ADDED) {
      confirmed.add(key.in(LinkState.CONFIRMED));
    } else if (state == LinkState.REMOVED) {
      questioned.add(key.in(LinkState.CONFIRMED));
    }
  }

  private void notThere(Key key) {
    LinkState state = known.get(key);
    if (state == LinkState.REMOVE || state == LinkState.REMOVED) {
      deletes.add(key.in(state));
    } else if (state == LinkState.CONFIRMED || state == LinkState.ADDED) {
      questioned.add(key.in(LinkState.REMOVED));
    }
  }
}
