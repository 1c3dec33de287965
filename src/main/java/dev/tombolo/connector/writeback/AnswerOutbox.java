package dev.tombolo.connector.writeback;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.cloud.writeback.WritebackRequest;
import dev.tombolo.cloud.writeback.WritebackResult;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.fault.FaultException;
import dev.tombolo.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Results on their way to the tenant. Each is kept in the database until the tenant has taken it,
 * so that neither an outage nor a restart leaves a password that one side alone has; it is given up
 * when the tenant does not know the request any more.
 */
final class AnswerOutbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AnswerOutbox.class);
  // As long as the tenant remembers a request after its end.
  private static final Duration GRACE = Duration.ofHours(1);

  /** A result of a request. */
  record Answer(UUID request, WritebackResult result, Instant expires) {
    static Answer of(WritebackRequest request, WritebackResult result) {
      return new Answer(request.id(), result, request.expiresAt().plus(GRACE));
    }
  }

  private final ConnectorStore store;
  private final TenantClient tenant;
  private final WritebackEvents events;
  private final Clock clock;
  private final Faults faults;
  private final ScheduledThreadPoolExecutor retries;

  AnswerOutbox(
      ConnectorStore store,
      TenantClient tenant,
      WritebackEvents events,
      Clock clock,
      Faults faults) {
    this.store = store;
    this.tenant = tenant;
    this.events = events;
    this.clock = clock;
    this.faults = faults;
    this.retries = new ScheduledThreadPoolExecutor(1, Daemons.named("writeback-answers"));
    retries.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Keeps an answer, within the transaction that notes what was done. */
  void keep(Space space, Answer answer) {
    space
        .transaction()
        .update(
            "INSERT INTO writeback_answer (request, result, expires) VALUES (?, ?, ?)",
            answer.request(),
            write(answer.result()),
            answer.expires().toEpochMilli());
  }

  /** Goes on with the answers that an earlier agent left. */
  void resume() {
    for (Answer answer : store.read(AnswerOutbox::kept)) {
      later(answer, Backoff.FIRST);
    }
  }

  private static List<Answer> kept(Space space) {
    return space
        .transaction()
        .query(
            "SELECT request, result, expires FROM writeback_answer ORDER BY expires",
            row ->
                new Answer(
                    row.getObject("request", UUID.class),
                    read(row.getString("result")),
                    Instant.ofEpochMilli(row.getLong("expires"))));
  }

  /** Sends an answer now; when that fails, again and again later. */
  void send(Answer answer) {
    send(answer, Backoff.FIRST);
  }

  private void send(Answer answer, Duration next) {
    try {
      faults.reach("writeback.answer", answer.request().toString());
      tenant.answer(answer.request(), answer.result());
      forget(answer);
    } catch (TenantException e) {
      boolean hopeless =
          e.kind() == TenantException.Kind.NOT_FOUND || e.kind() == TenantException.Kind.REFUSED;
      if (hopeless) {
        log.warn("The tenant does not take the answer to {}: {}", answer.request(), e.getMessage());
        forget(answer);
      } else {
        again(answer, next, e);
      }
    } catch (FaultException e) {
      again(answer, next, e);
    }
  }

  private void again(Answer answer, Duration next, Exception why) {
    if (next.equals(Backoff.FIRST)) {
      events.add(
          WritebackEvent.SERVICE_BUS_WARNING,
          "TrackingId: " + answer.request() + ", the answer is sent again: " + why.getMessage());
    }
    if (clock.instant().isBefore(answer.expires())) {
      later(answer, next);
    } else {
      forget(answer);
    }
  }

  private void later(Answer answer, Duration wait) {
    try {
      var unused =
          retries.schedule(
              () -> retry(answer, Backoff.after(wait)), wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("The answer to {} is left to the next agent", answer.request(), e);
    }
  }

  private void retry(Answer answer, Duration next) {
    try {
      send(answer, next);
    } catch (RuntimeException e) {
      log.error("The answer to {} could not be dealt with", answer.request(), e);
      later(answer, next);
    }
  }

  private void forget(Answer answer) {
    store.write(
        space ->
            space
                .transaction()
                .update("DELETE FROM writeback_answer WHERE request = ?", answer.request()));
  }

  private static String write(WritebackResult result) {
    try {
      return CloudJson.mapper().writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a result that cannot be written as JSON", e);
    }
  }

  private static WritebackResult read(String json) {
    try {
      return CloudJson.mapper().readValue(json, WritebackResult.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a damaged row in the connector's database", e);
    }
  }

  /** Stops; what has not been taken stays in the database. */
  @Override
  public void close() {
    retries.shutdownNow();
    Daemons.await(retries);
  }
}
