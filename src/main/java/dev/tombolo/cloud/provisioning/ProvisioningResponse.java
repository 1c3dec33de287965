package dev.tombolo.cloud.provisioning;

import java.util.List;

/**
 * The answer to a batch.
 *
 * @param results one for each operation, in the same order
 */
public record ProvisioningResponse(List<ProvisioningResult> results) {
  /** Copies the list. */
  public ProvisioningResponse {
    results = List.copyOf(results);
  }
}
