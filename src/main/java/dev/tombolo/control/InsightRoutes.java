package dev.tombolo.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.connector.Connector;
import dev.tombolo.connector.explain.PendingExports;
import dev.tombolo.connector.rule.Flow;
import dev.tombolo.connector.rule.ScopeClause;
import dev.tombolo.connector.rule.SyncRule;
import dev.tombolo.connector.run.ConnectorOverride;
import dev.tombolo.connector.run.CyclePreview;
import dev.tombolo.connector.run.PolicyType;
import dev.tombolo.connector.run.StepOutcome;
import dev.tombolo.connector.run.SyncEngine;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.lab.Lab;
import dev.tombolo.web.HttpRoutes;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What tells of the connector's rules and decisions, below {@code /control/v1/sync}. */
final class InsightRoutes {
  private static final String PREFIX = ControlRoutes.PREFIX + "/sync";

  private final Lab lab;

  InsightRoutes(Lab lab) {
    this.lab = lab;
  }

  void addTo(HttpRoutes routes, UnaryOperator<Handler> guarded) {
    routes
        .get(PREFIX + "/preview", guarded.apply(this::preview))
        .get(PREFIX + "/pending", guarded.apply(this::pending))
        .get(PREFIX + "/explain", guarded.apply(this::explain))
        .get(PREFIX + "/orphans", guarded.apply(this::orphans))
        .get(PREFIX + "/orphan", guarded.apply(this::orphan))
        .get(PREFIX + "/rules", guarded.apply(this::rules))
        .get(PREFIX + "/overrides", guarded.apply(this::overrides))
        .post(PREFIX + "/overrides", guarded.apply(this::setOverride));
  }

  private Connector connector() {
    return lab.connector()
        .orElseThrow(() -> new ControlException(409, "the connector does not run here"));
  }

  private void preview(Context context) {
    String text = context.queryParam("policy");
    PolicyType policy =
        text == null
            ? PolicyType.DELTA
            : PolicyType.find(text)
                .orElseThrow(
                    () ->
                        new ControlException(
                            400, "\"" + text + "\" is no policy; there are Delta and Initial"));
    CyclePreview preview = connector().preview(policy);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("policy", policy.label());
    shown.put("result", preview.cycle().result().literal());
    shown.put("steps", preview.cycle().steps().stream().map(InsightRoutes::step).toList());
    shown.put("exports", preview.exports().objects());
    shown.put("references", preview.exports().references());
    shown.put("stop", preview.stop().orElse(null));
    shown.put("staging", connector().engine().staging());
    ControlRoutes.answer(context, shown);
  }

  private static Map<String, Object> step(StepOutcome step) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("connector", step.connector());
    shown.put("profile", step.profile().label());
    shown.put("status", step.status().literal());
    shown.put("counters", step.tally().counts());
    shown.put("detail", step.detail());
    shown.put("failures", step.tally().failures());
    return shown;
  }

  private void pending(Context context) {
    ControlRoutes.answer(context, PendingExports.of(connector().store()));
  }

  private static String id(Context context) {
    String id = context.queryParam("id");
    if (id == null || id.isBlank()) {
      throw new ControlException(400, "the option id is missing");
    }
    return id.trim();
  }

  private static ControlException unreachable(ForestException e) {
    return new ControlException(502, "the directory cannot be asked: " + e.getMessage());
  }

  private void explain(Context context) {
    String id = id(context);
    try {
      ControlRoutes.answer(
          context,
          connector()
              .explainer()
              .explain(id)
              .orElseThrow(
                  () ->
                      new ControlException(
                          404, "neither the directory nor the tenant has \"" + id + "\"")));
    } catch (ForestException e) {
      throw unreachable(e);
    }
  }

  private void orphans(Context context) {
    try {
      ControlRoutes.answer(context, connector().orphans().list());
    } catch (ForestException e) {
      throw unreachable(e);
    }
  }

  private void orphan(Context context) {
    String id = id(context);
    try {
      var orphan = connector().orphans().find(id);
      if (orphan.isEmpty()) {
        String why =
            connector()
                .explainer()
                .explain(id)
                .map(explanation -> explanation.summary())
                .orElse("neither the directory nor the tenant has it.");
        throw new ControlException(404, "\"" + id + "\" is no orphan: " + why);
      }
      ControlRoutes.answer(context, orphan.get());
    } catch (ForestException e) {
      throw unreachable(e);
    }
  }

  private void rules(Context context) {
    ControlRoutes.answer(
        context,
        connector().settings().sync().rules().all().stream().map(InsightRoutes::rule).toList());
  }

  private static Map<String, Object> rule(SyncRule rule) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", rule.name());
    shown.put("direction", rule.direction().name().toLowerCase(Locale.ROOT));
    shown.put("precedence", rule.precedence());
    shown.put("type", rule.type().wireName());
    shown.put("objects", rule.kinds().stream().map(kind -> kind.label()).sorted().toList());
    shown.put("link", rule.provisions() ? "provision" : "join");
    shown.put("disabled", rule.disabled());
    shown.put("origin", rule.origin());
    shown.put(
        "scope",
        rule.scope().stream()
            .map(group -> group.stream().map(ScopeClause::text).toList())
            .toList());
    shown.put("flows", rule.flows().stream().map(InsightRoutes::flow).toList());
    return shown;
  }

  private static Map<String, Object> flow(Flow flow) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("to", flow.target());
    shown.put("type", flow.type());
    shown.put("from", flow.from().text());
    shown.put("once", flow.once());
    shown.put("merge", flow.merge());
    return shown;
  }

  private void overrides(Context context) {
    SyncEngine engine = connector().engine();
    ControlRoutes.answer(
        context,
        List.of(
            override(engine.forestConnector(), engine.override(engine.forestConnector())),
            override(engine.tenantConnector(), engine.override(engine.tenantConnector()))));
  }

  private static Map<String, Object> override(String connector, ConnectorOverride override) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("ConnectorName", connector);
    shown.put("FullImportRequired", override.fullImportRequired());
    shown.put("FullSyncRequired", override.fullSyncRequired());
    return shown;
  }

  private void setOverride(Context context) {
    JsonNode body = ControlRoutes.body(context);
    String name = ControlRoutes.text(body, "ConnectorName", null);
    try {
      ConnectorOverride after =
          connector()
              .engine()
              .change(
                  name,
                  before ->
                      new ConnectorOverride(
                          body.path("FullImportRequired").asBoolean(before.fullImportRequired()),
                          body.path("FullSyncRequired").asBoolean(before.fullSyncRequired())));
      ControlRoutes.answer(context, override(name, after));
    } catch (IllegalArgumentException e) {
      throw new ControlException(400, String.valueOf(e.getMessage()));
    }
  }
}
