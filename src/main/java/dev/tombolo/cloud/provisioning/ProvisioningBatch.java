package dev.tombolo.cloud.provisioning;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Operations sent together, some hundreds at a time. They are applied in order, all references
 * after all objects; one that fails does not fail the others. A batch may be sent again when its
 * answer was lost.
 *
 * @param connectorId the connector's own name
 * @param runId the export run the batch belongs to
 */
public record ProvisioningBatch(
    @JsonProperty(required = true) String connectorId,
    @JsonProperty(required = true) String runId,
    @JsonProperty(required = true) List<ProvisioningOperation> operations) {
  /** The most operations one batch may hold. */
  public static final int MAX_OPERATIONS = 2_000;

  /** Copies the list. */
  public ProvisioningBatch {
    operations = List.copyOf(operations);
  }
}
