package dev.tombolo.connector.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler's settings, as {@code Get-ADSyncScheduler} shows them (reference §1.3).
 *
 * @param customizedInterval between two cycles; absent for the shortest the tenant allows
 * @param nextPolicy what the next cycle does
 * @param nextStart when it starts
 * @param purgeInterval how long the run history is kept
 * @param cycleEnabled whether cycles run by themselves
 * @param maintenanceEnabled whether the run history is purged
 * @param suspended whether the scheduler is held up
 */
public record SchedulerSettings(
    @JsonProperty("customizedInterval") @Nullable Duration customizedInterval,
    @JsonProperty("nextPolicy") PolicyType nextPolicy,
    @JsonProperty("nextStart") Instant nextStart,
    @JsonProperty("purgeInterval") Duration purgeInterval,
    @JsonProperty("cycleEnabled") boolean cycleEnabled,
    @JsonProperty("maintenanceEnabled") boolean maintenanceEnabled,
    @JsonProperty("suspended") boolean suspended) {

  /** The shortest interval the tenant allows. */
  public static final Duration ALLOWED_INTERVAL = Duration.ofMinutes(30);

  static SchedulerSettings initial(boolean enabled, Instant now) {
    return new SchedulerSettings(
        null,
        PolicyType.DELTA,
        now.plus(ALLOWED_INTERVAL),
        Duration.ofDays(7),
        enabled,
        true,
        false);
  }

  /** The interval in effect: never shorter than the tenant allows. */
  public Duration effectiveInterval() {
    return customizedInterval == null || customizedInterval.compareTo(ALLOWED_INTERVAL) < 0
        ? ALLOWED_INTERVAL
        : customizedInterval;
  }

  /** The same with another interval; absent for the shortest. */
  public SchedulerSettings every(@Nullable Duration interval) {
    return new SchedulerSettings(
        interval,
        nextPolicy,
        nextStart,
        purgeInterval,
        cycleEnabled,
        maintenanceEnabled,
        suspended);
  }

  /** The same with another kind of next cycle. */
  public SchedulerSettings next(PolicyType policy) {
    return new SchedulerSettings(
        customizedInterval,
        policy,
        nextStart,
        purgeInterval,
        cycleEnabled,
        maintenanceEnabled,
        suspended);
  }

  /** The same with another time for the next cycle. */
  public SchedulerSettings startingAt(Instant start) {
    return new SchedulerSettings(
        customizedInterval,
        nextPolicy,
        start,
        purgeInterval,
        cycleEnabled,
        maintenanceEnabled,
        suspended);
  }

  /** The same with the run history kept for another time. */
  public SchedulerSettings keeping(Duration interval) {
    return new SchedulerSettings(
        customizedInterval,
        nextPolicy,
        nextStart,
        interval,
        cycleEnabled,
        maintenanceEnabled,
        suspended);
  }

  /** The same with the three switches set. */
  public SchedulerSettings switched(boolean cycle, boolean maintenance, boolean suspend) {
    return new SchedulerSettings(
        customizedInterval, nextPolicy, nextStart, purgeInterval, cycle, maintenance, suspend);
  }
}
