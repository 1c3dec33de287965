package dev.tombolo.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.connector.Connector;
import dev.tombolo.connector.passwordhash.PasswordHashLog;
import dev.tombolo.connector.setup.Setup;
import dev.tombolo.connector.setup.SetupException;
import dev.tombolo.connector.setup.SetupWizard;
import dev.tombolo.lab.Lab;
import dev.tombolo.web.HttpRoutes;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How the sync tool is set up, below {@code /control/v1/connector}: the wizard's pages, Cloud
 * Sync's cmdlet, the preparation of the forest for devices; and the password hashes, below {@code
 * /control/v1/sync/passwords}.
 */
final class SetupRoutes {
  private static final String PREFIX = ControlRoutes.PREFIX + "/connector";
  private static final String WIZARD = PREFIX + "/wizard";
  private static final String PASSWORDS = ControlRoutes.PREFIX + "/sync/passwords";
  private static final int LOG_ENTRIES = 100;

  private interface Step {
    Object run() throws SetupException;
  }

  private final Lab lab;

  SetupRoutes(Lab lab) {
    this.lab = lab;
  }

  void addTo(HttpRoutes routes, UnaryOperator<Handler> guarded) {
    routes
        .get(PREFIX, guarded.apply(this::features))
        .post(WIZARD, guarded.apply(this::open))
        .get(WIZARD, guarded.apply(context -> answer(context, () -> wizard().view())))
        .post(WIZARD + "/next", guarded.apply(this::next))
        .delete(WIZARD, guarded.apply(this::exit))
        .post(PREFIX + "/cloud-sync/password-writeback", guarded.apply(this::cloudSync))
        .post(PREFIX + "/device-writeback/initialize", guarded.apply(this::initializeDevices))
        .post(PASSWORDS, guarded.apply(this::sendHashes))
        .get(PASSWORDS, guarded.apply(this::hashLog));
  }

  private Connector connector() {
    return lab.connector()
        .orElseThrow(() -> new ControlException(409, "the connector does not run here"));
  }

  private Setup setup() {
    return connector().setup();
  }

  private SetupWizard wizard() throws SetupException {
    return setup().wizard().orElseThrow(() -> new SetupException("The wizard is not open."));
  }

  private static void answer(Context context, Step step) {
    try {
      ControlRoutes.answer(context, step.run());
    } catch (SetupException e) {
      throw new ControlException(409, String.valueOf(e.getMessage()));
    }
  }

  private void features(Context context) {
    Map<String, Boolean> features = new LinkedHashMap<>();
    setup().features().forEach((feature, on) -> features.put(feature.key(), on));
    ControlRoutes.answer(
        context, Map.of("tool", lab.settings().text("connector.tool"), "features", features));
  }

  private void open(Context context) {
    answer(context, () -> setup().openWizard().view());
  }

  private void next(Context context) {
    Map<String, String> fields = new LinkedHashMap<>();
    ControlRoutes.body(context)
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    answer(context, () -> wizard().next(fields));
  }

  private void exit(Context context) {
    ControlRoutes.answer(context, Map.of("exited", setup().exitWizard()));
  }

  private void cloudSync(Context context) {
    JsonNode body = ControlRoutes.body(context);
    boolean enable = body.path("enable").asBoolean();
    answer(
        context,
        () -> {
          setup()
              .cloudSyncPasswordWriteback(
                  enable,
                  ControlRoutes.text(body, "username", ""),
                  ControlRoutes.text(body, "password", ""));
          return Map.of("passwordWriteback", enable);
        });
  }

  private void initializeDevices(Context context) {
    JsonNode body = ControlRoutes.body(context);
    answer(
        context,
        () ->
            Map.of(
                "added",
                setup()
                    .initializeDeviceWriteback(
                        ControlRoutes.text(body, "username", ""),
                        ControlRoutes.text(body, "password", ""))));
  }

  private void sendHashes(Context context) {
    boolean all = ControlRoutes.body(context).path("all").asBoolean();
    ControlRoutes.answer(
        context,
        connector()
            .sendPasswordHashes(all)
            .orElseThrow(() -> new ControlException(409, "password hash synchronization is off")));
  }

  private void hashLog(Context context) {
    ControlRoutes.answer(
        context, connector().store().read(space -> new PasswordHashLog(space).latest(LOG_ENTRIES)));
  }
}
