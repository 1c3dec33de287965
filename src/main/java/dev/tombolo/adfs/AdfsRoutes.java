package dev.tombolo.adfs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.web.HttpRoutes;
import dev.tombolo.web.RequestBody;
import dev.tombolo.web.WebException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code POST /adfs/signin}: {@code {relyingParty, userName, password, device: {deviceId,
 * publicKey}}}. Answers 200 with claims, 403 with a reason, 400 when it is malformed.
 */
public final class AdfsRoutes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODY_LIMIT = 64 * 1024;

  private final Adfs adfs;

  private AdfsRoutes(Adfs adfs) {
    this.adfs = adfs;
  }

  /** The routes of a service. */
  public static HttpRoutes of(Adfs adfs) {
    AdfsRoutes routes = new AdfsRoutes(adfs);
    return HttpRoutes.with(AdfsRoutes::refuse).post("/adfs/signin", routes::signIn);
  }

  private void signIn(Context context) {
    JsonNode body = body(context);
    Optional<Adfs.Device> device = Optional.empty();
    if (body.hasNonNull("device")) {
      device =
          Optional.of(
              new Adfs.Device(
                  deviceId(body.at("/device/deviceId").asText()),
                  body.at("/device/publicKey").asText()));
    }
    Issuance issuance =
        adfs.signIn(
            body.path("relyingParty").asText(),
            body.path("userName").asText(),
            body.path("password").asText(),
            device);
    ObjectNode answer = JSON.createObjectNode();
    if (issuance instanceof Issuance.Granted granted) {
      ObjectNode claims = answer.put("granted", true).putObject("claims");
      granted.claims().forEach(claims::put);
    } else {
      Issuance.Reason reason = ((Issuance.Refused) issuance).reason();
      context.status(403);
      answer.put("granted", false).put("reason", reason.name().toLowerCase(Locale.ROOT));
    }
    context.contentType("application/json").result(answer.toString());
  }

  private static JsonNode body(Context context) {
    try {
      JsonNode body = JSON.readTree(RequestBody.read(context, BODY_LIMIT));
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (IOException e) {
      throw new WebException(400, "the body is not JSON");
    }
    throw new WebException(400, "the body must be a JSON object");
  }

  private static UUID deviceId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new WebException(400, "deviceId is no GUID");
    }
  }

  private static void refuse(Context context, Exception failure) {
    int status = failure instanceof WebException web ? web.status() : 500;
    context.status(status);
    context
        .contentType("application/json")
        .result(
            JSON.createObjectNode()
                .put("granted", false)
                .put("reason", status == 500 ? "internal" : String.valueOf(failure.getMessage()))
                .toString());
  }
}
