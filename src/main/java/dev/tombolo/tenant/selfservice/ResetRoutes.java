package dev.tombolo.tenant.selfservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiHandler;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.selfservice.ResetFlows.Flow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a reset by the user, for a page or a command to take one after the other: {@code
 * POST /resets}, then {@code /resets/{id}/challenge}, {@code …/verify}, and at last {@code
 * …/password} or {@code …/unlock}. A refusal is a 400 with its code; the reset stays open.
 */
final class ResetRoutes {
  private record Begin(@JsonProperty(required = true) String userPrincipalName) {}

  private record Choice(@JsonProperty(required = true) VerificationMethod method) {}

  private record Verification(
      @JsonProperty(required = true) VerificationMethod method,
      @Nullable String code,
      @Nullable Map<String, String> answers) {}

  private record NewPassword(@JsonProperty(required = true) String newPassword) {}

  private record Offered(VerificationMethod method, String hint) {}

  private record Begun(
      boolean success, UUID id, int gates, List<Offered> methods, boolean unlockAllowed) {}

  private record Challenged(boolean success, List<String> questions) {}

  private record Progress(boolean success, int gatesLeft) {
    static Progress of(Flow flow) {
      return new Progress(true, flow.left());
    }
  }

  private final SelfServiceReset resets;

  ResetRoutes(SelfServiceReset resets) {
    this.resets = resets;
  }

  void addTo(ApiRouter router) {
    router
        .add(Method.POST, "/resets", Access.open(), telling(this::begin))
        .add(Method.POST, "/resets/{id}/challenge", Access.open(), telling(this::challenge))
        .add(Method.POST, "/resets/{id}/verify", Access.open(), telling(this::verify))
        .add(Method.POST, "/resets/{id}/password", Access.open(), telling(this::reset))
        .add(Method.POST, "/resets/{id}/unlock", Access.open(), telling(this::unlock));
  }

  private static ApiHandler telling(ApiHandler step) {
    return request -> {
      try {
        return step.handle(request);
      } catch (SelfServiceReset.RefusedException e) {
        return PasswordAnswer.response(e.outcome());
      }
    };
  }

  private ApiResponse begin(ApiRequest request) {
    SelfServiceReset.Begun begun =
        resets.begin(request.body().message(Begin.class).userPrincipalName());
    return ApiResponse.ok(
        new Begun(
            true,
            begun.flow().id(),
            begun.flow().gates(),
            begun.methods().stream().map(each -> new Offered(each.method(), each.hint())).toList(),
            begun.unlockAllowed()));
  }

  private ApiResponse challenge(ApiRequest request) {
    VerificationMethod method = request.body().message(Choice.class).method();
    return ApiResponse.ok(new Challenged(true, resets.challenge(request.id("id"), method)));
  }

  private ApiResponse verify(ApiRequest request) {
    Verification given = request.body().message(Verification.class);
    Flow flow =
        resets.verify(
            request.id("id"),
            new SelfServiceReset.Proof(
                given.method(),
                given.code() == null ? "" : given.code(),
                given.answers() == null ? Map.of() : given.answers()));
    return ApiResponse.ok(Progress.of(flow));
  }

  private ApiResponse reset(ApiRequest request) {
    String password = request.body().message(NewPassword.class).newPassword();
    if (password.isEmpty()) {
      throw ApiException.badRequest("The new password is empty.");
    }
    return PasswordAnswer.response(resets.reset(request.id("id"), password));
  }

  private ApiResponse unlock(ApiRequest request) {
    return PasswordAnswer.response(resets.unlock(request.id("id")));
  }
}
