package dev.tombolo.tenant.signin;

import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.api.Principal;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.store.Applications;
import dev.tombolo.tenant.store.DeviceSignIns;
import dev.tombolo.tenant.store.DeviceSignIns.DeviceSignIn;
import dev.tombolo.tenant.store.TenantStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Grants tokens: to applications by their secret; to users by their password, by the code that a
 * device shows (RFC 8628), and by the refresh token they were given.
 */
final class TokenGrants {
  private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  /**
   * What is granted.
   *
   * @param session what only persons get
   */
  record Grant(String accessToken, Optional<Session> session) {}

  /**
   * What a person's sign-in gives beside the access token.
   *
   * @param scope what the token is good for
   * @param clientInfo who signed in, for clients that ask for it ({@code client_info=1})
   */
  record Session(
      String scope,
      Optional<String> idToken,
      Optional<String> refreshToken,
      Optional<String> clientInfo) {}

  private final TenantStore store;
  private final Tokens tokens;
  private final SessionTokens sessions;
  private final SignInService signIns;

  /** Grants on a store. */
  TokenGrants(TenantStore store, Tokens tokens, SessionTokens sessions, SignInService signIns) {
    this.store = store;
    this.tokens = tokens;
    this.sessions = sessions;
    this.signIns = signIns;
  }

  /**
   * Answers a token request.
   *
   * @param authorization the request's Authorization header
   * @param authority scheme, host and tenant as the caller addressed them
   * @throws OAuthException when it is refused
   */
  Grant grant(Map<String, String> form, Optional<String> authorization, String authority) {
    Map<String, String> parameters = new HashMap<>(form);
    authorization.ifPresent(header -> addBasic(header, parameters));
    String type = require(parameters, "grant_type");
    Applications.Application application = application(require(parameters, "client_id"));
    return switch (type) {
      case "client_credentials" -> forApplication(application, parameters);
      case "password" -> forPassword(application, parameters, authority);
      case "refresh_token" -> forRefreshToken(application, parameters, authority);
      case DEVICE_CODE, "device_code" -> forDevice(application, parameters, authority);
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

  /**
   * The application with an id.
   *
   * @throws OAuthException when there is none
   */
  Applications.Application application(String clientId) {
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
    if (!v1 && !Scope.parse(scope).ofDefault()) {
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

  private Grant forPassword(
      Applications.Application application, Map<String, String> parameters, String authority) {
    requireSecretIfAny(application, parameters);
    SignIn outcome =
        signIns.signIn(require(parameters, "username"), require(parameters, "password"));
    if (outcome instanceof SignIn.Failure failure) {
      throw new OAuthException(
          400, "invalid_grant", failure.reason().code(), failure.reason().message());
    }
    Instant now = sessions.now();
    return forUser((SignIn.Success) outcome, now, application, parameters, authority);
  }

  private Grant forRefreshToken(
      Applications.Application application, Map<String, String> parameters, String authority) {
    requireSecretIfAny(application, parameters);
    SessionTokens.Refresh refresh =
        sessions
            .read(require(parameters, "refresh_token"))
            .filter(token -> token.appId().equals(application.appId()))
            .orElseThrow(() -> OAuthException.invalidGrant(9002313, "Invalid request."));
    SignInService.Active active =
        signIns
            .active(refresh.user())
            .orElseThrow(
                () -> OAuthException.invalidGrant(50057, SignIn.Reason.DISABLED.message()));
    if (!active.stillHolds(refresh.signedIn())) {
      throw OAuthException.invalidGrant(
          50173,
          "The provided grant has expired due to it being revoked, a fresh auth token is needed.");
    }
    Map<String, String> asked = new HashMap<>(parameters);
    asked.putIfAbsent("scope", refresh.scope());
    return forUser(active.who(), refresh.signedIn(), application, asked, authority);
  }

  private Grant forDevice(
      Applications.Application application, Map<String, String> parameters, String authority) {
    requireSecretIfAny(application, parameters);
    String code = parameters.getOrDefault("device_code", parameters.getOrDefault("code", ""));
    if (code.isEmpty()) {
      throw OAuthException.missing("device_code");
    }
    DeviceSignIn signIn =
        store
            .read(unit -> new DeviceSignIns(unit).byDeviceCode(code))
            .filter(known -> known.clientId().equals(application.appId()))
            .orElseThrow(() -> OAuthException.invalidGrant(70000, "The device code is not valid."));
    requireApproved(signIn);
    boolean mine =
        store.write(
            Actor.SERVICE,
            unit -> new DeviceSignIns(unit).move(signIn, DeviceSignIns.State.USED, signIn.user()));
    SignInService.Active active =
        signIn
            .user()
            .filter(user -> mine)
            .flatMap(signIns::active)
            .orElseThrow(
                () -> OAuthException.invalidGrant(70000, "The device code was used already."));
    Map<String, String> asked = new HashMap<>(parameters);
    asked.put("scope", signIn.scope());
    return forUser(active.who(), sessions.now(), application, asked, authority);
  }

  private void requireApproved(DeviceSignIn signIn) {
    if (!signIn.expires().isAfter(sessions.now())) {
      throw new OAuthException(
          400, "expired_token", 70020, "The provided value for the device code has expired.");
    }
    switch (signIn.state()) {
      case APPROVED -> {}
      case PENDING ->
          throw new OAuthException(
              400,
              "authorization_pending",
              70016,
              "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
      case DECLINED ->
          throw new OAuthException(
              400, "authorization_declined", 70019, "The user declined the sign-in.");
      case USED -> throw OAuthException.invalidGrant(70000, "The device code was used already.");
    }
  }

  private Grant forUser(
      SignIn.Success success,
      Instant signedIn,
      Applications.Application application,
      Map<String, String> parameters,
      String authority) {
    UUID id = success.user().id();
    UUID appId = application.appId();
    String name = success.user().text(Property.USER_PRINCIPAL_NAME).orElse("");
    Principal.User user = new Principal.User(id, name, success.administrator());
    Scope scope = Scope.parse(parameters.getOrDefault("scope", "User.Read"));
    Session session =
        new Session(
            scope.text(),
            scope.has("openid")
                ? Optional.of(sessions.idToken(success.user(), appId, authority))
                : Optional.empty(),
            scope.has("offline_access")
                ? Optional.of(
                    sessions.refreshToken(
                        new SessionTokens.Refresh(id, appId, scope.text(), signedIn)))
                : Optional.empty(),
            "1".equals(parameters.get("client_info"))
                ? Optional.of(sessions.clientInfo(id))
                : Optional.empty());
    return new Grant(tokens.issue(user, appId, scope.ofResource()), Optional.of(session));
  }

  /** A public client has no secret; one that sends a secret has to send the right one. */
  private static void requireSecretIfAny(
      Applications.Application application, Map<String, String> parameters) {
    Optional.ofNullable(parameters.get("client_secret"))
        .ifPresent(secret -> requireSecret(application, secret));
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
