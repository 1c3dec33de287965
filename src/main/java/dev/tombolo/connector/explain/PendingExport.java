package dev.tombolo.connector.explain;

import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.SyncFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be exported of an object.
 *
 * @param operation {@code add}, {@code update} or {@code delete}
 * @param name the object's display name or principal name in the tenant
 * @param dn its on-premises name; absent when it has none any more
 * @param properties what changes
 * @param awaitsConfirmation whether it has been sent, and an import has yet to show it
 * @param failure why the last attempt failed; absent when it did not
 */
public record PendingExport(
    String operation,
    String type,
    String sourceAnchor,
    @Nullable String name,
    @Nullable String dn,
    Map<String, Change> properties,
    boolean awaitsConfirmation,
    @Nullable SyncFailure failure) {

  /** A property before and after. */
  public record Change(List<String> before, List<String> after) {}

  static PendingExport of(CloudObject object, @Nullable String dn) {
    Map<String, Change> properties = new LinkedHashMap<>();
    object
        .exportAttributes()
        .forEach(
            (property, values) ->
                properties.put(
                    property,
                    new Change(object.attributes().getOrDefault(property, List.of()), values)));
    return new PendingExport(
        object.export().label(),
        object.type().wireName(),
        object.anchor(),
        nameOf(object),
        dn,
        properties,
        object.exported(),
        object.failure());
  }

  /** What people call an object of the tenant. */
  static @Nullable String nameOf(CloudObject object) {
    for (String property : List.of("userPrincipalName", "displayName", "commonName")) {
      for (Map<String, List<String>> values :
          List.of(object.attributes(), object.exportAttributes())) {
        List<String> found = values.getOrDefault(property, List.of());
        if (!found.isEmpty()) {
          return found.get(0);
        }
      }
    }
    return null;
  }
}
