package dev.tombolo.directory.protocol;

import java.time.Duration;

/**
 * What a connection may do, by Active Directory's names (MS-ADTS 3.1.1.3.4.6).
 *
 * @param maxConnections connections at a time; a further one is closed at once
 * @param maxReceiveBuffer octets of a request
 * @param maxPreAuthReceiveBuffer octets of a request before anybody has signed in
 * @param initialReceiveTimeout how long a new connection may say nothing (InitRecvTimeout)
 * @param idleTimeout how long a connection may say nothing after that (MaxConnIdleTime)
 * @param diagnosticsEndWithNul whether diagnostics end with a NUL, as domain controllers' do
 */
public record ConnectionSettings(
    int maxConnections,
    int maxReceiveBuffer,
    int maxPreAuthReceiveBuffer,
    Duration initialReceiveTimeout,
    Duration idleTimeout,
    boolean diagnosticsEndWithNul) {
  /** What a fresh forest has. */
  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          5000, 10_485_760, 262_144, Duration.ofMinutes(2), Duration.ofMinutes(15), true);
}
