package dev.tombolo.directory.operation;

import java.time.Duration;

/**
 * The limits of the query policy, by Active Directory's names (MS-ADTS 3.1.1.3.4.6).
 *
 * @param maxPageSize entries of a search, or of a page of it
 * @param maxValRange values of a link given at once
 * @param maxQueryDuration how long a search may take
 * @param maxResultSetsPerConn paged searches that a connection may have open
 * @param maxNotificationPerConn notification searches that a connection may have open
 */
public record QueryPolicy(
    int maxPageSize,
    int maxValRange,
    Duration maxQueryDuration,
    int maxResultSetsPerConn,
    int maxNotificationPerConn) {
  /** What a fresh forest has. */
  public static final QueryPolicy DEFAULT =
      new QueryPolicy(1000, 1500, Duration.ofMinutes(2), 10, 5);
}
