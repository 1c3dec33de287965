package dev.tombolo.connector.passwordhash;

import java.util.Map;

/**
 * What one tick did.
 *
 * @param complete whether everything that was due has been dealt with; if not, a later tick goes on
 * @param counts how many users' turns ended how
 */
public record PasswordHashTick(boolean complete, Map<HashStatus, Integer> counts) {
  /** Copies the counts. */
  public PasswordHashTick {
    counts = Map.copyOf(counts);
  }

  /** How many users' turns ended so. */
  public int count(HashStatus status) {
    return counts.getOrDefault(status, 0);
  }
}
