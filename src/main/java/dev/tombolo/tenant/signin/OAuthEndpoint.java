package dev.tombolo.tenant.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.api.ResourcePath;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.web.HttpRoutes;
import dev.tombolo.web.RequestBody;
import dev.tombolo.web.WebException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token endpoint, the device code endpoint with its page, the discovery documents and the keys
 * (Microsoft identity platform v2.0).
 */
public final class OAuthEndpoint {
  private static final Logger log = LoggerFactory.getLogger(OAuthEndpoint.class);
  private static final int BODY_LIMIT = 64 * 1024;

  private final TokenGrants grants;
  private final Discovery discovery;
  private final DeviceSignInPage devices;
  private final Clock clock;

  /** The endpoint of one tenant. */
  public OAuthEndpoint(
      TenantStore store,
      SigningKey key,
      Tokens tokens,
      SignInService signIns,
      UUID tenantId,
      Clock clock) {
    this.grants = new TokenGrants(store, tokens, new SessionTokens(key, tenantId, clock), signIns);
    this.discovery = new Discovery(key, store, tenantId);
    this.devices = new DeviceSignInPage(store, signIns, clock);
    this.clock = clock;
  }

  /** The routes to mount. */
  public HttpRoutes routes() {
    return HttpRoutes.with(this::refuse)
        .post("/{tenant}/oauth2/v2.0/token", this::token)
        .post("/{tenant}/oauth2/token", this::token)
        .post("/{tenant}/oauth2/v2.0/devicecode", this::deviceCode)
        .get(DeviceSignInPage.PATH, devices::show)
        .post(DeviceSignInPage.PATH, context -> devices.finish(context, form(context)))
        .get("/{tenant}/v2.0/.well-known/openid-configuration", discovery::configuration)
        .get("/{tenant}/.well-known/openid-configuration", discovery::configuration)
        .get("/{tenant}/discovery/v2.0/keys", discovery::keysOfTenant)
        .get("/{tenant}/discovery/keys", discovery::keysOfTenant)
        .get("/discovery/v2.0/keys", discovery::keys)
        .get("/common/discovery/instance", discovery::instance)
        .get("/common/userrealm/{user}", discovery::userRealm);
  }

  private static Map<String, String> form(Context context) {
    String body = new String(RequestBody.read(context, BODY_LIMIT), StandardCharsets.UTF_8);
    try {
      return ResourcePath.options(body);
    } catch (ApiException e) {
      throw new OAuthException(400, "invalid_request", 90100, String.valueOf(e.getMessage()));
    }
  }

  private void token(Context context) {
    discovery.requireTenant(context);
    TokenGrants.Grant grant =
        grants.grant(
            form(context),
            Optional.ofNullable(context.header("Authorization")),
            discovery.authority(context));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("token_type", "Bearer");
    answer.put("expires_in", Tokens.LIFETIME.toSeconds());
    answer.put("ext_expires_in", Tokens.LIFETIME.toSeconds());
    answer.put("access_token", grant.accessToken());
    grant
        .session()
        .ifPresent(
            session -> {
              answer.put("scope", session.scope());
              session.idToken().ifPresent(token -> answer.put("id_token", token));
              session.refreshToken().ifPresent(token -> answer.put("refresh_token", token));
              session.clientInfo().ifPresent(info -> answer.put("client_info", info));
            });
    context.header("Cache-Control", "no-store");
    Discovery.write(context, answer.toString());
  }

  private void deviceCode(Context context) {
    discovery.requireTenant(context);
    Map<String, String> form = form(context);
    String clientId = form.getOrDefault("client_id", "");
    String scope = form.getOrDefault("scope", "");
    if (clientId.isEmpty()) {
      throw OAuthException.missing("client_id");
    }
    if (scope.isBlank()) {
      throw OAuthException.missing("scope");
    }
    ObjectNode answer = devices.begin(grants.application(clientId), scope, Discovery.host(context));
    context.header("Cache-Control", "no-store");
    Discovery.write(context, answer.toString());
  }

  private void refuse(Context context, Exception failure) {
    OAuthException refusal;
    if (failure instanceof OAuthException known) {
      refusal = known;
    } else if (failure instanceof WebException web) {
      refusal =
          new OAuthException(
              web.status(), "invalid_request", 900561, String.valueOf(web.getMessage()));
    } else {
      log.error("A token request failed", failure);
      refusal =
          new OAuthException(500, "server_error", 50000, "There was an error issuing a token.");
    }
    String trace = UUID.randomUUID().toString();
    String correlation =
        Optional.ofNullable(context.header("client-request-id"))
            .flatMap(Ids::parse)
            .orElseGet(UUID::randomUUID)
            .toString();
    String time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("error", refusal.error());
    body.put(
        "error_description",
        "AADSTS"
            + refusal.code()
            + ": "
            + refusal.getMessage()
            + " Trace ID: "
            + trace
            + " Correlation ID: "
            + correlation
            + " Timestamp: "
            + time);
    body.putArray("error_codes").add(refusal.code());
    body.put("timestamp", time);
    body.put("trace_id", trace);
    body.put("correlation_id", correlation);
    context.status(refusal.status());
    Discovery.write(context, body.toString());
  }
}
