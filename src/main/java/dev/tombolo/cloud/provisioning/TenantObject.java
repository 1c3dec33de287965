package dev.tombolo.cloud.provisioning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of the tenant as the connector's import sees it.
 *
 * @param sourceAnchor absent for objects that were never synchronized
 * @param dirSyncEnabled {@code true} synchronized now, {@code false} was once, absent never
 * @param attributes values by Graph property name, as text; of synchronized objects they are what
 *     the connector has exported, so that it can confirm its exports. What the tenant made of the
 *     addresses is beside them: {@code cloudUserPrincipalName}, {@code cloudMailNickname}, {@code
 *     cloudMail}, {@code cloudProxyAddresses}. Empty once the object is gone
 * @param references changes by reference name; {@code replace} tells the whole value. The values
 *     are the targets' source anchors, or cloud anchors ({@code User_…}) for targets without one
 */
public record TenantObject(
    CloudAnchor cloudAnchor,
    @Nullable String sourceAnchor,
    ObjectType objectType,
    State state,
    @Nullable Boolean dirSyncEnabled,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> attributes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, ReferenceChange> references) {
  /** Absent maps are empty. */
  public TenantObject(
      @JsonProperty("cloudAnchor") CloudAnchor cloudAnchor,
      @JsonProperty("sourceAnchor") @Nullable String sourceAnchor,
      @JsonProperty("objectType") ObjectType objectType,
      @JsonProperty("state") State state,
      @JsonProperty("dirSyncEnabled") @Nullable Boolean dirSyncEnabled,
      @JsonProperty("attributes") @Nullable Map<String, List<String>> attributes,
      @JsonProperty("references") @Nullable Map<String, ReferenceChange> references) {
    this.cloudAnchor = cloudAnchor;
    this.sourceAnchor = sourceAnchor;
    this.objectType = objectType;
    this.state = state;
    this.dirSyncEnabled = dirSyncEnabled;
    this.attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    this.references = references == null ? Map.of() : Map.copyOf(references);
  }

  /** Where the object is in its life. */
  public enum State {
    /** In use. */
    @JsonProperty("live")
    LIVE,
    /** In the recycle bin. */
    @JsonProperty("softDeleted")
    SOFT_DELETED,
    /** Gone for good. */
    @JsonProperty("gone")
    GONE
  }
}
