package dev.tombolo.adfs;

import java.util.Map;

/** How a sign-in to a relying party ended. */
public sealed interface Issuance {
  /**
   * A token may be issued.
   *
   * @param claims by type; {@code isregistereduser} is there for a device that was recognized
   */
  record Granted(Map<String, String> claims) implements Issuance {
    /** Copies the map. */
    public Granted {
      claims = Map.copyOf(claims);
    }
  }

  /** None may. */
  record Refused(Reason reason) implements Issuance {}

  /** Why not. */
  enum Reason {
    /** There is no such trust. */
    UNKNOWN_RELYING_PARTY,
    /** The user name or password is wrong, or the account may not sign in. */
    WRONG_CREDENTIALS,
    /** The trust wants a device, and none was shown. */
    NO_DEVICE,
    /** The directory knows no such device, or by another key. */
    UNKNOWN_DEVICE,
    /** The device is disabled. */
    DISABLED_DEVICE,
    /** The device is another user's. */
    FOREIGN_DEVICE,
    /** The directory cannot be asked. */
    DIRECTORY_UNAVAILABLE
  }
}
