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
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.relay.WritebackRelay;
import dev.tombolo.tenant.signin.SignInService;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import dev.tombolo.web.HttpRoutes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The page "On-premises integration". */
  private record Status(
      SsprPolicy policy,
      boolean licensed,
      boolean agentConnected,
      IntegrationStatus status,
      String statusLine) {}

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
    new ResetRoutes(new SelfServiceReset(store, passwords, relay)).addTo(router);
    new MethodRoutes(store, new MethodService(store)).addTo(router);
    Authenticator optional =
        header -> header.isEmpty() ? new Principal.Anonymous() : tokens.authenticate(header);
    return new ApiEndpoint(router, optional, clock, BODY_LIMIT).routes(List.of(PREFIX));
  }

  private ApiResponse policy(ApiRequest request) {
    boolean connected = relay.available();
    IntegrationStatus status = IntegrationStatus.of(relay);
    return ApiResponse.ok(
        store.read(
            unit ->
                new Status(
                    SsprPolicy.of(unit),
                    WritebackGate.isLicensed(unit),
                    connected,
                    status,
                    status.line())));
  }

  /**
   * Sets the policy. Writeback is switched on in the seed's order: a licence, who may reset, a sync
   * tool that writes back, and only then the switches of "On-premises integration".
   */
  private ApiResponse setPolicy(ApiRequest request) {
    SsprPolicy policy = request.body().message(SsprPolicy.class);
    IntegrationStatus status = IntegrationStatus.of(relay);
    store.write(
        request.caller().actor(),
        unit -> {
          if (policy.writeBackPasswords() && !SsprPolicy.of(unit).writeBackPasswords()) {
            requireReady(unit, policy, status);
          }
          policy.save(unit);
          unit.audit()
              .add(
                  new AuditEntry(
                      "Update password reset policy",
                      "DirectoryManagement",
                      AuditEntry.SELF_SERVICE,
                      true,
                      "",
                      List.of(),
                      Map.of(
                          "WriteBackPasswords", Boolean.toString(policy.writeBackPasswords()),
                          "AllowUnlock", Boolean.toString(policy.allowUnlock()))));
          return policy;
        });
    return ApiResponse.noContent();
  }

  private static void requireReady(Unit unit, SsprPolicy policy, IntegrationStatus status) {
    if (!WritebackGate.isLicensed(unit)) {
      throw ApiException.badRequest(
          "SSPR_0012 UserNotLicensed: password writeback needs Microsoft Entra ID P1 or P2.");
    }
    if (policy.scope() == SsprPolicy.Scope.NONE) {
      throw ApiException.badRequest(
          "Self-service password reset is not configured: say who may reset passwords first.");
    }
    if (status == IntegrationStatus.NOT_CONFIGURED) {
      throw ApiException.badRequest(
          "Password writeback is not enabled in a sync tool yet. " + status.line());
    }
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
                        SelfServiceReset.actor(found)))
            .orElseGet(
                () ->
                    new PasswordOutcome.Refused(
                        SsprError.INCORRECT_PASSWORD, 0, "The current password is incorrect."));
    return PasswordAnswer.response(outcome);
  }
}
