package dev.tombolo.tenant.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.tenant.address.Addressing.Cause;
import dev.tombolo.tenant.address.PrincipalNames;
import dev.tombolo.tenant.model.Authority;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Organization;
import dev.tombolo.tenant.model.Property;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets the attributes of an operation flow into an object. */
final class AttributeFlow {
  private static final Pattern EXTENSION = Pattern.compile("extensionAttribute([1-9]|1[0-5])");
  private static final int MAX_CERTIFICATES = 15;
  private static final int MAX_PROXIES = 332;
  private static final int MAX_VALUES = 1_000;

  private final Organization organization;

  AttributeFlow(Organization organization) {
    this.organization = organization;
  }

  /** An object with the attributes in it, and what its addresses have to be made anew for. */
  record Flowed(DirectoryObject object, Set<Cause> causes) {}

  Flowed into(DirectoryObject object, Map<String, List<String>> attributes)
      throws OperationFailure {
    DirectoryObject.Draft draft = object.edit();
    ObjectNode extensions = extensionsOf(object);
    for (Map.Entry<String, List<String>> attribute : attributes.entrySet()) {
      String name = attribute.getKey();
      if (EXTENSION.matcher(name).matches()) {
        setExtension(extensions, name, attribute.getValue());
      } else {
        set(object, draft, property(object.type(), name), attribute.getValue());
      }
    }
    draft.set(Property.ON_PREMISES_EXTENSION_ATTRIBUTES, extensions.isEmpty() ? null : extensions);
    DirectoryObject flowed = draft.build();
    checkName(object, flowed);
    return new Flowed(flowed, causes(object, flowed));
  }

  private static ObjectNode extensionsOf(DirectoryObject object) {
    return object
        .get(Property.ON_PREMISES_EXTENSION_ATTRIBUTES)
        .map(node -> (ObjectNode) node.deepCopy())
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  private static void setExtension(ObjectNode extensions, String name, List<String> values)
      throws OperationFailure {
    if (values.isEmpty() || values.get(0).isEmpty()) {
      extensions.remove(name);
      return;
    }
    if (values.size() > 1) {
      throw OperationFailure.dataValidationFailed(name, "more than one value");
    }
    requireLength(name, values.get(0), Property.ON_PREMISES_EXTENSION_ATTRIBUTES.maxLength());
    extensions.put(name, values.get(0));
  }

  private static Property property(ObjectType type, String name) throws OperationFailure {
    return Property.find(type, name)
        .filter(Property::provisioned)
        .filter(property -> !property.computed())
        .orElseThrow(
            () ->
                OperationFailure.dataValidationFailed(name, "a " + type.wireName() + " has none"));
  }

  private void set(
      DirectoryObject object, DirectoryObject.Draft draft, Property property, List<String> values)
      throws OperationFailure {
    @Nullable JsonNode value = parse(property, values);
    Optional<Property> shadow = property.shadow();
    shadow.ifPresent(kept -> draft.set(kept, value));
    if (shadow.isEmpty()) {
      draft.set(property, value);
    } else if (property.authority() == Authority.ON_PREMISES_IF_PRESENT) {
      if (value != null) {
        draft.set(property, value);
      }
    } else if (property.authority() == Authority.OVERRIDABLE) {
      setOverridable(object, draft, property, value);
    } else if (property == Property.LAST_PASSWORD_CHANGE_DATE_TIME
        && !shadow.flatMap(object::get).equals(Optional.ofNullable(value))) {
      // What happened in the tenant stays until something happens at the source.
      draft.set(property, value);
    }
  }

  /** A number that somebody has set in the cloud stays, unless the tenant says otherwise. */
  private void setOverridable(
      DirectoryObject object,
      DirectoryObject.Draft draft,
      Property property,
      @Nullable JsonNode value) {
    List<String> overrides = new ArrayList<>(object.texts(Property.DIR_SYNC_OVERRIDES));
    boolean overridden = overrides.remove(property.jsonName());
    if (!overridden || organization.has(SyncFeature.BYPASS_DIR_SYNC_OVERRIDES)) {
      draft.set(property, value);
      draft.set(Property.DIR_SYNC_OVERRIDES, overrides);
    }
  }

  private static @Nullable JsonNode parse(Property property, List<String> values)
      throws OperationFailure {
    String name = property.jsonName();
    if (values.isEmpty()) {
      return null;
    }
    requireCount(property, values.size());
    for (String value : values) {
      requireLength(name, value, property.maxLength());
    }
    try {
      return property.kind().fromWire(values);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw OperationFailure.dataValidationFailed(name, String.valueOf(e.getMessage()));
    }
  }

  private static void requireCount(Property property, int count) throws OperationFailure {
    int limit =
        switch (property) {
          case USER_CERTIFICATE, USER_SMIME_CERTIFICATE -> MAX_CERTIFICATES;
          case PROXY_ADDRESSES -> MAX_PROXIES;
          case BUSINESS_PHONES -> 1;
          default -> MAX_VALUES;
        };
    if (count > limit) {
      throw OperationFailure.largeObject(property.jsonName(), limit);
    }
  }

  private static void requireLength(String name, String value, int limit) throws OperationFailure {
    if (value.length() > limit) {
      throw OperationFailure.exceededAllowedLength(name, limit);
    }
    if (value.indexOf('\0') >= 0) {
      throw OperationFailure.dataValidationFailed(name, "it contains a null character");
    }
  }

  /**
   * A name that cannot be one at all fails the operation; one that merely is not usable does not.
   */
  private void checkName(DirectoryObject before, DirectoryObject after) throws OperationFailure {
    Optional<String> name = after.text(Property.ON_PREMISES_USER_PRINCIPAL_NAME);
    if (name.isEmpty() || name.equals(before.text(Property.ON_PREMISES_USER_PRINCIPAL_NAME))) {
      return;
    }
    Optional<String> flaw = PrincipalNames.flawOf(name.get());
    if (flaw.isPresent()) {
      throw OperationFailure.identityDataValidationFailed(
          Property.USER_PRINCIPAL_NAME.jsonName(), name.get(), flaw.get());
    }
    Optional<String> from = federatedDomain(before.text(Property.USER_PRINCIPAL_NAME));
    Optional<String> to = federatedDomain(name);
    if (from.isPresent() && to.isPresent() && !from.equals(to)) {
      throw OperationFailure.federatedDomainChange(from.get(), to.get());
    }
  }

  private Optional<String> federatedDomain(Optional<String> name) {
    return name.map(text -> text.substring(text.lastIndexOf('@') + 1))
        .flatMap(organization::domain)
        .filter(domain -> domain.federated())
        .map(domain -> domain.name());
  }

  private static Set<Cause> causes(DirectoryObject before, DirectoryObject after) {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    if (differ(before, after, Property.SHADOW_MAIL_NICKNAME)) {
      causes.add(Cause.NICKNAME);
    }
    if (differ(before, after, Property.ON_PREMISES_USER_PRINCIPAL_NAME)) {
      causes.add(Cause.PRINCIPAL_NAME);
    }
    if (differ(before, after, Property.SHADOW_MAIL)
        || differ(before, after, Property.SHADOW_PROXY_ADDRESSES)) {
      causes.add(Cause.MAIL);
    }
    return causes;
  }

  private static boolean differ(DirectoryObject before, DirectoryObject after, Property property) {
    return !Objects.equals(before.get(property), after.get(property));
  }
}
