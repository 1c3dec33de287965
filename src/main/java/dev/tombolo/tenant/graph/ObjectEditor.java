package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.address.Addressing;
import dev.tombolo.tenant.address.PrincipalNames;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.Authority;
import dev.tombolo.tenant.model.Credential;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Modifications;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.signin.CloudPassword;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates and changes directory objects as Graph's clients ask: all of a body, or nothing. */
final class ObjectEditor {
  private final Unit unit;

  ObjectEditor(Unit unit) {
    this.unit = unit;
  }

  /**
   * Changes an object.
   *
   * @throws ApiException when any property of the body may not be set so
   */
  DirectoryObject change(DirectoryObject before, ObjectNode body) {
    for (Map.Entry<String, JsonNode> field : plain(body)) {
      Property property = PropertyCheck.writable(before.type(), field.getKey());
      PropertyCheck.requireCloudManaged(before, property);
      if (PropertyCheck.fixedAfterCreation(property)) {
        throw ApiException.badRequest(
            "Property '" + property.jsonName() + "' is read-only and cannot be set.");
      }
    }
    DirectoryObject after = apply(before, body);
    requireFree(after);
    unit.objects().save(after);
    password(after, body);
    if (!after.equals(before)) {
      unit.audit()
          .add(
              AuditEntry.change(
                  "Update " + after.type().wireName(),
                  new AuditEntry.Target(after, Modifications.between(before, after))));
      unit.journal("update", after, "The " + after.type().wireName() + " was changed in the cloud");
    }
    return after;
  }

  /**
   * Creates an object.
   *
   * @throws ApiException when a property is missing, or may not be set so
   */
  DirectoryObject create(ObjectType type, ObjectNode body, List<Property> required) {
    for (Property property : required) {
      if (!body.hasNonNull(property.jsonName())) {
        throw ApiException.badRequest(
            "A value is required for property '"
                + property.jsonName()
                + "' of resource '"
                + Resource.title(type)
                + "'.");
      }
    }
    DirectoryObject.Draft draft = DirectoryObject.live(unit.newId(), type).edit();
    if (Property.CREATED_DATE_TIME.appliesTo(type)) {
      draft.set(Property.CREATED_DATE_TIME, unit.now());
    }
    if (type == ObjectType.USER) {
      draft.set(Property.USER_TYPE, "Member");
    }
    if (type == ObjectType.DEVICE) {
      draft.set(Property.REGISTRATION_DATE_TIME, unit.now());
    }
    DirectoryObject blank = draft.build();
    plain(body).forEach(field -> PropertyCheck.writable(type, field.getKey()));
    DirectoryObject created = apply(blank, body);
    requireFree(created);
    unit.licences().noneYet(created.id());
    unit.quarantine().noneYet(created.id());
    unit.objects().save(created);
    password(created, body);
    String what = type.wireName();
    unit.audit().add(AuditEntry.change("Add " + what, AuditEntry.Target.of(created)));
    unit.journal("create", created, "The " + what + " was created in the cloud");
    return created;
  }

  /** The fields of a body that are properties; annotations and bindings are not. */
  private static List<Map.Entry<String, JsonNode>> plain(ObjectNode body) {
    return body.properties().stream().filter(field -> field.getKey().indexOf('@') < 0).toList();
  }

  private DirectoryObject apply(DirectoryObject before, ObjectNode body) {
    DirectoryObject.Draft draft = before.edit();
    boolean renamed = false;
    for (Map.Entry<String, JsonNode> field : plain(body)) {
      Property property = PropertyCheck.writable(before.type(), field.getKey());
      JsonNode value = field.getValue();
      PropertyCheck.requireValid(before.type(), property, value);
      switch (property) {
        case PASSWORD_PROFILE -> {}
        case ON_PREMISES_EXTENSION_ATTRIBUTES -> draft.set(property, merged(before, value));
        case MAIL -> setMail(before, draft, value);
        case USER_PRINCIPAL_NAME -> {
          requireUsable(value.asText());
          renamed |= before.get(property).isPresent();
          draft.set(property, value);
        }
        default -> draft.set(property, value);
      }
      if (before.synced() && property.authority() == Authority.OVERRIDABLE) {
        draft.set(Property.DIR_SYNC_OVERRIDES, withOverride(draft.build(), property));
      }
    }
    DirectoryObject after = draft.build();
    Addressing addressing = new Addressing(unit);
    return renamed && addressing.hasMailbox(after.id())
        ? addressing.calculate(after, EnumSet.of(Addressing.Cause.LICENCE))
        : after;
  }

  private static List<String> withOverride(DirectoryObject object, Property property) {
    List<String> overrides = new ArrayList<>(object.texts(Property.DIR_SYNC_OVERRIDES));
    if (!overrides.contains(property.jsonName())) {
      overrides.add(property.jsonName());
    }
    return overrides;
  }

  private static ObjectNode merged(DirectoryObject before, JsonNode value) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    before
        .get(Property.ON_PREMISES_EXTENSION_ATTRIBUTES)
        .ifPresent(old -> merged.setAll((ObjectNode) old));
    value
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                merged.remove(field.getKey());
              } else {
                merged.set(field.getKey(), field.getValue());
              }
            });
    return merged;
  }

  /** Mail is the primary proxy address, so the two change together. */
  private static void setMail(DirectoryObject before, DirectoryObject.Draft draft, JsonNode value) {
    List<String> proxies = new ArrayList<>();
    String mail = value.asText("");
    if (!value.isNull()) {
      if (!ProxyAddress.wellFormed(mail)) {
        throw PropertyCheck.invalid(before.type(), Property.MAIL);
      }
      proxies.add(ProxyAddress.primarySmtp(mail).toString());
    }
    for (String proxy : before.texts(Property.PROXY_ADDRESSES)) {
      Optional<ProxyAddress> old = ProxyAddress.parse(proxy).filter(ProxyAddress::smtp);
      if (old.isEmpty()) {
        proxies.add(proxy);
      } else if (!old.get().address().equalsIgnoreCase(mail)) {
        proxies.add(ProxyAddress.secondarySmtp(old.get().address()).toString());
      }
    }
    draft.set(Property.MAIL, value).set(Property.PROXY_ADDRESSES, proxies);
  }

  private void requireUsable(String name) {
    if (PrincipalNames.flawOf(name).isPresent() || !PrincipalNames.plain(name)) {
      throw PropertyCheck.invalid(ObjectType.USER, Property.USER_PRINCIPAL_NAME);
    }
    if (!PrincipalNames.usable(name, unit.organization())) {
      throw ApiException.badRequest(
          "The domain portion of the userPrincipalName property is invalid. You must use one of"
              + " the verified domain names in your organization.");
    }
  }

  private void requireFree(DirectoryObject object) {
    refuse(
        object,
        object.text(Property.USER_PRINCIPAL_NAME).map(UniqueValue::address),
        Property.USER_PRINCIPAL_NAME);
    for (String proxy : object.texts(Property.PROXY_ADDRESSES)) {
      refuse(
          object,
          ProxyAddress.parse(proxy)
              .filter(ProxyAddress::smtp)
              .map(address -> UniqueValue.address(address.address())),
          Property.PROXY_ADDRESSES);
    }
    refuse(
        object,
        object.sourceAnchor().map(UniqueValue::sourceAnchor),
        Property.ON_PREMISES_IMMUTABLE_ID);
    if (object.type() == ObjectType.DEVICE) {
      refuse(
          object, object.text(Property.DEVICE_ID).map(UniqueValue::deviceId), Property.DEVICE_ID);
    }
  }

  private void refuse(DirectoryObject object, Optional<UniqueValue> value, Property property) {
    if (value.flatMap(held -> unit.objects().otherHolder(held, object.id())).isPresent()) {
      throw ApiException.conflict(property);
    }
  }

  /** A password set so stays in the cloud (reference §8.4). */
  private void password(DirectoryObject user, ObjectNode body) {
    JsonNode profile = body.get(Property.PASSWORD_PROFILE.jsonName());
    if (profile == null || !profile.isObject()) {
      return;
    }
    boolean force = profile.path("forceChangePasswordNextSignIn").asBoolean(true);
    JsonNode password = profile.get("password");
    if (password == null || password.isNull()) {
      unit.credentials()
          .find(user.id())
          .ifPresent(
              old ->
                  unit.credentials()
                      .save(
                          user.id(),
                          new Credential(old.origin(), old.hash(), old.changedAt(), force)));
      return;
    }
    if (!password.isTextual()) {
      throw PropertyCheck.invalid(ObjectType.USER, Property.PASSWORD_PROFILE);
    }
    CloudPassword.requireStrong(password.textValue());
    unit.credentials()
        .save(user.id(), CloudPassword.credential(password.textValue(), unit.now(), force));
    unit.objects()
        .save(user.edit().set(Property.LAST_PASSWORD_CHANGE_DATE_TIME, unit.now()).build());
    unit.audit().add(AuditEntry.change("Reset user password", AuditEntry.Target.of(user)));
    unit.journal("password-set", user, "The password was set in the cloud, by an administrator");
  }
}
