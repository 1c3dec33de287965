package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.Authority;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a body may set a property of an object to a value. */
final class PropertyCheck {
  private static final Set<Property> NEVER_NULL =
      Set.of(
          Property.DISPLAY_NAME,
          Property.USER_PRINCIPAL_NAME,
          Property.MAIL_NICKNAME,
          Property.ACCOUNT_ENABLED,
          Property.SECURITY_ENABLED,
          Property.MAIL_ENABLED);
  private static final Set<Property> TYPE_ONLY_AT_CREATION =
      Set.of(Property.GROUP_TYPES, Property.IS_ASSIGNABLE_TO_ROLE);
  private static final Pattern NICKNAME = Pattern.compile("[^@()\\\\\\[\\]\";:<>, \\p{Cntrl}]+");
  private static final Pattern ANCHOR = Pattern.compile("[^$_]+");

  private PropertyCheck() {}

  /**
   * The property a body names.
   *
   * @throws ApiException 400 when the type has none, or it is the service's own
   */
  static Property writable(ObjectType type, String name) {
    Property property =
        Property.visible(type, name)
            .orElseThrow(
                () ->
                    ApiException.badQuery(
                        "The property '"
                            + name
                            + "' does not exist on type 'microsoft.graph."
                            + Resource.typeName(type)
                            + "'. Make sure to only use property names that are defined by the"
                            + " type."));
    boolean service =
        property.authority() == Authority.SERVICE
            || property == Property.PROXY_ADDRESSES
            || (property.computed() && property != Property.PASSWORD_PROFILE);
    if (service) {
      throw ApiException.badRequest("Property '" + name + "' is read-only and cannot be set.");
    }
    return property;
  }

  /**
   * Refuses what the object's source masters.
   *
   * @throws ApiException 400 with the literal of the reference §6.1
   */
  static void requireCloudManaged(DirectoryObject object, Property property) {
    if (!object.synced()) {
      if (property == Property.ON_PREMISES_EXTENSION_ATTRIBUTES && object.originatedOnPremises()) {
        throw ApiException.externalOrigin();
      }
      return;
    }
    boolean mastered =
        switch (property.authority()) {
          case ON_PREMISES -> true;
          case ON_PREMISES_IF_PRESENT -> property.shadow().flatMap(object::get).isPresent();
          case CLOUD, OVERRIDABLE, SERVICE -> false;
        };
    if (mastered) {
      throw ApiException.mastered();
    }
  }

  /**
   * Refuses a value that the property cannot have.
   *
   * @throws ApiException 400
   */
  static void requireValid(ObjectType type, Property property, JsonNode value) {
    boolean valid =
        value.isNull()
            ? !NEVER_NULL.contains(property)
            : property.kind().admits(value) && fits(property, value) && sensible(property, value);
    if (!valid) {
      throw invalid(type, property);
    }
  }

  /** 400 for a value that a property cannot have. */
  static ApiException invalid(ObjectType type, Property property) {
    return ApiException.badRequest(
        "Invalid value specified for property '"
            + property.jsonName()
            + "' of resource '"
            + Resource.title(type)
            + "'.");
  }

  /** Whether a property is fixed once the object exists. */
  static boolean fixedAfterCreation(Property property) {
    return TYPE_ONLY_AT_CREATION.contains(property);
  }

  private static boolean fits(Property property, JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue();
      boolean empty = text.isEmpty() && NEVER_NULL.contains(property);
      return !empty && text.length() <= property.maxLength() && text.indexOf('\0') < 0;
    }
    for (JsonNode element : value) {
      if (element.isTextual() && !fits(property, element)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sensible(Property property, JsonNode value) {
    return switch (property) {
      case USAGE_LOCATION -> value.textValue().matches("[A-Z]{2}");
      case MAIL_NICKNAME -> NICKNAME.matcher(value.textValue()).matches();
      case ON_PREMISES_IMMUTABLE_ID -> ANCHOR.matcher(value.textValue()).matches();
      case BUSINESS_PHONES -> value.size() <= 1;
      case USER_TYPE -> Set.of("member", "guest").contains(lower(value));
      case PASSWORD_PROFILE -> value.isObject();
      case ON_PREMISES_EXTENSION_ATTRIBUTES -> extensions(value);
      default -> true;
    };
  }

  private static String lower(JsonNode value) {
    return value.textValue().toLowerCase(Locale.ROOT);
  }

  private static boolean extensions(JsonNode value) {
    return value.isObject()
        && value.properties().stream()
            .allMatch(
                entry ->
                    entry.getKey().matches("extensionAttribute([1-9]|1[0-5])")
                        && (entry.getValue().isNull() || entry.getValue().isTextual()));
  }
}
