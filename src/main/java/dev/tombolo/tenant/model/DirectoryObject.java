package dev.tombolo.tenant.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user, group, contact or device, live or in the recycle bin; an immutable value. Licences,
 * links, credentials and provisioning errors hang on its id and are kept apart.
 */
public final class DirectoryObject {
  private final UUID id;
  private final ObjectType type;
  private final boolean deleted;
  private final Map<Property, JsonNode> properties;

  private DirectoryObject(
      UUID id, ObjectType type, boolean deleted, EnumMap<Property, JsonNode> properties) {
    this.id = id;
    this.type = type;
    this.deleted = deleted;
    this.properties = Collections.unmodifiableMap(properties);
  }

  /** A live object without properties. */
  public static DirectoryObject live(UUID id, ObjectType type) {
    return new DirectoryObject(id, type, false, new EnumMap<>(Property.class));
  }

  /** An object as it was kept. */
  public static DirectoryObject of(
      UUID id, ObjectType type, boolean deleted, Map<Property, JsonNode> properties) {
    EnumMap<Property, JsonNode> copy = new EnumMap<>(Property.class);
    copy.putAll(properties);
    return new DirectoryObject(id, type, deleted, copy);
  }

  /** The object id. */
  public UUID id() {
    return id;
  }

  /** The type. */
  public ObjectType type() {
    return type;
  }

  /** Whether it is in the recycle bin. */
  public boolean deleted() {
    return deleted;
  }

  /** Type and id together. */
  public CloudAnchor cloudAnchor() {
    return new CloudAnchor(type, id);
  }

  /** Every property it has a value for; unmodifiable. */
  public Map<Property, JsonNode> properties() {
    return properties;
  }

  /** The value of a property. */
  public Optional<JsonNode> get(Property property) {
    return Optional.ofNullable(properties.get(property));
  }

  /** The value of a text property. */
  public Optional<String> text(Property property) {
    return get(property).map(JsonNode::asText);
  }

  /** The values of a list property, none when it is absent. */
  public List<String> texts(Property property) {
    List<String> texts = new ArrayList<>();
    get(property).ifPresent(array -> array.forEach(element -> texts.add(element.asText())));
    return Collections.unmodifiableList(texts);
  }

  /** Whether a flag is present and true. */
  public boolean is(Property property) {
    return get(property).map(JsonNode::booleanValue).orElse(false);
  }

  /** The value of a moment. */
  public Optional<Instant> moment(Property property) {
    return text(property).map(ValueKind::instantOf);
  }

  /** Whether its source on-premises writes it now. */
  public boolean synced() {
    return is(Property.ON_PREMISES_SYNC_ENABLED);
  }

  /** Whether it was ever synchronized, or still is. */
  public boolean originatedOnPremises() {
    return get(Property.ON_PREMISES_SYNC_ENABLED).isPresent();
  }

  /** The property that holds the source anchor of objects of a type. */
  public static Property anchorProperty(ObjectType type) {
    return type == ObjectType.USER ? Property.ON_PREMISES_IMMUTABLE_ID : Property.SOURCE_ANCHOR;
  }

  /** The source anchor. */
  public Optional<String> sourceAnchor() {
    return text(anchorProperty(type));
  }

  /** A name for people: UPN, display name or id. */
  public String label() {
    return text(Property.USER_PRINCIPAL_NAME)
        .or(() -> text(Property.DISPLAY_NAME))
        .orElseGet(id::toString);
  }

  /** A draft that starts from this object. */
  public Draft edit() {
    return new Draft(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DirectoryObject object
        && id.equals(object.id)
        && type == object.type
        && deleted == object.deleted
        && properties.equals(object.properties);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, deleted, properties);
  }

  @Override
  public String toString() {
    return type.wireName() + " " + label() + (deleted ? " (deleted)" : "");
  }

  /** Changes being made to an object; not for several threads. */
  public static final class Draft {
    private final DirectoryObject origin;
    private final EnumMap<Property, JsonNode> properties = new EnumMap<>(Property.class);
    private boolean deleted;

    private Draft(DirectoryObject origin) {
      this.origin = origin;
      this.properties.putAll(origin.properties);
      this.deleted = origin.deleted;
    }

    /** Sets a property; null, an empty text and an empty list clear it. */
    public Draft set(Property property, @Nullable JsonNode value) {
      if (value == null || value.isNull() || isEmpty(value)) {
        properties.remove(property);
      } else {
        properties.put(property, value);
      }
      return this;
    }

    private static boolean isEmpty(JsonNode value) {
      return value.isTextual() ? value.textValue().isEmpty() : value.isArray() && value.isEmpty();
    }

    /** Sets a text property; null clears it. */
    public Draft set(Property property, @Nullable String value) {
      return set(property, value == null ? null : TextNode.valueOf(value));
    }

    /** Sets a flag. */
    public Draft set(Property property, boolean value) {
      return set(property, BooleanNode.valueOf(value));
    }

    /** Sets a moment. */
    public Draft set(Property property, Instant value) {
      return set(property, ValueKind.momentOf(value));
    }

    /** Sets a list property. */
    public Draft set(Property property, List<String> values) {
      return set(property, values.isEmpty() ? null : ValueKind.TEXTS.fromWire(values));
    }

    /** Removes a property's value. */
    public Draft clear(Property property) {
      properties.remove(property);
      return this;
    }

    /** Puts the object into the recycle bin, or takes it out. */
    public Draft deleted(boolean value) {
      deleted = value;
      return this;
    }

    /** The object so far. */
    public DirectoryObject build() {
      return new DirectoryObject(origin.id, origin.type, deleted, new EnumMap<>(properties));
    }
  }
}
