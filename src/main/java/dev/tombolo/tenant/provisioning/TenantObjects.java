package dev.tombolo.tenant.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.cloud.provisioning.TenantObject;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes objects as the connector's import sees them. */
final class TenantObjects {
  private static final List<Property> OWN_VALUES =
      List.of(
          Property.USER_PRINCIPAL_NAME,
          Property.MAIL_NICKNAME,
          Property.MAIL,
          Property.PROXY_ADDRESSES,
          Property.IS_COMPLIANT,
          Property.IS_MANAGED);

  private TenantObjects() {}

  static TenantObject describe(DirectoryObject object, Map<String, ReferenceChange> references) {
    return new TenantObject(
        object.cloudAnchor(),
        object.sourceAnchor().orElse(null),
        object.type(),
        object.deleted() ? TenantObject.State.SOFT_DELETED : TenantObject.State.LIVE,
        syncEnabled(object),
        attributes(object),
        references);
  }

  private static @Nullable Boolean syncEnabled(DirectoryObject object) {
    return object.get(Property.ON_PREMISES_SYNC_ENABLED).map(JsonNode::booleanValue).orElse(null);
  }

  static TenantObject gone(CloudAnchor anchor, String sourceAnchor) {
    return new TenantObject(
        anchor,
        sourceAnchor.isEmpty() ? null : sourceAnchor,
        anchor.type(),
        TenantObject.State.GONE,
        null,
        Map.of(),
        Map.of());
  }

  /** How a target of a reference is told: by source anchor, or else by cloud anchor. */
  static String anchorOf(DirectoryObject object) {
    return object.sourceAnchor().orElseGet(() -> object.cloudAnchor().toString());
  }

  private static Map<String, List<String>> attributes(DirectoryObject object) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    for (Property property : Property.values()) {
      if (property.provisioned() && !property.computed() && property.appliesTo(object.type())) {
        Optional<Property> source =
            object.originatedOnPremises() ? property.shadow() : Optional.empty();
        object.get(source.orElse(property)).ifPresent(value -> put(attributes, property, value));
      }
    }
    for (Property property : OWN_VALUES) {
      String name = property.jsonName();
      object
          .get(property)
          .ifPresent(
              value ->
                  attributes.put(
                      "cloud" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                      property.kind().toWire(value)));
    }
    object
        .get(Property.ALTERNATIVE_SECURITY_IDS)
        .ifPresent(
            ids -> attributes.put("cloudAlternativeSecurityIds", ids.findValuesAsText("key")));
    return attributes;
  }

  private static void put(Map<String, List<String>> attributes, Property property, JsonNode value) {
    if (property == Property.ON_PREMISES_EXTENSION_ATTRIBUTES) {
      value
          .properties()
          .forEach(
              extension ->
                  attributes.put(extension.getKey(), List.of(extension.getValue().asText())));
    } else {
      attributes.put(property.jsonName(), property.kind().toWire(value));
    }
  }
}
