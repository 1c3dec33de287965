package dev.tombolo.connector.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.connector.space.ConnectorStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts cycles when they are due by the lab's clock, and purges the run history. */
public final class Scheduler {
  private static final Logger log = LoggerFactory.getLogger(Scheduler.class);

  /** How often it looks whether a cycle is due. */
  public static final Duration TICK = Duration.ofMinutes(1);

  private static final String SETTING = "scheduler";

  private final SyncEngine engine;
  private final ConnectorStore store;
  private final Clock clock;
  private final boolean enabled;

  /**
   * A scheduler.
   *
   * @param enabled whether cycles run by themselves unless a setting says otherwise
   */
  public Scheduler(SyncEngine engine, ConnectorStore store, Clock clock, boolean enabled) {
    this.engine = engine;
    this.store = store;
    this.clock = clock;
    this.enabled = enabled;
  }

  /** The settings. */
  public SchedulerSettings settings() {
    return store.write(
        space -> {
          Optional<String> kept = space.settings().find(SETTING);
          if (kept.isPresent()) {
            return read(kept.get());
          }
          SchedulerSettings fresh = SchedulerSettings.initial(enabled, clock.instant());
          space.settings().save(SETTING, write(fresh));
          return fresh;
        });
  }

  /** Changes the settings; returns what they are then. */
  public SchedulerSettings change(UnaryOperator<SchedulerSettings> change) {
    SchedulerSettings before = settings();
    return store.write(
        space -> {
          SchedulerSettings after =
              change.apply(space.settings().find(SETTING).map(Scheduler::read).orElse(before));
          space.settings().save(SETTING, write(after));
          return after;
        });
  }

  private static SchedulerSettings read(String json) {
    try {
      return CloudJson.mapper().readValue(json, SchedulerSettings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the scheduler's settings are damaged", e);
    }
  }

  private static String write(SchedulerSettings settings) {
    try {
      return CloudJson.mapper().writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the scheduler's settings cannot be written", e);
    }
  }

  /** Runs what is due; to be called every {@link #TICK}. */
  public void tick() {
    SchedulerSettings settings = settings();
    Instant now = clock.instant();
    if (settings.maintenanceEnabled()) {
      store.write(space -> space.history().purge(now.minus(settings.purgeInterval())));
    }
    if (!settings.cycleEnabled() || settings.suspended() || now.isBefore(settings.nextStart())) {
      return;
    }
    try {
      engine.cycle(settings.nextPolicy(), SyncEngine.Origin.SCHEDULER);
    } catch (BusyException e) {
      log.info("A scheduled cycle did not start: {}", e.getMessage());
      return;
    }
    change(
        latest ->
            latest
                .next(PolicyType.DELTA)
                .startingAt(clock.instant().plus(latest.effectiveInterval())));
  }
}
