package dev.tombolo.tenant.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The properties in which two states of an object differ, for the audit log. */
public final class Modifications {
  private Modifications() {}

  /** What clients may see of the difference. */
  public static List<AuditEntry.Modified> between(DirectoryObject before, DirectoryObject after) {
    Set<Property> names = EnumSet.noneOf(Property.class);
    names.addAll(before.properties().keySet());
    names.addAll(after.properties().keySet());
    List<AuditEntry.Modified> modified = new ArrayList<>();
    for (Property property : names) {
      if (!property.hidden()
          && property != Property.ON_PREMISES_LAST_SYNC_DATE_TIME
          && !Objects.equals(before.get(property), after.get(property))) {
        modified.add(
            new AuditEntry.Modified(
                property.jsonName(), text(before, property), text(after, property)));
      }
    }
    return modified;
  }

  private static String text(DirectoryObject object, Property property) {
    return object.get(property).map(JsonNode::toString).orElse("");
  }
}
