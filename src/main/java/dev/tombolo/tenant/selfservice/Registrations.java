package dev.tombolo.tenant.selfservice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.store.Unit;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How users can prove who they are: what they have registered, and else what the directory says of
 * them ({@code otherMails}, {@code mobilePhone}, {@code businessPhones}).
 */
final class Registrations {
  private final Unit unit;

  Registrations(Unit unit) {
    this.unit = unit;
  }

  /** A user's methods, each once, in the enumeration's order. */
  Map<VerificationMethod, RegisteredMethod> of(DirectoryObject user) {
    Map<VerificationMethod, RegisteredMethod> methods = new EnumMap<>(VerificationMethod.class);
    known(methods, VerificationMethod.EMAIL, first(user, Property.OTHER_MAILS));
    known(methods, VerificationMethod.MOBILE_PHONE, user.text(Property.MOBILE_PHONE));
    known(methods, VerificationMethod.OFFICE_PHONE, first(user, Property.BUSINESS_PHONES));
    registered(user.id()).forEach(each -> methods.put(each.method(), each));
    return methods;
  }

  private static void known(
      Map<VerificationMethod, RegisteredMethod> methods,
      VerificationMethod method,
      Optional<String> contact) {
    contact
        .filter(text -> !text.isBlank())
        .ifPresent(
            text -> methods.put(method, new RegisteredMethod(method, text, "", Instant.EPOCH)));
  }

  private static Optional<String> first(DirectoryObject user, Property property) {
    JsonNode values = user.get(property).orElse(null);
    return values == null || values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(0).asText());
  }

  /** What a user has registered. */
  List<RegisteredMethod> registered(UUID user) {
    return unit.transaction()
        .query(
            "SELECT method, contact, secret, registered_at FROM sspr_method WHERE user_id = ?",
            row ->
                new RegisteredMethod(
                    VerificationMethod.find(row.getString(1)).orElseThrow(),
                    row.getString(2),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4))),
            user);
  }

  /** Registers a method in place of an earlier one of the same kind. */
  void save(UUID user, RegisteredMethod method) {
    remove(user, method.method());
    unit.transaction()
        .update(
            "INSERT INTO sspr_method (user_id, method, contact, secret, registered_at)"
                + " VALUES (?, ?, ?, ?, ?)",
            user,
            method.method().wireName(),
            method.contact(),
            method.secret(),
            method.registeredAt().toEpochMilli());
  }

  /** Takes a method away; returns whether it was registered. */
  boolean remove(UUID user, VerificationMethod method) {
    return unit.transaction()
            .update(
                "DELETE FROM sspr_method WHERE user_id = ? AND method = ?", user, method.wireName())
        > 0;
  }
}
