package dev.tombolo.connector.setup;

import java.util.Arrays;
import java.util.Optional;

/** What can be switched on the page "Optional features". */
public enum Feature {
  /** Password hashes go to the tenant. */
  PASSWORD_HASH_SYNC("passwordHashSync", "Password hash synchronization"),
  /** Passwords set in the tenant are written back. */
  PASSWORD_WRITEBACK("passwordWriteback", "Password writeback"),
  /** Devices registered in the tenant are written back. */
  DEVICE_WRITEBACK("deviceWriteback", "Device writeback");

  private final String key;
  private final String title;

  Feature(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** The name in settings and on the wire. */
  public String key() {
    return key;
  }

  /** The name on the page. */
  public String title() {
    return title;
  }

  /** The feature with a key. */
  public static Optional<Feature> find(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }
}
