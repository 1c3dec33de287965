package dev.tombolo.tenant.selfservice;

import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Duration;

/** Forgets what self-service password reset needs no longer. */
public final class SelfServiceSweep implements Runnable {
  /** How often it is due. */
  public static final Duration PERIOD = Duration.ofHours(1);

  private static final Duration KEPT = Duration.ofDays(1);

  private final TenantStore store;

  /** A sweep of a store. */
  public SelfServiceSweep(TenantStore store) {
    this.store = store;
  }

  @Override
  public void run() {
    store.write(Actor.SERVICE, SelfServiceSweep::sweep);
  }

  private static int sweep(Unit unit) {
    long now = unit.now().toEpochMilli();
    long old = now - KEPT.toMillis();
    return unit.transaction().update("DELETE FROM sspr_challenge WHERE expires_at < ?", now)
        + unit.transaction().update("DELETE FROM sspr_flow WHERE expires_at < ?", now)
        + unit.transaction().update("DELETE FROM sspr_inbox WHERE sent_at < ?", old)
        + unit.transaction().update("DELETE FROM sspr_attempt WHERE attempted_at < ?", old)
        + unit.transaction().update("DELETE FROM sspr_block WHERE blocked_until < ?", now)
        + unit.transaction()
            .update(
                "DELETE FROM sspr_method WHERE NOT EXISTS"
                    + " (SELECT 1 FROM directory_object o WHERE o.id = sspr_method.user_id)");
  }
}
