package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.api.Principal;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.Credential;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.selfservice.PasswordOutcome;
import dev.tombolo.tenant.selfservice.PasswordService;
import dev.tombolo.tenant.signin.CloudPassword;
import dev.tombolo.tenant.store.TenantStore;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code authentication/methods}, {@code changePassword}, {@code revokeSignInSessions} (reference
 * §10.8). A reset by an administrator is written back on-premises, a change by Graph is not (§8.4).
 */
final class PasswordRoutes {
  /** The id that every user's password method has in Graph. */
  static final String PASSWORD_METHOD = "28c10230-6103-485e-b985-444c60001490";

  private static final Access METHODS =
      Access.anyOf(Permission.USER_AUTHENTICATION_METHOD_READ_WRITE_ALL);
  private static final String AUTHENTICATION = "/users/{id}/authentication";

  private final TenantStore store;
  private final PasswordService passwords;

  PasswordRoutes(TenantStore store, PasswordService passwords) {
    this.store = store;
    this.passwords = passwords;
  }

  void addTo(ApiRouter router) {
    router
        .add(Method.GET, AUTHENTICATION + "/methods", METHODS, this::methods)
        .add(Method.POST, AUTHENTICATION + "/methods/{method}/resetPassword", METHODS, this::reset)
        .add(Method.GET, AUTHENTICATION + "/operations/{operation}", METHODS, this::operation)
        .add(Method.POST, "/users/{id}/changePassword", Access.persons(), this::change)
        .add(
            Method.POST,
            "/users/{id}/revokeSignInSessions",
            Scopes.write(ObjectType.USER),
            this::revoke);
  }

  private DirectoryObject user(ApiRequest request) {
    return store.read(unit -> new Lookup(unit).live(ObjectType.USER, request.parameter("id")));
  }

  private ApiResponse methods(ApiRequest request) {
    DirectoryObject user = user(request);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(
        "@odata.context",
        request.base() + "/$metadata#users('" + user.id() + "')/authentication/methods");
    body.putArray("value")
        .addObject()
        .put("@odata.type", "#microsoft.graph.passwordAuthenticationMethod")
        .put("id", PASSWORD_METHOD)
        .putNull("password");
    return ApiResponse.ok(body);
  }

  private ApiResponse reset(ApiRequest request) {
    if (!request.parameter("method").equals(PASSWORD_METHOD)) {
      throw ApiException.notFound(request.parameter("method"));
    }
    DirectoryObject user = user(request);
    if (request.caller() instanceof Principal.User caller && caller.objectId().equals(user.id())) {
      throw ApiException.badRequest("The password of one's own account cannot be reset so.");
    }
    ObjectNode body = request.jsonIfAny();
    Optional<String> given =
        Optional.ofNullable(body.get("newPassword"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue);
    if (given.isEmpty() && user.synced()) {
      throw ApiException.badRequest(
          "A new password is required to reset the password of a user whose source is"
              + " on-premises.");
    }
    String password = given.orElseGet(CloudPassword::generate);
    boolean force = body.path("requireChangeOnNextSignIn").asBoolean(given.isEmpty());
    PasswordOutcome outcome =
        passwords.carryOut(
            new PasswordService.Request(
                PasswordService.Task.RESET_BY_ADMINISTRATOR, user, password, null, force),
            request.caller().actor());
    UUID operation =
        store.write(
            request.caller().actor(),
            unit ->
                new PasswordOperations(unit)
                    .save(user.id(), outcome instanceof PasswordOutcome.Done, detail(outcome)));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put(
        "@odata.context", request.base() + "/$metadata#microsoft.graph.passwordResetResponse");
    if (given.isEmpty()) {
      answer.put("newPassword", password);
    }
    String location =
        request.base() + "/users/" + user.id() + "/authentication/operations/" + operation;
    return new ApiResponse(202, Map.of("Location", location), Optional.of(answer));
  }

  private static String detail(PasswordOutcome outcome) {
    if (outcome instanceof PasswordOutcome.Refused refused) {
      String event = refused.eventCode() == 0 ? "" : " (event " + refused.eventCode() + ")";
      String code = refused.error().code();
      String name = refused.error().errorName();
      return (code.equals(name) ? code : code + " " + name)
          + event
          + ": "
          + Optional.ofNullable(refused.message()).orElse("");
    }
    return "";
  }

  private ApiResponse operation(ApiRequest request) {
    DirectoryObject user = user(request);
    UUID id = request.id("operation");
    return store.read(
        unit ->
            new PasswordOperations(unit)
                .find(user.id(), id)
                .map(ApiResponse::ok)
                .orElseThrow(() -> ApiException.notFound(id.toString())));
  }

  private ApiResponse change(ApiRequest request) {
    DirectoryObject user = user(request);
    if (!(request.caller() instanceof Principal.User caller)
        || !caller.objectId().equals(user.id())) {
      throw ApiException.denied();
    }
    ObjectNode body = request.json();
    String current = body.path("currentPassword").asText("");
    String wanted = body.path("newPassword").asText("");
    Optional<Credential> credential = store.read(unit -> unit.credentials().find(user.id()));
    if (!credential.map(known -> CloudPassword.matches(known, current)).orElse(false)) {
      throw ApiException.badRequest("The specified current password is incorrect.");
    }
    CloudPassword.requireStrong(wanted);
    String hash = CloudPassword.hash(wanted);
    store.write(
        caller.actor(),
        unit -> {
          unit.credentials()
              .save(user.id(), new Credential(Credential.Origin.CLOUD, hash, unit.now(), false));
          DirectoryObject changed =
              new Lookup(unit)
                  .live(ObjectType.USER, user.id().toString())
                  .edit()
                  .set(Property.LAST_PASSWORD_CHANGE_DATE_TIME, unit.now())
                  .build();
          unit.objects().save(changed);
          unit.audit()
              .add(AuditEntry.change("Change user password", AuditEntry.Target.of(changed)));
          unit.journal("password-set", changed, "The password was changed in the cloud");
          return changed.id();
        });
    return ApiResponse.noContent();
  }

  private ApiResponse revoke(ApiRequest request) {
    store.write(
        request.caller().actor(),
        unit -> {
          DirectoryObject user = new Lookup(unit).live(ObjectType.USER, request.parameter("id"));
          unit.objects()
              .save(
                  user.edit()
                      .set(Property.SIGN_IN_SESSIONS_VALID_FROM_DATE_TIME, unit.now())
                      .build());
          return user.id();
        });
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("@odata.context", request.base() + "/$metadata#Edm.Boolean");
    body.put("value", true);
    return ApiResponse.ok(body);
  }
}
