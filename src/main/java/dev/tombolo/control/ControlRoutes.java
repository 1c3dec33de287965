package dev.tombolo.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tombolo.directory.ldif.LdifLoadException;
import dev.tombolo.directory.ldif.LdifLoader;
import dev.tombolo.directory.ldif.LdifReport;
import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.fault.Fault;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.LabSnapshot;
import dev.tombolo.web.HttpRoutes;
import dev.tombolo.web.WebException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verbs of a running lab below {@code /control/v1}: JSON in, JSON out, a bearer token with
 * every request. A failure is {@code {"error":{"code","message"}}}.
 */
public final class ControlRoutes {
  static final Logger log = LoggerFactory.getLogger(ControlRoutes.class);
  static final String PREFIX = "/control/v1";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private final Lab lab;
  private final Map<String, LabSnapshot> snapshots = new ConcurrentHashMap<>();

  private ControlRoutes(Lab lab) {
    this.lab = lab;
  }

  /** The routes for a lab. */
  public static HttpRoutes of(Lab lab) {
    return new ControlRoutes(lab).routes();
  }

  private HttpRoutes routes() {
    HttpRoutes routes = HttpRoutes.with(ControlRoutes::refuse);
    new SyncRoutes(lab).addTo(routes, this::guarded);
    new SetupRoutes(lab).addTo(routes, this::guarded);
    return routes
        .get(PREFIX + "/status", guarded(context -> answer(context, status())))
        .get(PREFIX + "/clock", guarded(context -> answer(context, clock())))
        .post(PREFIX + "/clock/advance", guarded(this::advance))
        .get(PREFIX + "/faults", guarded(context -> answer(context, lab.faults().armed())))
        .post(PREFIX + "/faults", guarded(this::arm))
        .delete(PREFIX + "/faults", guarded(this::disarm))
        .get(
            PREFIX + "/timeline/{id}",
            guarded(context -> answer(context, lab.timeline(context.pathParam("id")))))
        .post(PREFIX + "/snapshots/{name}", guarded(this::snapshot))
        .post(PREFIX + "/reset", guarded(this::reset))
        .post(PREFIX + "/load", guarded(this::load))
        .get(PREFIX + "/export", guarded(this::export))
        .any(
            "/control/*",
            guarded(
                context -> {
                  throw new ControlException(404, "there is no " + context.path());
                }));
  }

  private Handler guarded(Handler handler) {
    return context -> {
      String header = context.header("Authorization");
      byte[] expected = ("Bearer " + lab.controlToken()).getBytes(StandardCharsets.UTF_8);
      if (header == null
          || !MessageDigest.isEqual(expected, header.getBytes(StandardCharsets.UTF_8))) {
        throw new ControlException(
            401, "the control token is missing or wrong; it is in the ready file");
      }
      // A body that nobody reads makes the server drop the connection, and the next request with
      // it.
      context.bodyAsBytes();
      handler.handle(context);
    };
  }

  private static void refuse(Context context, Exception failure) {
    int status = 500;
    String message = failure.getMessage();
    if (failure instanceof ControlException refused) {
      status = refused.status();
    } else if (failure instanceof LabException || failure instanceof LdifLoadException) {
      status = 409;
    } else if (failure instanceof WebException web) {
      status = web.status();
    } else {
      log.error("A control request failed unexpectedly", failure);
      message = "an unexpected error: " + failure;
    }
    Map<String, Object> error = new LinkedHashMap<>();
    error.put(
        "code",
        status == 401
            ? "unauthorized"
            : status == 404 ? "notFound" : status < 500 ? "refused" : "internal");
    error.put("message", message == null ? failure.toString() : message);
    context.status(status);
    answer(context, Map.of("error", error));
  }

  static void answer(Context context, Object body) {
    try {
      context.contentType("application/json").result(JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written", e);
    }
  }

  static JsonNode body(Context context) {
    try {
      JsonNode body = JSON.readTree(context.bodyAsBytes());
      if (body == null || !body.isObject()) {
        throw new ControlException(400, "the body must be a JSON object");
      }
      return body;
    } catch (IOException e) {
      throw new ControlException(400, "the body is not JSON");
    }
  }

  static String text(JsonNode body, String name, @Nullable String otherwise) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) {
      if (otherwise == null) {
        throw new ControlException(400, "\"" + name + "\" is missing");
      }
      return otherwise;
    }
    return value.asText();
  }

  private Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("pid", ProcessHandle.current().pid());
    status.put("directory", lab.directory().isPresent());
    status.put("tenant", lab.tenant().isPresent());
    status.put("connector", lab.connector().isPresent());
    status.put("clock", clock());
    status.put("faults", lab.faults().armed());
    return status;
  }

  private Map<String, Object> clock() {
    Map<String, Object> clock = new LinkedHashMap<>();
    clock.put("now", lab.clock().instant());
    clock.put("ahead", lab.clock().offset());
    return clock;
  }

  private void advance(Context context) {
    lab.clock().advance(duration(text(body(context), "by", null)));
    answer(context, clock());
  }

  static Duration duration(String text) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.isNegative()) {
        throw new ControlException(400, "a clock does not go back: " + text);
      }
      return duration;
    } catch (DateTimeParseException e) {
      throw new ControlException(400, "\"" + text + "\" is no duration such as P31D or PT30M");
    }
  }

  private void arm(Context context) {
    JsonNode body = body(context);
    String kind = text(body, "fault", "fail");
    Fault fault;
    try {
      fault = Fault.parse(kind);
    } catch (IllegalArgumentException e) {
      throw new ControlException(
          400, "\"" + kind + "\" is no fault; there are fail, delay and halt");
    }
    lab.faults()
        .arm(
            text(body, "point", null),
            fault,
            body.path("times").asInt(1),
            duration(text(body, "delay", "PT0S")),
            text(body, "about", ""));
    answer(context, lab.faults().armed());
  }

  private void disarm(Context context) {
    String point = context.queryParam("point");
    if (point == null) {
      lab.faults().clear();
    } else {
      lab.faults().disarm(point);
    }
    answer(context, lab.faults().armed());
  }

  private void snapshot(Context context) {
    String name = context.pathParam("name");
    snapshots.put(name, lab.snapshot());
    answer(context, Map.of("snapshot", name));
  }

  private void reset(Context context) throws LabException {
    String name = context.queryParam("snapshot");
    if (name == null) {
      lab.reset();
    } else {
      LabSnapshot kept = snapshots.get(name);
      if (kept == null) {
        throw new ControlException(404, "there is no snapshot \"" + name + "\"");
      }
      lab.restore(kept);
    }
    answer(context, Map.of("reset", name == null ? "start" : name));
  }

  private void load(Context context) throws LabException, LdifLoadException {
    String name = context.queryParam("name");
    boolean keepGoing = "true".equals(context.queryParam("keepGoing"));
    String ldif = new String(context.bodyAsBytes(), StandardCharsets.UTF_8);
    LdifReport report =
        lab.load(
            List.of(LdifSource.of(name == null ? "(request)" : name, ldif)),
            keepGoing,
            LdifLoader.Progress.NONE);
    List<String> leftOut = new ArrayList<>();
    report.leftOut().forEach(problem -> leftOut.add(problem.toString()));
    Map<String, Object> done = new LinkedHashMap<>();
    done.put("added", report.added());
    done.put("changed", report.changed());
    done.put("leftOut", leftOut);
    answer(context, done);
  }

  private void export(Context context) throws LabException {
    context.contentType("text/plain; charset=utf-8");
    long written = lab.export(context.outputStream());
    log.debug("exported {} objects", written);
  }
}
