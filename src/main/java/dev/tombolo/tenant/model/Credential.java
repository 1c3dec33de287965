package dev.tombolo.tenant.model;

import java.time.Instant;
import java.util.Arrays;

/**
 * How a user's password is checked.
 *
 * @param hash in the text form of its origin; shows nothing of the password but is secret
 * @param changedAt when the password was set
 * @param forceChange whether the user must set another at the next sign-in
 */
public record Credential(Origin origin, String hash, Instant changedAt, boolean forceChange) {
  /** Where a password was set. */
  public enum Origin {
    /** In the cloud. */
    CLOUD(1),
    /** On-premises; its hash was synchronized. */
    ON_PREMISES(2);

    private final int code;

    Origin(int code) {
      this.code = code;
    }

    /** The number it is kept as. */
    public int code() {
      return code;
    }

    /** The origin with a number. */
    public static Origin ofCode(int code) {
      return Arrays.stream(values())
          .filter(origin -> origin.code == code)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no origin " + code));
    }
  }

  /** Does not show the hash. */
  @Override
  public String toString() {
    return "Credential[" + origin + ", " + changedAt + "]";
  }
}
