package dev.tombolo.tenant.graph;

import dev.tombolo.fault.Faults;
import dev.tombolo.tenant.api.ApiHandler;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.ErrorBodies;
import dev.tombolo.tenant.api.Principal;
import dev.tombolo.tenant.api.Throttle;
import dev.tombolo.tenant.api.ThrottleLimits;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.selfservice.PasswordService;
import dev.tombolo.tenant.store.TenantStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Every resource of Graph that the tenant has, behind one handler. */
public final class GraphApi implements ApiHandler {
  private final ApiRouter router = new ApiRouter();
  private final ApiHandler throttle;

  /** The resources of a store. */
  public GraphApi(
      TenantStore store,
      PasswordService passwords,
      ThrottleLimits limits,
      Faults faults,
      Clock clock) {
    this.throttle = new Throttle(router, limits, faults, clock);
    new ObjectRoutes(store).addTo(router);
    new RelationshipRoutes(store).addTo(router);
    new DeltaRoutes(store).addTo(router);
    new DeletedItemRoutes(store).addTo(router);
    new LicenceRoutes(store).addTo(router);
    new MailboxRoutes(store).addTo(router);
    new PasswordRoutes(store, passwords).addTo(router);
    new OrganizationRoutes(store).addTo(router);
    new SyncSettingsRoutes(store).addTo(router);
    new RoleRoutes(store).addTo(router);
    new AuditRoutes(store).addTo(router);
    new BatchRoute(this, new ErrorBodies(clock)).addTo(router);
  }

  @Override
  public ApiResponse handle(ApiRequest request) {
    return throttle.handle(request.path().isEmpty() ? request : withoutMe(request));
  }

  /** {@code /me} is {@code /users/{id}} of the person who calls. */
  private static ApiRequest withoutMe(ApiRequest request) {
    if (!request.path().get(0).equals("me")) {
      return request;
    }
    if (!(request.caller() instanceof Principal.User user)) {
      throw ApiException.badQuery("/me request is only valid with delegated authentication flow.");
    }
    List<String> path = new ArrayList<>();
    path.add("users");
    path.add(user.objectId().toString());
    path.addAll(request.path().subList(1, request.path().size()));
    return new ApiRequest(
        request.method(),
        path,
        request.query(),
        request.headers(),
        request.body(),
        request.base(),
        request.caller(),
        request.parameters());
  }
}
