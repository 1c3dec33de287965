package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.address.Addressing;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.store.Mailboxes;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.util.Map;
import java.util.Set;

/**
 * {@code mailboxSettings} of users who have a mailbox; the cloud's own, whoever masters the user.
 */
final class MailboxRoutes {
  private static final Access READ =
      Access.anyOf(
          Permission.MAILBOX_SETTINGS_READ,
          Permission.MAILBOX_SETTINGS_READ_WRITE,
          Permission.DIRECTORY_READ_WRITE_ALL);
  private static final Access WRITE =
      Access.anyOf(Permission.MAILBOX_SETTINGS_READ_WRITE, Permission.DIRECTORY_READ_WRITE_ALL);
  private static final String KEPT = "mailboxSettings";
  private static final Set<String> TEXTS =
      Set.of("dateFormat", "timeFormat", "timeZone", "delegateMeetingMessageDeliveryOptions");
  private static final Set<String> STRUCTURES =
      Set.of("automaticRepliesSetting", "language", "workingHours");

  private final TenantStore store;

  MailboxRoutes(TenantStore store) {
    this.store = store;
  }

  void addTo(ApiRouter router) {
    router
        .add(Method.GET, "/users/{id}/mailboxSettings", READ, this::get)
        .add(Method.PATCH, "/users/{id}/mailboxSettings", WRITE, this::change);
  }

  private static DirectoryObject owner(Unit unit, ApiRequest request) {
    DirectoryObject user = new Lookup(unit).live(ObjectType.USER, request.parameter("id"));
    if (!new Addressing(unit).hasMailbox(user.id())) {
      throw new ApiException(
          404,
          "MailboxNotEnabledForRESTAPI",
          "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
    }
    return user;
  }

  private ApiResponse get(ApiRequest request) {
    return store.read(unit -> ApiResponse.ok(show(unit, request, owner(unit, request))));
  }

  private static ObjectNode show(Unit unit, ApiRequest request, DirectoryObject user) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put(
        "@odata.context", request.base() + "/$metadata#users('" + user.id() + "')/mailboxSettings");
    shown.put("timeZone", "UTC");
    shown.put("dateFormat", "yyyy-MM-dd");
    shown.put("timeFormat", "HH:mm");
    shown.put("delegateMeetingMessageDeliveryOptions", "sendToDelegateOnly");
    shown.put("userPurpose", "user");
    shown.putObject("automaticRepliesSetting").put("status", "disabled");
    shown
        .putObject("language")
        .put("locale", "en-US")
        .put("displayName", "English (United States)");
    JsonNode kept = new Mailboxes(unit).find(user.id()).path(KEPT);
    kept.properties().forEach(field -> shown.set(field.getKey(), field.getValue()));
    return shown;
  }

  private ApiResponse change(ApiRequest request) {
    ObjectNode body = request.json();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      requireFits(field.getKey(), field.getValue());
    }
    return store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject user = owner(unit, request);
          ObjectNode kept = new Mailboxes(unit).edit(user.id());
          ObjectNode settings = kept.withObjectProperty(KEPT);
          body.properties()
              .forEach(
                  field -> {
                    if (field.getKey().indexOf('@') < 0) {
                      settings.set(field.getKey(), field.getValue());
                    }
                  });
          new Mailboxes(unit).save(user.id(), kept);
          return ApiResponse.ok(show(unit, request, user));
        });
  }

  private static void requireFits(String name, JsonNode value) {
    boolean annotation = name.indexOf('@') >= 0;
    boolean fits =
        (TEXTS.contains(name) && value.isTextual())
            || (STRUCTURES.contains(name) && value.isObject());
    if (!annotation && !fits) {
      throw ApiException.badQuery(
          "The property '"
              + name
              + "' cannot be set so on type 'microsoft.graph.mailboxSettings'.");
    }
  }
}
