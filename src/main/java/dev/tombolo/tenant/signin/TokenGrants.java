package dev.tombolo.tenant.signin;

import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.api.Principal;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.store.Applications;
import dev.tombolo.tenant.store.TenantStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Grants access tokens: to applications by their secret, to users by their password. */
public final class TokenGrants {
  private static final String DEFAULT_SCOPE = "/.default";

  /**
   * What is granted.
   *
   * @param scope what a user's token is good for; empty for applications
   */
  record Grant(String accessToken, Optional<String> scope) {}

  private final TenantStore store;
  private final Tokens tokens;
  private final SignInService signIns;

  /** Grants on a store. */
  public TokenGrants(TenantStore store, Tokens tokens, SignInService signIns) {
    this.store = store;
    this.tokens = tokens;
    this.signIns = signIns;
  }

  Grant grant(Map<String, String> form, Optional<String> authorization) {
    Map<String, String> parameters = new HashMap<>(form);
    authorization.ifPresent(header -> addBasic(header, parameters));
    String type = require(parameters, "grant_type");
    Applications.Application application = application(require(parameters, "client_id"));
    return switch (type) {
      case "client_credentials" -> forApplication(application, parameters);
      case "password" -> forUser(application, parameters);
      default ->
          throw new OAuthException(
              400,
              "unsupported_grant_type",
              70003,
              "The app requested an unsupported grant type '" + printable(type) + "'.");
    };
  }

  /** A client may name itself in the header instead (RFC 6749 section 2.3.1). */
  private static void addBasic(String header, Map<String, String> parameters) {
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon > 0) {
        parameters.putIfAbsent("client_id", pair.substring(0, colon));
        parameters.putIfAbsent("client_secret", pair.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      throw invalidSecret();
    }
  }

  private static String require(Map<String, String> parameters, String name) {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw OAuthException.missing(name);
    }
    return value;
  }

  private Applications.Application application(String clientId) {
    return Ids.parse(clientId)
        .flatMap(id -> store.read(unit -> new Applications(unit).find(id)))
        .orElseThrow(
            () ->
                new OAuthException(
                    400,
                    "unauthorized_client",
                    700016,
                    "Application with identifier '"
                        + printable(clientId)
                        + "' was not found in the directory."));
  }

  private Grant forApplication(
      Applications.Application application, Map<String, String> parameters) {
    requireSecret(application, require(parameters, "client_secret"));
    String scope = parameters.getOrDefault("scope", parameters.getOrDefault("resource", ""));
    boolean v1 = !parameters.containsKey("scope") && !scope.isEmpty();
    if (!v1 && !scope.endsWith(DEFAULT_SCOPE)) {
      throw new OAuthException(
          400,
          "invalid_scope",
          70011,
          "The provided request must include a 'scope' input parameter. The provided value for the"
              + " input parameter 'scope' is not valid. The scope '"
              + printable(scope)
              + "' is not valid.");
    }
    return new Grant(tokens.issue(principal(application)), Optional.empty());
  }

  private static Principal.Application principal(Applications.Application application) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    application.roles().forEach(role -> Permission.find(role).ifPresent(permissions::add));
    return new Principal.Application(
        application.appId(), application.principalId(), application.displayName(), permissions);
  }

  private Grant forUser(Applications.Application application, Map<String, String> parameters) {
    // A public client has no secret; one that sends a secret has to send the right one.
    Optional.ofNullable(parameters.get("client_secret"))
        .ifPresent(secret -> requireSecret(application, secret));
    String name = require(parameters, "username");
    SignIn outcome = signIns.signIn(name, require(parameters, "password"));
    if (outcome instanceof SignIn.Failure failure) {
      throw new OAuthException(
          400, "invalid_grant", failure.reason().code(), failure.reason().message());
    }
    SignIn.Success success = (SignIn.Success) outcome;
    UUID id = success.user().id();
    String principalName = success.user().text(Property.USER_PRINCIPAL_NAME).orElse(name);
    Principal.User user = new Principal.User(id, principalName, success.administrator());
    String scope = parameters.getOrDefault("scope", "User.Read");
    return new Grant(tokens.issue(user, application.appId(), scope), Optional.of(scope));
  }

  private static void requireSecret(Applications.Application application, String secret) {
    if (!ClientSecret.matches(application.secretHash(), secret)) {
      throw invalidSecret();
    }
  }

  private static OAuthException invalidSecret() {
    return new OAuthException(
        401,
        "invalid_client",
        7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client"
            + " secret value, not the client secret ID.");
  }

  private static String printable(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() > 100 ? clean.substring(0, 100) : clean;
  }
}
