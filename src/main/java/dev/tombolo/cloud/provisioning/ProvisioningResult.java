package dev.tombolo.cloud.provisioning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tombolo.cloud.CloudAnchor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one operation.
 *
 * @param ref as in the operation
 * @param sourceAnchor as in the operation
 * @param cloudAnchor the object's key in the tenant; absent when there is none
 * @param error present exactly when the outcome is {@code failed}
 * @param unresolvedReferences anchors, by reference name, that no live object in the tenant has;
 *     send them again once it has
 */
public record ProvisioningResult(
    String ref,
    String sourceAnchor,
    ProvisioningOutcome outcome,
    @Nullable CloudAnchor cloudAnchor,
    @Nullable ProvisioningError error,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> unresolvedReferences) {
  /** Absent unresolved references are none. */
  public ProvisioningResult(
      @JsonProperty("ref") String ref,
      @JsonProperty("sourceAnchor") String sourceAnchor,
      @JsonProperty("outcome") ProvisioningOutcome outcome,
      @JsonProperty("cloudAnchor") @Nullable CloudAnchor cloudAnchor,
      @JsonProperty("error") @Nullable ProvisioningError error,
      @JsonProperty("unresolvedReferences")
          @Nullable Map<String, List<String>> unresolvedReferences) {
    this.ref = ref;
    this.sourceAnchor = sourceAnchor;
    this.outcome = outcome;
    this.cloudAnchor = cloudAnchor;
    this.error = error;
    this.unresolvedReferences =
        unresolvedReferences == null ? Map.of() : Map.copyOf(unresolvedReferences);
  }
}
