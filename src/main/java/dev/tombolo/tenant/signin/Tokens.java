package dev.tombolo.tenant.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tombolo.tenant.api.Authenticator;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.api.Principal;
import dev.tombolo.tenant.model.ApiException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Issues and checks access tokens: JWTs signed by RS256, with the claims of Entra's version 1.0
 * tokens for Microsoft Graph. Times are the lab's.
 */
public final class Tokens implements Authenticator {
  /** How long a token is good for. */
  public static final Duration LIFETIME = Duration.ofSeconds(3599);

  /** The template id of the role of global administrators. */
  public static final UUID GLOBAL_ADMINISTRATOR =
      UUID.fromString("62e90394-69f5-4237-9190-012177145e10");

  private static final String AUDIENCE = "https://graph.microsoft.com";
  private static final int REMEMBERED = 1_000;
  private static final String MISSING =
      "Access token is empty. Send the header 'Authorization: Bearer <token>' with a token from"
          + " this tenant's token endpoint.";

  private record Checked(Principal principal, Instant expires) {}

  private final Signer signer;
  private final UUID tenantId;
  private final Clock clock;
  // Checking a signature costs more than many a request; a token is checked once.
  private final Map<String, Checked> checked = Collections.synchronizedMap(new Remembered());

  /** Tokens of one tenant. */
  public Tokens(SigningKey key, UUID tenantId, Clock clock) {
    this.signer = new Signer(key);
    this.tenantId = tenantId;
    this.clock = clock;
  }

  /** A token for an application. */
  public String issue(Principal.Application application) {
    List<String> roles =
        application.permissions().stream().map(Permission::wireName).sorted().toList();
    return sign(
        claims()
            .subject(application.objectId().toString())
            .claim("oid", application.objectId().toString())
            .claim("appid", application.appId().toString())
            .claim("app_displayname", application.name())
            .claim("idtyp", "app")
            .claim("roles", roles));
  }

  /**
   * A token for a user.
   *
   * @param appId the program the user signed in to
   * @param scope the scopes the program asked for
   */
  public String issue(Principal.User user, UUID appId, String scope) {
    List<String> roles =
        user.administrator() ? List.of(GLOBAL_ADMINISTRATOR.toString()) : List.of();
    return sign(
        claims()
            .subject(user.objectId().toString())
            .claim("oid", user.objectId().toString())
            .claim("appid", appId.toString())
            .claim("upn", user.principalName())
            .claim("idtyp", "user")
            .claim("scp", scope)
            .claim("wids", roles));
  }

  private JWTClaimsSet.Builder claims() {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .audience(AUDIENCE)
        .issuer(issuer())
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)))
        .jwtID(UUID.randomUUID().toString())
        .claim("tid", tenantId.toString())
        .claim("ver", "1.0");
  }

  private String issuer() {
    return "https://sts.windows.net/" + tenantId + "/";
  }

  private String sign(JWTClaimsSet.Builder claims) {
    return signer.sign(claims.build());
  }

  @Override
  public Principal authenticate(Optional<String> authorization) {
    String token =
        authorization
            .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(header -> header.substring(7).trim())
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> ApiException.unauthenticated(MISSING));
    Checked known = checked.get(token);
    if (known == null) {
      known = check(token);
      checked.put(token, known);
    }
    if (!clock.instant().isBefore(known.expires)) {
      throw ApiException.unauthenticated("Lifetime validation failed, the token is expired.");
    }
    return known.principal;
  }

  private Checked check(String token) {
    try {
      JWTClaimsSet claims =
          signer
              .read(token)
              .filter(known -> issuer().equals(known.getIssuer()))
              .filter(known -> known.getAudience().contains(AUDIENCE))
              .orElseThrow(() -> ApiException.unauthenticated("Access token validation failure."));
      return new Checked(principal(claims), claims.getExpirationTime().toInstant());
    } catch (ParseException e) {
      throw ApiException.unauthenticated("CompactToken parsing failed.");
    }
  }

  private static Principal principal(JWTClaimsSet claims) throws ParseException {
    UUID objectId = id(claims, "oid");
    if ("app".equals(claims.getStringClaim("idtyp"))) {
      Set<Permission> permissions = EnumSet.noneOf(Permission.class);
      for (String role : claims.getStringListClaim("roles")) {
        Permission.find(role).ifPresent(permissions::add);
      }
      String name = Optional.ofNullable(claims.getStringClaim("app_displayname")).orElse("");
      return new Principal.Application(id(claims, "appid"), objectId, name, permissions);
    }
    boolean administrator =
        Optional.ofNullable(claims.getStringListClaim("wids"))
            .filter(roles -> roles.contains(GLOBAL_ADMINISTRATOR.toString()))
            .isPresent();
    String name = Optional.ofNullable(claims.getStringClaim("upn")).orElse("");
    return new Principal.User(objectId, name, administrator);
  }

  private static UUID id(JWTClaimsSet claims, String name) throws ParseException {
    return Optional.ofNullable(claims.getStringClaim(name))
        .flatMap(Ids::parse)
        .orElseThrow(() -> ApiException.unauthenticated("Access token validation failure."));
  }

  private static final class Remembered extends LinkedHashMap<String, Checked> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
      return size() > REMEMBERED;
    }
  }
}
