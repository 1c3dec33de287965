package dev.tombolo.tenant.selfservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiEndpoint;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Authenticator;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.api.Principal;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.relay.WritebackRelay;
import dev.tombolo.tenant.signin.SignInService;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.web.HttpRoutes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of password change and reset, and "On-premises integration", talk to. Graph has no
 * such interface; this one is the lab's own.
 */
public final class SelfServiceEndpoint {
  private static final int BODY_LIMIT = 64 * 1024;
  private static final String PREFIX = "/selfservice/v1";
  private static final Access POLICY = Access.anyOf(Permission.POLICY_READ_WRITE_ALL);

  /** What a user who knows the current password sends. */
  private record Change(
      @JsonProperty(required = true) String userPrincipalName,
      @JsonProperty(required = true) String currentPassword,
      @JsonProperty(required = true) String newPassword) {}

  /** How a change or reset ended. */
  private record Result(
      boolean success,
      @Nullable String code,
      @Nullable String name,
      @Nullable Integer eventCode,
      @Nullable String message,
      @Nullable String onPremisesAgent) {
    static Result of(PasswordOutcome outcome) {
      if (outcome instanceof PasswordOutcome.Done done) {
        String agent = done.writtenBackBy().map(tool -> tool.auditName()).orElse("None");
        return new Result(true, null, null, null, null, agent);
      }
      PasswordOutcome.Refused refused = (PasswordOutcome.Refused) outcome;
      return new Result(
          false,
          refused.error().code(),
          refused.error().errorName(),
          refused.eventCode() == 0 ? null : refused.eventCode(),
          refused.message(),
          null);
    }
  }

  /** The page "On-premises integration". */
  private record Status(SsprPolicy policy, boolean licensed, boolean agentConnected) {}

  private final TenantStore store;
  private final PasswordService passwords;
  private final WritebackRelay relay;

  /** An endpoint of the services. */
  public SelfServiceEndpoint(TenantStore store, PasswordService passwords, WritebackRelay relay) {
    this.store = store;
    this.passwords = passwords;
    this.relay = relay;
  }

  /** The routes to mount; a request that proves itself needs no token. */
  public HttpRoutes routes(Authenticator tokens, Clock clock) {
    ApiRouter router = new ApiRouter();
    router
        .add(Method.GET, "/policy", POLICY, this::policy)
        .add(Method.PUT, "/policy", POLICY, this::setPolicy)
        .add(Method.POST, "/changePassword", Access.open(), this::change);
    Authenticator optional =
        header -> header.isEmpty() ? new Principal.Anonymous() : tokens.authenticate(header);
    return new ApiEndpoint(router, optional, clock, BODY_LIMIT).routes(List.of(PREFIX));
  }

  private ApiResponse policy(ApiRequest request) {
    boolean connected = relay.available();
    return ApiResponse.ok(
        store.read(
            unit ->
                new Status(
                    SsprPolicy.of(unit), PasswordService.licensedForWriteback(unit), connected)));
  }

  private ApiResponse setPolicy(ApiRequest request) {
    SsprPolicy policy = request.body().message(SsprPolicy.class);
    store.write(
        request.caller().actor(),
        unit -> {
          policy.save(unit);
          return policy;
        });
    return ApiResponse.noContent();
  }

  private ApiResponse change(ApiRequest request) {
    Change change = request.body().message(Change.class);
    Optional<DirectoryObject> user =
        store
            .read(unit -> SignInService.userNamed(unit, change.userPrincipalName()))
            .filter(found -> found.type() == ObjectType.USER && found.is(Property.ACCOUNT_ENABLED));
    // The same answer for an unknown user as for a wrong password.
    PasswordOutcome outcome =
        user.<PasswordOutcome>map(
                found ->
                    passwords.carryOut(
                        new PasswordService.Request(
                            PasswordService.Task.CHANGE_BY_USER,
                            found,
                            change.newPassword(),
                            change.currentPassword(),
                            false),
                        actor(found)))
            .orElseGet(
                () ->
                    new PasswordOutcome.Refused(
                        SsprError.INCORRECT_PASSWORD, 0, "The current password is incorrect."));
    return answer(outcome);
  }

  private static Actor actor(DirectoryObject user) {
    return new Actor(
        Actor.Kind.USER,
        user.id(),
        user.text(Property.USER_PRINCIPAL_NAME)
            .orElseThrow(() -> ApiException.notFound(user.id().toString())));
  }

  private static ApiResponse answer(PasswordOutcome outcome) {
    int status = outcome instanceof PasswordOutcome.Done ? 200 : 400;
    return new ApiResponse(status, Map.of(), Optional.of(Result.of(outcome)));
  }
}
