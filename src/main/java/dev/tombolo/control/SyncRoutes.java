package dev.tombolo.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.connector.Connector;
import dev.tombolo.connector.run.BusyException;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.connector.run.PolicyType;
import dev.tombolo.connector.run.RunProfile;
import dev.tombolo.connector.run.SchedulerSettings;
import dev.tombolo.connector.run.SyncEngine;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.RunCycle;
import dev.tombolo.connector.space.RunStep;
import dev.tombolo.lab.Lab;
import dev.tombolo.web.HttpRoutes;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The verbs of the connector below {@code /control/v1/sync}. */
final class SyncRoutes {
  private static final String PREFIX = ControlRoutes.PREFIX + "/sync";
  private static final int DEFAULT_CYCLES = 20;
  private static final int MAX_CYCLES = 1_000;

  private final Lab lab;

  SyncRoutes(Lab lab) {
    this.lab = lab;
  }

  void addTo(HttpRoutes routes, UnaryOperator<Handler> guarded) {
    routes
        .get(PREFIX, guarded.apply(this::status))
        .post(PREFIX + "/cycles", guarded.apply(this::cycle))
        .get(PREFIX + "/cycles", guarded.apply(this::cycles))
        .get(PREFIX + "/cycles/{id}", guarded.apply(this::oneCycle))
        .post(PREFIX + "/runs", guarded.apply(this::run))
        .post(PREFIX + "/stop", guarded.apply(this::stop))
        .get(PREFIX + "/steps/{id}/objects", guarded.apply(this::objects))
        .get(PREFIX + "/scheduler", guarded.apply(this::scheduler))
        .post(PREFIX + "/scheduler", guarded.apply(this::setScheduler))
        .get(PREFIX + "/events", guarded.apply(this::events));
    new InsightRoutes(lab).addTo(routes, guarded);
  }

  private Connector connector() {
    return lab.connector()
        .orElseThrow(() -> new ControlException(409, "the connector does not run here"));
  }

  private void status(Context context) {
    Connector connector = connector();
    SyncEngine engine = connector.engine();
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("tool", lab.settings().text("connector.tool"));
    status.put("mode", lab.settings().text("connector.mode"));
    status.put("staging", engine.staging());
    status.put("running", engine.running().orElse(null));
    status.put("connectors", List.of(engine.forestConnector(), engine.tenantConnector()));
    connector
        .store()
        .read(
            space -> {
              Map<String, Object> pending = new LinkedHashMap<>();
              for (ExportKind kind :
                  List.of(ExportKind.ADD, ExportKind.UPDATE, ExportKind.DELETE)) {
                pending.put(kind.label(), space.cloud().exports(kind));
              }
              status.put("pendingExports", pending);
              Map<String, Object> objects = new LinkedHashMap<>();
              objects.put(
                  engine.forestConnector(), space.onPremises().count(engine.forestConnector()));
              objects.put("metaverse", space.metaverse().count());
              objects.put(engine.tenantConnector(), space.cloud().count());
              status.put("objects", objects);
              return status;
            });
    List<RunCycle> last = connector.store().read(space -> space.history().cycles(1));
    status.put("lastCycle", last.isEmpty() ? null : cycle(last.get(0)));
    status.put("scheduler", describe(connector.scheduler().settings()));
    ControlRoutes.answer(context, status);
  }

  private void cycle(Context context) {
    JsonNode body = ControlRoutes.body(context);
    String text = ControlRoutes.text(body, "policy", PolicyType.DELTA.label());
    PolicyType policy =
        PolicyType.find(text)
            .orElseThrow(
                () ->
                    new ControlException(
                        400, "\"" + text + "\" is no policy; there are Delta and Initial"));
    SyncEngine engine = connector().engine();
    if (!body.path("wait").asBoolean(true)) {
      Thread thread = new Thread(() -> startLater(engine, policy), "cycle-on-request");
      thread.setDaemon(true);
      thread.start();
      ControlRoutes.answer(context, Map.of("started", policy.label()));
      return;
    }
    try {
      answer(context, engine.cycle(policy, SyncEngine.Origin.USER));
    } catch (BusyException e) {
      throw new ControlException(409, String.valueOf(e.getMessage()));
    }
  }

  private static void startLater(SyncEngine engine, PolicyType policy) {
    try {
      engine.cycle(policy, SyncEngine.Origin.USER);
    } catch (BusyException e) {
      ControlRoutes.log.info("A cycle did not start: {}", e.getMessage());
    }
  }

  private void run(Context context) {
    JsonNode body = ControlRoutes.body(context);
    String text = ControlRoutes.text(body, "profile", null);
    RunProfile profile =
        RunProfile.find(text)
            .orElseThrow(() -> new ControlException(400, "\"" + text + "\" is no run profile"));
    try {
      answer(
          context,
          connector().engine().profile(ControlRoutes.text(body, "connector", null), profile));
    } catch (BusyException e) {
      throw new ControlException(409, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new ControlException(400, String.valueOf(e.getMessage()));
    }
  }

  private void answer(Context context, CycleOutcome outcome) {
    RunCycle kept =
        connector()
            .store()
            .read(space -> space.history().cycle(outcome.id()))
            .orElseThrow(() -> new IllegalStateException("the history lost a cycle"));
    ControlRoutes.answer(context, cycle(kept));
  }

  private void stop(Context context) {
    ControlRoutes.answer(context, Map.of("stopping", connector().engine().stop()));
  }

  private void cycles(Context context) {
    int limit = number(context.queryParam("limit"), DEFAULT_CYCLES);
    List<RunCycle> cycles =
        connector()
            .store()
            .read(space -> space.history().cycles(Math.max(1, Math.min(limit, MAX_CYCLES))));
    ControlRoutes.answer(context, cycles.stream().map(this::cycle).toList());
  }

  private static int number(@Nullable String text, int otherwise) {
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ControlException(400, "\"" + text + "\" is no number");
    }
  }

  private void oneCycle(Context context) {
    int id = number(context.pathParam("id"), 0);
    RunCycle found =
        connector()
            .store()
            .read(space -> space.history().cycle(id))
            .orElseThrow(() -> new ControlException(404, "there is no cycle " + id));
    ControlRoutes.answer(context, cycle(found));
  }

  private Map<String, Object> cycle(RunCycle cycle) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", cycle.id());
    shown.put("policy", cycle.policy());
    shown.put("origin", cycle.origin());
    shown.put("started", cycle.started());
    shown.put("ended", cycle.ended());
    shown.put("result", cycle.result());
    shown.put(
        "steps",
        connector().store().read(space -> space.history().steps(cycle.id())).stream()
            .map(this::step)
            .toList());
    return shown;
  }

  private Map<String, Object> step(RunStep step) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", step.id());
    shown.put("connector", step.connector());
    shown.put("profile", step.profile());
    shown.put("status", step.status());
    shown.put("started", step.started());
    shown.put("ended", step.ended());
    shown.put("counters", step.counters());
    shown.put("detail", step.detail());
    shown.put("failures", connector().store().read(space -> space.history().failures(step.id())));
    return shown;
  }

  private void objects(Context context) {
    int step = number(context.pathParam("id"), 0);
    String counter = context.queryParam("counter");
    if (counter == null) {
      throw new ControlException(400, "the option counter is missing");
    }
    ControlRoutes.answer(
        context, connector().store().read(space -> space.history().objects(step, counter)));
  }

  private void scheduler(Context context) {
    ControlRoutes.answer(context, describe(connector().scheduler().settings()));
  }

  /** The names are those of {@code Get-ADSyncScheduler}. */
  private Map<String, Object> describe(SchedulerSettings settings) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("AllowedSyncCycleInterval", SchedulerSettings.ALLOWED_INTERVAL);
    shown.put("CurrentlyEffectiveSyncCycleInterval", settings.effectiveInterval());
    shown.put("CustomizedSyncCycleInterval", settings.customizedInterval());
    shown.put("NextSyncCyclePolicyType", settings.nextPolicy().label());
    shown.put("NextSyncCycleStartTimeInUTC", settings.nextStart());
    shown.put("PurgeRunHistoryInterval", settings.purgeInterval());
    shown.put("SyncCycleEnabled", settings.cycleEnabled());
    shown.put("MaintenanceEnabled", settings.maintenanceEnabled());
    shown.put("StagingModeEnabled", connector().engine().staging());
    shown.put("SchedulerSuspended", settings.suspended());
    shown.put("SyncCycleInProgress", connector().engine().running().isPresent());
    return shown;
  }

  private void setScheduler(Context context) {
    JsonNode body = ControlRoutes.body(context);
    body.fieldNames().forEachRemaining(SyncRoutes::requireSettable);
    SchedulerSettings after = connector().scheduler().change(before -> changed(before, body));
    ControlRoutes.answer(context, describe(after));
  }

  private static void requireSettable(String name) {
    List<String> settable =
        List.of(
            "CustomizedSyncCycleInterval",
            "NextSyncCyclePolicyType",
            "PurgeRunHistoryInterval",
            "SyncCycleEnabled",
            "MaintenanceEnabled",
            "SchedulerSuspended");
    if (!settable.contains(name)) {
      throw new ControlException(
          400, "\"" + name + "\" cannot be set; there are " + String.join(", ", settable));
    }
  }

  private static SchedulerSettings changed(SchedulerSettings before, JsonNode body) {
    SchedulerSettings after =
        before.switched(
            body.path("SyncCycleEnabled").asBoolean(before.cycleEnabled()),
            body.path("MaintenanceEnabled").asBoolean(before.maintenanceEnabled()),
            body.path("SchedulerSuspended").asBoolean(before.suspended()));
    if (body.has("CustomizedSyncCycleInterval")) {
      after =
          after.every(
              body.get("CustomizedSyncCycleInterval").isNull()
                  ? null
                  : interval(body, "CustomizedSyncCycleInterval"));
    }
    if (body.has("PurgeRunHistoryInterval")) {
      after = after.keeping(interval(body, "PurgeRunHistoryInterval"));
    }
    if (body.has("NextSyncCyclePolicyType")) {
      String text = body.get("NextSyncCyclePolicyType").asText();
      after =
          after.next(
              PolicyType.find(text)
                  .orElseThrow(() -> new ControlException(400, "\"" + text + "\" is no policy")));
    }
    return after;
  }

  private static Duration interval(JsonNode body, String name) {
    Duration interval = TimeSpan.parse(body.get(name).asText());
    if (interval.isZero()) {
      throw new ControlException(400, name + " must be longer than nothing");
    }
    return interval;
  }

  private void events(Context context) {
    int limit = number(context.queryParam("limit"), DEFAULT_CYCLES);
    ControlRoutes.answer(
        context,
        connector()
            .store()
            .read(space -> space.events().latest(Math.max(1, Math.min(limit, MAX_CYCLES)))));
  }
}
