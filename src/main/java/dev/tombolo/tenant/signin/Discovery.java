package dev.tombolo.tenant.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.store.TenantStore;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;

/**
 * What clients ask before they ask for a token: the OpenID configuration, the keys, which hosts are
 * one authority, and whether a user signs in here. Every URL is built from the request's host, so
 * that a client that has found the tenant under one name is not sent to another.
 */
final class Discovery {
  private static final String JSON = "application/json; charset=utf-8";

  private final SigningKey key;
  private final TenantStore store;
  private final UUID tenantId;

  Discovery(SigningKey key, TenantStore store, UUID tenantId) {
    this.key = key;
    this.store = store;
    this.tenantId = tenantId;
  }

  /**
   * The tenant may be named by its id, one of its domains, or not at all.
   *
   * @throws OAuthException when it is named otherwise
   */
  void requireTenant(Context context) {
    String name = context.pathParam("tenant");
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

  static String host(Context context) {
    return context.scheme() + "://" + context.host();
  }

  /** Scheme, host and tenant, as the caller has addressed them. */
  String authority(Context context) {
    return host(context) + "/" + tenantId;
  }

  void configuration(Context context) {
    requireTenant(context);
    String authority = authority(context);
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
    write(context, document.toString());
  }

  void keysOfTenant(Context context) {
    requireTenant(context);
    keys(context);
  }

  void keys(Context context) {
    write(context, new JWKSet(key.get()).toString(true));
  }

  /** Which hosts are the same authority: the one that was asked, and no other. */
  void instance(Context context) {
    String host = String.valueOf(context.host());
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put(
        "tenant_discovery_endpoint", authority(context) + "/v2.0/.well-known/openid-configuration");
    document.put("api-version", "1.1");
    ObjectNode metadata = document.putArray("metadata").addObject();
    metadata.put("preferred_network", host).put("preferred_cache", host);
    metadata.putArray("aliases").add(host);
    write(context, document.toString());
  }

  /** Whether users of a name's domain give their password here, or to somebody else. */
  void userRealm(Context context) {
    String name = context.pathParam("user");
    String domain = name.substring(name.lastIndexOf('@') + 1);
    Optional<String> kind =
        store.read(
            unit ->
                unit.organization()
                    .domain(domain)
                    .filter(known -> known.verified())
                    .map(known -> known.authenticationType()));
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("ver", "1.0");
    document.put("account_type", kind.orElse("Unknown"));
    if (kind.isPresent()) {
      document.put("domain_name", domain);
    }
    document.put("cloud_instance_name", context.host());
    document.put("cloud_audience_urn", "urn:federation:MicrosoftOnline");
    write(context, document.toString());
  }

  static void write(Context context, String json) {
    context.contentType(JSON).result(json);
  }
}
