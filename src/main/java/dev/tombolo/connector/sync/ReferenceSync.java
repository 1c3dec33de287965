package dev.tombolo.connector.sync;

import dev.tombolo.connector.space.CloudLink;
import dev.tombolo.connector.space.CloudLinks;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.LinkKind;
import dev.tombolo.connector.space.LinkState;
import dev.tombolo.connector.space.Metaverse.Place;
import dev.tombolo.connector.space.OnPremisesLink;
import dev.tombolo.connector.space.OnPremisesLinks.PendingLink;
import dev.tombolo.connector.space.Space;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Synchronizes references, each by itself: one is wanted in the tenant when it is there on-premises
 * and both its ends are provisioned. One whose end is not is left as it is: the tenant keeps it
 * with the deleted object, and it is looked at again when that end comes back.
 */
public final class ReferenceSync {
  private static final int PAGE = 2_000;

  private final ConnectorStore store;

  /** A synchronization of the references in a store. */
  public ReferenceSync(ConnectorStore store) {
    this.store = store;
  }

  /** Decides about every reference anew. */
  public void full() {
    store.write(
        space -> {
          space.onPremisesLinks().markAllPending();
          space.cloudLinks().markAllPending();
          return space;
        });
    delta();
  }

  /** Takes up every pending reference. */
  public void delta() {
    pages(ReferenceSync::onPremisesPage);
    pages(ReferenceSync::cloudPage);
  }

  private void pages(Function<Space, Integer> page) {
    int taken;
    do {
      taken = store.write(page);
    } while (taken == PAGE);
  }

  private static int onPremisesPage(Space space) {
    List<PendingLink> page = space.onPremisesLinks().pending(PAGE);
    Set<UUID> ends = new HashSet<>();
    for (PendingLink each : page) {
      ends.add(each.link().source());
      ends.add(each.link().target());
    }
    Map<UUID, Place> places = space.metaverse().placesOf(ends);
    Changes changes = new Changes();
    List<Wanted> wanted = new ArrayList<>();
    for (PendingLink each : page) {
      LinkKind kind = each.link().kind();
      Place source = places.get(each.link().source());
      Place target = places.get(each.link().target());
      if (source != null && target != null && kind.joins(source.type(), target.type())) {
        wanted.add(new Wanted(source.anchor(), kind, target.anchor(), each.present()));
      }
    }
    Map<Pair, LinkState> known = known(space.cloudLinks(), wanted);
    for (Wanted each : wanted) {
      changes.decide(each, Optional.ofNullable(known.get(each.pair())));
    }
    changes.save(space.cloudLinks());
    space.onPremisesLinks().done(page);
    return page.size();
  }

  private static Map<Pair, LinkState> known(CloudLinks links, List<Wanted> wanted) {
    Set<String> sources = new HashSet<>();
    Set<String> targets = new HashSet<>();
    for (Wanted each : wanted) {
      sources.add(each.source());
      targets.add(each.target());
    }
    Map<Pair, LinkState> known = new HashMap<>();
    for (CloudLink link : links.between(sources, targets)) {
      known.put(new Pair(link.source(), link.kind(), link.target()), link.state());
    }
    return known;
  }

  private static int cloudPage(Space space) {
    List<CloudLink> page = space.cloudLinks().pending(PAGE);
    Set<String> ends = new HashSet<>();
    for (CloudLink each : page) {
      ends.add(each.source());
      ends.add(each.target());
    }
    Map<String, UUID> guids = space.metaverse().guidsOf(ends);
    Set<UUID> sources = new HashSet<>();
    page.forEach(
        each -> {
          UUID guid = guids.get(each.source());
          if (guid != null) {
            sources.add(guid);
          }
        });
    Set<OnPremisesLink> present = new HashSet<>(space.onPremisesLinks().from(sources));
    Changes changes = new Changes();
    List<CloudLink> settled = new ArrayList<>();
    for (CloudLink each : page) {
      UUID source = guids.get(each.source());
      UUID target = guids.get(each.target());
      if (source == null || target == null) {
        leave(each, changes, settled);
      } else {
        boolean there = present.contains(new OnPremisesLink(source, each.kind(), target));
        Wanted wanted = new Wanted(each.source(), each.kind(), each.target(), there);
        if (!changes.decide(wanted, Optional.of(each.state()))) {
          (each.state() == LinkState.REMOVED ? changes.deletes : settled).add(each);
        }
      }
    }
    changes.save(space.cloudLinks());
    space.cloudLinks().update(settled, false);
    return page.size();
  }

  /**
   * One end is gone: nothing is on its way any more. A reference the tenant has stays there; it is
   * decided about when that end comes back.
   */
  private static void leave(CloudLink link, Changes changes, List<CloudLink> settled) {
    switch (link.state()) {
      case ADD, REMOVED -> changes.deletes.add(link);
      case REMOVE -> settled.add(link.in(LinkState.CONFIRMED));
      case CONFIRMED, ADDED -> settled.add(link);
    }
  }

  private record Pair(String source, LinkKind kind, String target) {}

  private record Wanted(String source, LinkKind kind, String target, boolean present) {
    Pair pair() {
      return new Pair(source, kind, target);
    }

    CloudLink in(LinkState state) {
      return new CloudLink(source, kind, target, state);
    }
  }

  private static final class Changes {
    private final List<CloudLink> inserts = new ArrayList<>();
    private final List<CloudLink> updates = new ArrayList<>();
    private final List<CloudLink> deletes = new ArrayList<>();

    /** Decides about one reference; returns whether its state changes. */
    boolean decide(Wanted wanted, Optional<LinkState> state) {
      if (state.isEmpty()) {
        if (wanted.present()) {
          inserts.add(wanted.in(LinkState.ADD));
        }
        return wanted.present();
      }
      LinkState now = state.get();
      if (wanted.present() == now.wanted()) {
        return false;
      }
      if (wanted.present()) {
        updates.add(wanted.in(now == LinkState.REMOVE ? LinkState.CONFIRMED : LinkState.ADD));
      } else if (now == LinkState.ADD) {
        deletes.add(wanted.in(now));
      } else {
        updates.add(wanted.in(LinkState.REMOVE));
      }
      return true;
    }

    void save(CloudLinks links) {
      links.insert(inserts, false);
      links.update(updates, false);
      links.delete(deletes);
    }
  }
}
