package dev.tombolo.tenant.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person's sign-in gives beside the access token: an id token (OpenID Connect Core 1.0
 * section 2) and a refresh token. Both are signed, and nothing is kept of them: a refresh token is
 * good until it expires or the person's sessions are revoked.
 */
final class SessionTokens {
  private static final Duration REFRESH_LIFETIME = Duration.ofDays(90);
  private static final String REFRESH_AUDIENCE = "tombolo:refresh";
  private static final String SIGNED_IN = "signed_in_ms";

  /**
   * What a refresh token says.
   *
   * @param signedIn when the person gave the password
   */
  record Refresh(UUID user, UUID appId, String scope, Instant signedIn) {}

  private final Signer signer;
  private final UUID tenantId;
  private final Clock clock;

  SessionTokens(SigningKey key, UUID tenantId, Clock clock) {
    this.signer = new Signer(key);
    this.tenantId = tenantId;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * An id token.
   *
   * @param authority scheme, host and tenant as the caller addressed them
   */
  String idToken(DirectoryObject user, UUID appId, String authority) {
    Instant now = clock.instant();
    return signer.sign(
        new JWTClaimsSet.Builder()
            .issuer(authority + "/v2.0")
            .audience(appId.toString())
            .subject(user.id().toString())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Tokens.LIFETIME)))
            .claim("oid", user.id().toString())
            .claim("tid", tenantId.toString())
            .claim("ver", "2.0")
            .claim("name", user.text(Property.DISPLAY_NAME).orElse(""))
            .claim("preferred_username", user.text(Property.USER_PRINCIPAL_NAME).orElse(""))
            .build());
  }

  /** Who signed in, as Microsoft's client libraries want to be told it. */
  String clientInfo(UUID user) {
    String json = "{\"uid\":\"" + user + "\",\"utid\":\"" + tenantId + "\"}";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.US_ASCII));
  }

  String refreshToken(Refresh refresh) {
    return signer.sign(
        new JWTClaimsSet.Builder()
            .audience(REFRESH_AUDIENCE)
            .expirationTime(Date.from(clock.instant().plus(REFRESH_LIFETIME)))
            .jwtID(UUID.randomUUID().toString())
            .claim("oid", refresh.user().toString())
            .claim("appid", refresh.appId().toString())
            .claim("scp", refresh.scope())
            .claim(SIGNED_IN, refresh.signedIn().toEpochMilli())
            .build());
  }

  /** What a refresh token says; empty when it is none of this tenant's, or too old. */
  Optional<Refresh> read(String token) {
    try {
      return signer
          .read(token)
          .filter(claims -> claims.getAudience().contains(REFRESH_AUDIENCE))
          .filter(claims -> claims.getExpirationTime().toInstant().isAfter(clock.instant()))
          .flatMap(SessionTokens::refresh);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Refresh> refresh(JWTClaimsSet claims) {
    try {
      String scope = claims.getStringClaim("scp");
      Instant signedIn = Instant.ofEpochMilli(claims.getLongClaim(SIGNED_IN));
      return Ids.parse(claims.getStringClaim("oid"))
          .flatMap(user -> id(claims, "appid").map(app -> new Refresh(user, app, scope, signedIn)));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<UUID> id(JWTClaimsSet claims, String name) {
    try {
      return Ids.parse(claims.getStringClaim(name));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
