package dev.tombolo.tenant.licence;

import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.LicenceState;
import dev.tombolo.tenant.store.GroupLicences;
import dev.tombolo.tenant.store.GroupLicences.Due;
import dev.tombolo.tenant.store.NoSeatsException;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the direct members of groups the groups' licences, and takes them back (Entra, "Group-based
 * licensing"). It compares what members have with what they should have, so it may run at any time,
 * in several processes, and again after it has failed. It runs when a licensed group or its members
 * have changed, and now and then for members for whom no seat was free.
 */
public final class GroupLicensing implements Runnable {
  /** How often it is due. */
  public static final Duration PERIOD = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(GroupLicensing.class);
  private static final UUID FIRST = new UUID(0, 0);
  private static final int PAGE = 200;
  private static final int ATTEMPTS = 5;

  @FunctionalInterface
  private interface Step {
    /** Does one page after a user; what was on it. */
    List<Due> page(Unit unit, UUID after);
  }

  private final TenantStore store;

  /** Works on a store. */
  public GroupLicensing(TenantStore store) {
    this.store = store;
  }

  @Override
  public void run() {
    // Seats that are freed first can be taken then.
    walk(GroupLicensing::take);
    walk(GroupLicensing::give);
  }

  private void walk(Step step) {
    UUID after = FIRST;
    List<Due> page;
    do {
      page = attempt(step, after);
      if (!page.isEmpty()) {
        after = page.get(page.size() - 1).user();
      }
    } while (!page.isEmpty());
  }

  /** Somebody may have taken the seats that were free a moment ago. */
  private List<Due> attempt(Step step, UUID after) {
    for (int attempt = 1; ; attempt++) {
      try {
        return store.write(Actor.SERVICE, unit -> step.page(unit, after));
      } catch (NoSeatsException e) {
        log.debug("Seats of a group's licence were taken meanwhile (attempt {})", attempt, e);
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static List<Due> take(Unit unit, UUID after) {
    GroupLicences licences = new GroupLicences(unit);
    List<Due> page = whole(licences.surplus(after, PAGE + 1));
    page.forEach(due -> licences.take(due.user(), due.state()));
    settle(unit, users(page));
    return page;
  }

  private static List<Due> give(Unit unit, UUID after) {
    GroupLicences licences = new GroupLicences(unit);
    List<Due> page = whole(licences.due(after, PAGE + 1));
    Map<UUID, Integer> free = licences.free();
    unit.licences().preload(users(page));
    Set<UUID> changed = new HashSet<>();
    for (Due due : page) {
      UUID sku = due.state().skuId();
      boolean seated =
          unit.licences().of(due.user()).stream().anyMatch(had -> had.skuId().equals(sku));
      boolean room = seated || free.merge(sku, 0, Integer::sum) > 0;
      if (room && !seated) {
        free.merge(sku, -1, Integer::sum);
      }
      String problem = room ? "" : LicenceState.NO_SEATS;
      if (room || !due.before().equals(Optional.of(problem))) {
        licences.give(
            due.user(),
            new LicenceState(sku, due.state().disabledPlans(), due.state().group(), problem));
        changed.add(due.user());
      }
    }
    settle(unit, changed);
    return page;
  }

  /** A page ends with a user's last row, so that the next one can begin after the user. */
  private static List<Due> whole(List<Due> rows) {
    if (rows.size() <= PAGE) {
      return rows;
    }
    UUID last = rows.get(rows.size() - 1).user();
    List<Due> page = rows.stream().filter(due -> !due.user().equals(last)).toList();
    return page.isEmpty() ? rows : page;
  }

  private static Set<UUID> users(List<Due> page) {
    return page.stream().map(Due::user).collect(Collectors.toSet());
  }

  private static void settle(Unit unit, Set<UUID> users) {
    unit.objects().preload(users);
    LicenceService service = new LicenceService(unit);
    users.stream()
        .sorted()
        .flatMap(id -> unit.objects().find(id).stream())
        .filter(user -> !user.deleted())
        .forEach(user -> service.follow(user, Map.of("by", "group")));
  }
}
