package dev.tombolo.tenant.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
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
 * The token endpoint, the discovery documents and the keys (Microsoft identity platform v2.0).
 * Every URL in a discovery document is built from the request's host, so that a client that has
 * found the tenant under one name is not sent to another.
 */
public final class OAuthEndpoint {
  private static final Logger log = LoggerFactory.getLogger(OAuthEndpoint.class);
  private static final int BODY_LIMIT = 64 * 1024;
  private static final String JSON = "application/json; charset=utf-8";

  private final TokenGrants grants;
  private final SigningKey key;
  private final TenantStore store;
  private final UUID tenantId;
  private final Clock clock;

  /** The endpoint of one tenant. */
  public OAuthEndpoint(
      TokenGrants grants, SigningKey key, TenantStore store, UUID tenantId, Clock clock) {
    this.grants = grants;
    this.key = key;
    this.store = store;
    this.tenantId = tenantId;
    this.clock = clock;
  }

  /** The routes to mount. */
  public HttpRoutes routes() {
    return HttpRoutes.with(this::refuse)
        .post("/{tenant}/oauth2/v2.0/token", this::token)
        .post("/{tenant}/oauth2/token", this::token)
        .get("/{tenant}/v2.0/.well-known/openid-configuration", this::discover)
        .get("/{tenant}/.well-known/openid-configuration", this::discover)
        .get("/{tenant}/discovery/v2.0/keys", this::keys)
        .get("/{tenant}/discovery/keys", this::keys)
        .get("/discovery/v2.0/keys", context -> writeKeys(context));
  }

  private void token(Context context) {
    requireTenant(context.pathParam("tenant"));
    String body = new String(RequestBody.read(context, BODY_LIMIT), StandardCharsets.UTF_8);
    Map<String, String> form;
    try {
      form = ResourcePath.options(body);
    } catch (ApiException e) {
      throw new OAuthException(400, "invalid_request", 90100, String.valueOf(e.getMessage()));
    }
    TokenGrants.Grant grant =
        grants.grant(form, Optional.ofNullable(context.header("Authorization")));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("token_type", "Bearer");
    grant.scope().ifPresent(scope -> answer.put("scope", scope));
    answer.put("expires_in", Tokens.LIFETIME.toSeconds());
    answer.put("ext_expires_in", Tokens.LIFETIME.toSeconds());
    answer.put("access_token", grant.accessToken());
    context.header("Cache-Control", "no-store");
    context.contentType(JSON).result(answer.toString());
  }

  /** The tenant may be named by its id, one of its domains, or not at all. */
  private void requireTenant(String name) {
    boolean known =
        name.equalsIgnoreCase(tenantId.toString())
            || name.equals("common")
            || name.equals("organizations")
            || store.read(unit -> unit.organization().domain(name).isPresent());
    if (!known) {
      throw new OAuthException(
          400,
          "invalid_request",
          90002,
          "Tenant '"
              + (Ids.parse(name).isPresent() ? name : "given")
              + "' not found. Check to make"
              + " sure you have the correct tenant ID or domain.");
    }
  }

  private void discover(Context context) {
    requireTenant(context.pathParam("tenant"));
    String authority = context.scheme() + "://" + context.host() + "/" + tenantId;
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("issuer", authority + "/v2.0");
    document.put("authorization_endpoint", authority + "/oauth2/v2.0/authorize");
    document.put("token_endpoint", authority + "/oauth2/v2.0/token");
    document.put("device_authorization_endpoint", authority + "/oauth2/v2.0/devicecode");
    document.put("jwks_uri", authority + "/discovery/v2.0/keys");
    document
        .putArray("token_endpoint_auth_methods_supported")
        .add("client_secret_post")
        .add("client_secret_basic");
    document.putArray("response_types_supported").add("code").add("id_token");
    document.putArray("subject_types_supported").add("pairwise");
    document.putArray("id_token_signing_alg_values_supported").add("RS256");
    document.putArray("scopes_supported").add("openid").add("profile").add("offline_access");
    document.put("tenant_region_scope", "NA");
    document.put("cloud_instance_name", context.host());
    context.contentType(JSON).result(document.toString());
  }

  private void keys(Context context) {
    requireTenant(context.pathParam("tenant"));
    writeKeys(context);
  }

  private void writeKeys(Context context) {
    context.contentType(JSON).result(new JWKSet(key.get()).toString(true));
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
    context.status(refusal.status()).contentType(JSON).result(body.toString());
  }
}
