package dev.tombolo.cloud.password;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Password hashes sent together; each has its own status in the answer. */
public record PasswordHashBatch(@JsonProperty(required = true) List<PasswordHashUpdate> updates) {
  /** The most updates one batch may hold. */
  public static final int MAX_UPDATES = 2_000;

  /** Copies the list. */
  public PasswordHashBatch {
    updates = List.copyOf(updates);
  }
}
