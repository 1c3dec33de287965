package dev.tombolo.cloud.provisioning;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tombolo.cloud.ObjectType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation on one object.
 *
 * @param ref the connector's own name for the operation, given back in the result
 * @param kind what is asked for
 * @param objectType the type the connector holds the object to be
 * @param sourceAnchor the object's immutable key
 * @param attributes values by Graph property name ({@code extensionAttribute1} … {@code 15} for
 *     {@code onPremisesExtensionAttributes}); booleans and numbers as text; an empty list clears
 *     the property, an absent name leaves it. For users, {@code userPrincipalName}, {@code
 *     mailNickname}, {@code mail} and {@code proxyAddresses} are the on-premises values: the tenant
 *     calculates its own from them
 * @param references changes by reference name: {@code manager}, {@code members}, {@code owners},
 *     {@code registeredOwners}
 */
public record ProvisioningOperation(
    String ref,
    OperationKind kind,
    ObjectType objectType,
    String sourceAnchor,
    Map<String, List<String>> attributes,
    Map<String, ReferenceChange> references) {
  /** Absent maps are empty. */
  public ProvisioningOperation(
      @JsonProperty(value = "ref", required = true) String ref,
      @JsonProperty(value = "kind", required = true) OperationKind kind,
      @JsonProperty(value = "objectType", required = true) ObjectType objectType,
      @JsonProperty(value = "sourceAnchor", required = true) String sourceAnchor,
      @JsonProperty("attributes") @Nullable Map<String, List<String>> attributes,
      @JsonProperty("references") @Nullable Map<String, ReferenceChange> references) {
    this.ref = ref;
    this.kind = kind;
    this.objectType = objectType;
    this.sourceAnchor = sourceAnchor;
    this.attributes = attributes == null ? Map.of() : unmodifiable(attributes);
    this.references = references == null ? Map.of() : unmodifiable(references);
  }

  private static <V> Map<String, V> unmodifiable(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** A deletion. */
  public static ProvisioningOperation delete(String ref, ObjectType type, String sourceAnchor) {
    return new ProvisioningOperation(
        ref, OperationKind.DELETE, type, sourceAnchor, Map.of(), Map.of());
  }
}
