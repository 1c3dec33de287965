package dev.tombolo.connector.source;

import dev.tombolo.cloud.provisioning.TenantChanges;
import dev.tombolo.cloud.provisioning.TenantObject;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.StepTally;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.fault.Faults;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Imports from the tenant, page by page, each committed together with the position. It is the
 * import that confirms what has been exported.
 */
public final class TenantImport {
  private static final int PAGE = 1_000;

  private final TenantClient tenant;
  private final ConnectorStore store;
  private final Clock clock;
  private final Faults faults;

  /** An import from one tenant. */
  public TenantImport(TenantClient tenant, ConnectorStore store, Clock clock, Faults faults) {
    this.tenant = tenant;
    this.store = store;
    this.clock = clock;
    this.faults = faults;
  }

  private String connector() {
    return tenant.endpoint().name();
  }

  /**
   * Imports what has changed since the last import; everything when there was none.
   *
   * @param tally counts what has been committed, also when this fails on the way
   */
  public ImportResult delta(StepTally tally) throws TenantException {
    Optional<String> kept =
        store.read(space -> space.watermarks().find(connector())).map(mark -> mark.position());
    if (kept.isEmpty()) {
      return new ImportResult(full(tally).tally(), "There was no position: everything was read.");
    }
    try {
      pages(kept.get(), false, tally, new HashSet<>());
      return new ImportResult(tally, "");
    } catch (TenantException e) {
      if (e.kind() != TenantException.Kind.STALE_TOKEN) {
        throw e;
      }
      return new ImportResult(
          full(tally).tally(), "The position was too old: everything was read.");
    }
  }

  /**
   * Imports everything; what was known and is not there any more is staged as gone.
   *
   * @param tally counts what has been committed, also when this fails on the way
   */
  public ImportResult full(StepTally tally) throws TenantException {
    Set<String> seen = new HashSet<>();
    pages("", true, tally, seen);
    tally.add(obsolete(seen));
    return new ImportResult(tally, "");
  }

  private void pages(String from, boolean everything, StepTally tally, Set<String> seen)
      throws TenantException {
    String position = from;
    while (true) {
      faults.reach("import.read", connector());
      TenantChanges page = tenant.objects(position, PAGE);
      String next = page.nextToken();
      tally.add(
          store.write(
              space -> {
                StepTally counted =
                    new TenantPageApplier(space, page.objects()).apply(page.objects());
                new TenantLinkApplier(space.cloudLinks(), page.whole()).apply(page.objects());
                if (!everything || !page.more()) {
                  space.watermarks().save(connector(), next, clock.instant());
                }
                faults.reach("cookie.commit", connector());
                return counted;
              }));
      for (TenantObject object : page.objects()) {
        String anchor = object.sourceAnchor();
        if (anchor != null && object.state() == TenantObject.State.LIVE) {
          seen.add(anchor);
        }
      }
      position = next;
      if (!page.more()) {
        return;
      }
    }
  }

  /** What the tenant was known to have and did not show. */
  private StepTally obsolete(Set<String> seen) {
    return store.write(
        space -> {
          StepTally tally = new StepTally();
          List<CloudObject> page = space.cloud().page("", PAGE);
          while (!page.isEmpty()) {
            List<CloudObject> gone = new ArrayList<>();
            List<String> removed = new ArrayList<>();
            for (CloudObject object : page) {
              if (object.cloudAnchor() != null && !seen.contains(object.anchor())) {
                tally.count(Counter.STAGE_DELETE, object.anchor());
                if (object.metaverseId() == null || object.export() == ExportKind.DELETE) {
                  removed.add(object.anchor());
                } else {
                  gone.add(object.gone());
                }
              }
            }
            space.cloud().update(gone);
            space.cloud().delete(removed);
            space.cloudLinks().doubt(gone.stream().map(CloudObject::anchor).toList());
            space.cloudLinks().doubt(removed);
            page = space.cloud().page(page.get(page.size() - 1).anchor(), PAGE);
          }
          return tally;
        });
  }
}
