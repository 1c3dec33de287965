package dev.tombolo.tenant.selfservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.api.Principal;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.signin.SignInService;
import dev.tombolo.tenant.store.TenantStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The registration of methods, by users for themselves ({@code /me/methods}) and by administrators
 * ({@code /users/{name}/methods}), and the lab's stand-in for mailboxes and telephones ({@code
 * /users/{name}/inbox}).
 */
final class MethodRoutes {
  private static final Access USERS = Access.persons();
  private static final Access ADMINISTRATORS =
      Access.anyOf(Permission.USER_AUTHENTICATION_METHOD_READ_WRITE_ALL);

  private record Body(@Nullable String contact, @Nullable Map<String, String> answers) {
    MethodService.Wish of(VerificationMethod method) {
      return new MethodService.Wish(
          method, contact == null ? "" : contact, answers == null ? Map.of() : answers);
    }
  }

  private record Code(@JsonProperty(required = true) String code) {}

  private record Shown(
      VerificationMethod method,
      @Nullable String contact,
      @Nullable List<String> questions,
      @Nullable Instant registered) {
    static Shown of(RegisteredMethod method) {
      return new Shown(
          method.method(),
          method.contact().isEmpty() ? null : method.contact(),
          method.method() == VerificationMethod.SECURITY_QUESTIONS
              ? SecurityQuestions.questions(method.secret())
              : null,
          method.registeredAt().equals(Instant.EPOCH) ? null : method.registeredAt());
    }
  }

  private record Methods(List<Shown> methods, boolean registrationDue) {}

  private record Registered(VerificationMethod method, boolean pending, @Nullable String key) {}

  private record Mail(List<Inbox.Message> messages, @Nullable String authenticatorCode) {}

  private final TenantStore store;
  private final MethodService methods;

  MethodRoutes(TenantStore store, MethodService methods) {
    this.store = store;
    this.methods = methods;
  }

  void addTo(ApiRouter router) {
    router
        .add(Method.GET, "/me/methods", USERS, request -> list(me(request)))
        .add(Method.PUT, "/me/methods/{method}", USERS, request -> put(me(request), request))
        .add(Method.POST, "/me/methods/{method}/confirm", USERS, this::confirm)
        .add(Method.DELETE, "/me/methods/{method}", USERS, request -> delete(me(request), request))
        .add(Method.GET, "/users/{name}/methods", ADMINISTRATORS, r -> list(user(r)))
        .add(Method.PUT, "/users/{name}/methods/{method}", ADMINISTRATORS, r -> put(user(r), r))
        .add(
            Method.DELETE,
            "/users/{name}/methods/{method}",
            ADMINISTRATORS,
            r -> delete(user(r), r))
        .add(Method.GET, "/users/{name}/inbox", ADMINISTRATORS, this::inbox)
        .add(Method.POST, "/users/{name}/inbox/{owner}/approve", ADMINISTRATORS, this::approve);
  }

  private DirectoryObject me(ApiRequest request) {
    if (request.caller() instanceof Principal.User user) {
      return store
          .read(unit -> unit.objects().find(user.objectId()))
          .filter(found -> !found.deleted())
          .orElseThrow(() -> ApiException.notFound(user.objectId().toString()));
    }
    throw ApiException.denied();
  }

  private DirectoryObject user(ApiRequest request) {
    String name = request.parameter("name");
    return store
        .read(unit -> SignInService.userNamed(unit, name))
        .orElseThrow(() -> ApiException.notFound(name));
  }

  private static VerificationMethod method(ApiRequest request) {
    String name = request.parameter("method");
    return VerificationMethod.find(name)
        .orElseThrow(() -> ApiException.badRequest("There is no method \"" + name + "\"."));
  }

  private ApiResponse list(DirectoryObject user) {
    MethodService.Known known = methods.of(user);
    return ApiResponse.ok(
        new Methods(known.methods().stream().map(Shown::of).toList(), known.registrationDue()));
  }

  private ApiResponse put(DirectoryObject user, ApiRequest request) {
    VerificationMethod method = method(request);
    Body body =
        request.body().isEmpty() ? new Body(null, null) : request.body().message(Body.class);
    String key = methods.register(user, body.of(method), request.caller().actor());
    boolean pending = method.isAddress() && request.caller().actor().id().equals(user.id());
    return ApiResponse.ok(new Registered(method, pending, key.isEmpty() ? null : key));
  }

  private ApiResponse confirm(ApiRequest request) {
    methods.confirm(
        me(request),
        method(request),
        request.body().message(Code.class).code(),
        request.caller().actor());
    return ApiResponse.noContent();
  }

  private ApiResponse delete(DirectoryObject user, ApiRequest request) {
    VerificationMethod method = method(request);
    if (!methods.remove(user, method, request.caller().actor())) {
      throw ApiException.notFound(method.wireName());
    }
    return ApiResponse.noContent();
  }

  private ApiResponse inbox(ApiRequest request) {
    DirectoryObject user = user(request);
    String code = methods.authenticatorCode(user);
    return ApiResponse.ok(new Mail(methods.inbox(user), code.isEmpty() ? null : code));
  }

  private ApiResponse approve(ApiRequest request) {
    UUID owner = request.id("owner");
    if (!methods.approve(owner)) {
      throw ApiException.notFound(owner.toString());
    }
    return ApiResponse.noContent();
  }
}
