package dev.tombolo.cloud.password;

import java.util.List;

/**
 * The answer to a batch of hashes.
 *
 * @param results one for each update, in the same order
 */
public record PasswordHashResponse(List<PasswordHashResult> results) {
  /** Copies the list. */
  public PasswordHashResponse {
    results = List.copyOf(results);
  }
}
