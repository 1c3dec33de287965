package dev.tombolo.tenant.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.store.Applications;
import dev.tombolo.tenant.store.DeviceSignIns;
import dev.tombolo.tenant.store.DeviceSignIns.DeviceSignIn;
import dev.tombolo.tenant.store.DeviceSignIns.State;
import dev.tombolo.tenant.store.TenantStore;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The sign-in of a device that has no keyboard (RFC 8628): the device asks for two codes and shows
 * one, somebody types that into a page with a user's name and password, and the device gets its
 * token for the other.
 */
final class DeviceSignInPage {
  /** Where the page is. */
  static final String PATH = "/devicelogin";

  private static final Duration LIFETIME = Duration.ofMinutes(15);
  // Entra says five seconds; a laboratory's device need not be so patient.
  private static final int POLL_SECONDS = 1;
  private static final int CODE_LENGTH = 9;
  private static final String CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TenantStore store;
  private final SignInService signIns;
  private final Clock clock;

  DeviceSignInPage(TenantStore store, SignInService signIns, Clock clock) {
    this.store = store;
    this.signIns = signIns;
    this.clock = clock;
  }

  /** Begins a sign-in; what the device is told. */
  ObjectNode begin(Applications.Application application, String scope, String host) {
    DeviceSignIn signIn =
        new DeviceSignIn(
            deviceCode(),
            userCode(),
            application.appId(),
            scope,
            State.PENDING,
            Optional.empty(),
            clock.instant().plus(LIFETIME));
    store.write(
        Actor.SERVICE,
        unit -> {
          new DeviceSignIns(unit).add(signIn);
          return signIn.clientId();
        });
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("user_code", signIn.userCode());
    answer.put("device_code", signIn.deviceCode());
    answer.put("verification_uri", host + PATH);
    answer.put("expires_in", LIFETIME.toSeconds());
    answer.put("interval", POLL_SECONDS);
    answer.put(
        "message",
        "To sign in, use a web browser to open the page "
            + host
            + PATH
            + " and enter the code "
            + signIn.userCode()
            + " to authenticate.");
    return answer;
  }

  private static String deviceCode() {
    byte[] octets = new byte[32];
    RANDOM.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static String userCode() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(CODE_LETTERS.charAt(RANDOM.nextInt(CODE_LETTERS.length())));
    }
    return code.toString();
  }

  void show(Context context) {
    page(context, 200, "Enter the code that your device shows, and sign in.");
  }

  /** What the page's form sends. */
  void finish(Context context, Map<String, String> form) {
    String code = form.getOrDefault("code", "").trim().toUpperCase(Locale.ROOT);
    Optional<DeviceSignIn> found =
        store
            .read(unit -> new DeviceSignIns(unit).byUserCode(code))
            .filter(signIn -> signIn.state() == State.PENDING)
            .filter(signIn -> signIn.expires().isAfter(clock.instant()));
    if (found.isEmpty()) {
      page(context, 400, "That code is not right, or it has expired.");
      return;
    }
    if (form.containsKey("decline")) {
      move(context, found.get(), State.DECLINED, Optional.empty(), "The sign-in was declined.");
      return;
    }
    SignIn outcome =
        signIns.signIn(form.getOrDefault("username", ""), form.getOrDefault("password", ""));
    if (outcome instanceof SignIn.Failure failure) {
      page(context, 400, "AADSTS" + failure.reason().code() + ": " + failure.reason().message());
      return;
    }
    UUID user = ((SignIn.Success) outcome).user().id();
    move(
        context,
        found.get(),
        State.APPROVED,
        Optional.of(user),
        "You have signed in on your device. You may close this window.");
  }

  private void move(
      Context context, DeviceSignIn signIn, State to, Optional<UUID> user, String said) {
    boolean moved =
        store.write(Actor.SERVICE, unit -> new DeviceSignIns(unit).move(signIn, to, user));
    page(context, moved ? 200 : 400, moved ? said : "That code was used already.");
  }

  /** Nothing that a caller has sent is on the page. */
  private static void page(Context context, int status, String said) {
    String html =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sign in</title>"
            + "</head><body><h1>Sign in on a device</h1><p role=\"status\">"
            + said
            + "</p><form method=\"post\" action=\""
            + PATH
            + "\"><label>Code <input name=\"code\" autocomplete=\"off\" required></label> "
            + "<label>User <input name=\"username\"></label> "
            + "<label>Password <input name=\"password\" type=\"password\"></label> "
            + "<button>Sign in</button> <button name=\"decline\" value=\"1\">Decline</button>"
            + "</form></body></html>";
    context
        .status(status)
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", "default-src 'none'; form-action 'self'")
        .contentType("text/html; charset=utf-8")
        .result(html.getBytes(StandardCharsets.UTF_8));
  }
}
