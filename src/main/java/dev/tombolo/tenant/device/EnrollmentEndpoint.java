package dev.tombolo.tenant.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiEndpoint;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Authenticator;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Principal;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import dev.tombolo.web.HttpRoutes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /enrollment/v1/devices}: a signed-in user registers the device in hand, with the
 * public key it will be known by, and becomes its owner. Graph shows it among {@code /devices}.
 *
 * <p>The real service has a protocol of its own (MS-DVRJ), in which the device gets a certificate;
 * here the key itself is what it is known by.
 */
public final class EnrollmentEndpoint {
  private static final int BODY_LIMIT = 64 * 1024;
  private static final int KEY_TYPE = 2;
  private static final String THUMBPRINT = "X509:<SHA1-TP-PUBKEY>";

  private record Wish(
      @JsonProperty(required = true) String displayName,
      @JsonProperty(required = true) String operatingSystem,
      @JsonProperty(required = true) String operatingSystemVersion,
      @JsonProperty(required = true) String publicKey,
      @Nullable String joinType) {}

  private record Enrolled(UUID id, UUID deviceId, String thumbprint) {}

  private final TenantStore store;

  /** An endpoint on a store. */
  public EnrollmentEndpoint(TenantStore store) {
    this.store = store;
  }

  /** The routes to mount. */
  public HttpRoutes routes(Authenticator tokens, Clock clock) {
    ApiRouter router = new ApiRouter();
    router.add(Method.POST, "/devices", Access.persons(), this::enroll);
    return new ApiEndpoint(router, tokens, clock, BODY_LIMIT).routes(List.of("/enrollment/v1"));
  }

  private ApiResponse enroll(ApiRequest request) {
    if (!(request.caller() instanceof Principal.User caller)) {
      throw ApiException.denied();
    }
    Wish wish = request.body().message(Wish.class);
    String trust = trustType(wish.joinType());
    String thumbprint = thumbprint(wish.publicKey());
    return ApiResponse.ok(
        store.write(caller.actor(), unit -> enroll(unit, caller, wish, trust, thumbprint)));
  }

  private static Enrolled enroll(
      Unit unit, Principal.User caller, Wish wish, String trust, String thumbprint) {
    DirectoryObject owner =
        unit.objects()
            .find(caller.objectId())
            .filter(user -> !user.deleted() && user.is(Property.ACCOUNT_ENABLED))
            .orElseThrow(ApiException::denied);
    UUID deviceId = UUID.randomUUID();
    DirectoryObject device =
        DirectoryObject.live(unit.newId(), ObjectType.DEVICE)
            .edit()
            .set(Property.DEVICE_ID, deviceId.toString())
            .set(Property.DISPLAY_NAME, wish.displayName())
            .set(Property.ACCOUNT_ENABLED, true)
            .set(Property.OPERATING_SYSTEM, wish.operatingSystem())
            .set(Property.OPERATING_SYSTEM_VERSION, wish.operatingSystemVersion())
            .set(Property.TRUST_TYPE, trust)
            .set(Property.PROFILE_TYPE, "RegisteredDevice")
            .set(Property.IS_COMPLIANT, false)
            .set(Property.IS_MANAGED, false)
            .set(Property.PHYSICAL_IDS, List.of("[USER-GID]:" + owner.id() + ":" + deviceId))
            .set(Property.ALTERNATIVE_SECURITY_IDS, alternativeIds(thumbprint))
            .set(Property.REGISTRATION_DATE_TIME, unit.now())
            .set(Property.CREATED_DATE_TIME, unit.now())
            .build();
    unit.objects().save(device);
    unit.links().add(device, LinkKind.REGISTERED_OWNER, List.of(owner.id()));
    unit.links().add(device, LinkKind.REGISTERED_USER, List.of(owner.id()));
    unit.audit().add(AuditEntry.change("Register device", AuditEntry.Target.of(device)));
    unit.journal(
        "device-registered", device, "A device was registered", Map.of("owner", owner.label()));
    return new Enrolled(device.id(), deviceId, thumbprint);
  }

  private static String trustType(@Nullable String joinType) {
    return switch (joinType == null ? "azureAd" : joinType) {
      case "azureAd" -> "AzureAd";
      case "workplace" -> "Workplace";
      default -> throw ApiException.badRequest("joinType is azureAd or workplace.");
    };
  }

  private static String thumbprint(String publicKey) {
    try {
      byte[] key = Base64.getDecoder().decode(publicKey);
      if (key.length == 0) {
        throw ApiException.badRequest("publicKey is empty.");
      }
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-1").digest(key))
          .toUpperCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("publicKey is not base64.");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-1 is part of every Java platform", e);
    }
  }

  /** The key is base64 of UTF-16LE, as Graph shows it. */
  private static ArrayNode alternativeIds(String thumbprint) {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    ids.addObject()
        .put("type", KEY_TYPE)
        .putNull("identityProvider")
        .put(
            "key",
            Base64.getEncoder()
                .encodeToString((THUMBPRINT + thumbprint).getBytes(StandardCharsets.UTF_16LE)));
    return ids;
  }
}
