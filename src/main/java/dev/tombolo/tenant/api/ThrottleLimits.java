package dev.tombolo.tenant.api;

/**
 * How much one application may ask for before it is told to wait (MS Graph throttling limits,
 * "Identity and access"; reference §10.2).
 *
 * @param on whether anybody is told so
 * @param units resource units in ten seconds
 * @param writes writing requests in 150 seconds
 */
public record ThrottleLimits(boolean on, int units, int writes) {
  /** Nobody is told to wait. */
  public static final ThrottleLimits OFF = new ThrottleLimits(false, 3_500, 3_000);

  /** The limits of a small tenant, of fewer than fifty users. */
  public static final ThrottleLimits SMALL_TENANT = new ThrottleLimits(true, 3_500, 3_000);
}
