package dev.tombolo.connector.writeback;

import dev.tombolo.cloud.writeback.WritebackCodec;
import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.cloud.writeback.WritebackPayload;
import dev.tombolo.cloud.writeback.WritebackRequest;
import dev.tombolo.cloud.writeback.WritebackResult;
import dev.tombolo.connector.passwordhash.PasswordHashQueue;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.event.Journal;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one request out and notes it: event log, journal, and the answer to send. */
final class WritebackHandler {
  private static final Logger log = LoggerFactory.getLogger(WritebackHandler.class);

  private final ConnectorStore store;
  private final AccountWriter accounts;
  private final AgentKeys keys;
  private final AnswerOutbox answers;
  private final WritebackEvents events;
  private final Journal journal;
  private final Clock clock;
  private final WritebackCodec codec = new WritebackCodec();

  WritebackHandler(
      ConnectorStore store,
      AccountWriter accounts,
      AgentKeys keys,
      AnswerOutbox answers,
      WritebackEvents events,
      Journal journal,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.keys = keys;
    this.answers = answers;
    this.events = events;
    this.journal = journal;
    this.clock = clock;
  }

  /** A request that could be read. */
  record Opened(WritebackRequest request, WritebackPayload payload) {}

  /** How a request ended. */
  private record Outcome(
      WritebackResult result,
      @Nullable OnPremisesObject account,
      @Nullable ForestException refusal) {}

  /**
   * Decrypts a request.
   *
   * @throws WritebackFailure when it cannot be read
   */
  Opened open(WritebackRequest request) throws WritebackFailure {
    AgentKey key =
        keys.withId(request.keyId())
            .orElseThrow(
                () ->
                    new WritebackFailure(
                        WritebackEvent.DECRYPTION_ERROR,
                        "The request was encrypted to a key that the agent does not have."));
    try {
      return new Opened(request, codec.decrypt(request, key.decryptionKey()));
    } catch (GeneralSecurityException e) {
      throw new WritebackFailure(
          WritebackEvent.DECRYPTION_ERROR, "The request could not be decrypted.", e);
    }
  }

  /** Answers a request that could not be read. */
  void refuse(WritebackRequest request, WritebackFailure failure) {
    WritebackResult result = failure.result();
    AnswerOutbox.Answer answer = AnswerOutbox.Answer.of(request, result);
    store.write(
        space -> {
          events.add(space, eventOf(result), text(request, result));
          answers.keep(space, answer);
          return answer;
        });
    journal.record(
        "writeback-refused",
        Set.of(request.id().toString()),
        "A password writeback request was refused",
        details(result));
    answers.send(answer);
  }

  /** Carries a request out and answers. */
  void handle(Opened opened) {
    WritebackTask task = WritebackTask.of(opened.payload());
    Outcome outcome = attempt(opened, task);
    AnswerOutbox.Answer answer = AnswerOutbox.Answer.of(opened.request(), outcome.result());
    try {
      store.write(
          space -> {
            note(space, opened, task, outcome);
            answers.keep(space, answer);
            return answer;
          });
    } catch (RuntimeException e) {
      // Whoever waits is told all the same; only a crash now could lose the answer.
      log.error("The result of {} could not be noted", opened.request().id(), e);
    }
    record(opened, task, outcome);
    answers.send(answer);
  }

  private Outcome attempt(Opened opened, WritebackTask task) {
    OnPremisesObject account = null;
    try {
      requireCurrent(opened);
      events.add(
          task.start(), text(opened.request()) + ", user: " + opened.payload().cloudAnchor());
      account = accounts.find(opened.payload());
      accounts.write(opened.payload(), task, account);
      return new Outcome(WritebackResult.success(task.success()), account, null);
    } catch (WritebackFailure e) {
      return new Outcome(
          e.result(), account, e.getCause() instanceof ForestException refusal ? refusal : null);
    } catch (RuntimeException e) {
      log.error("The request {} could not be carried out", opened.request().id(), e);
      return new Outcome(
          WritebackResult.failure(WritebackEvent.UNKNOWN_ERROR, "An unexpected error occurred."),
          account,
          null);
    }
  }

  private void requireCurrent(Opened opened) throws WritebackFailure {
    if (!clock.instant().isBefore(opened.request().expiresAt())) {
      throw new WritebackFailure(WritebackEvent.VALIDATION_ERROR, "The request has expired.");
    }
    if (!WritebackTask.isWhole(opened.payload())) {
      throw new WritebackFailure(
          WritebackEvent.INPUT_VALIDATION_ERROR, "The request lacks a password.");
    }
  }

  private void note(Space space, Opened opened, WritebackTask task, Outcome outcome) {
    WritebackResult result = outcome.result();
    ForestException refusal = outcome.refusal();
    if (refusal != null) {
      events.addRefusal(space, String.valueOf(refusal.getMessage()).replace("\0", ""));
    }
    events.add(space, eventOf(result), text(opened.request(), result));
    if (!result.success()) {
      events.add(space, task.failure(), text(opened.request(), result));
    }
    OnPremisesObject account = outcome.account();
    if (result.success() && account != null && task.setsPassword()) {
      // A tick that has read the old hash and not yet sent it would else have the last word.
      PasswordHashQueue.requestInitial(space, List.of(account.guid()));
    }
  }

  private void record(Opened opened, WritebackTask task, Outcome outcome) {
    Set<String> subjects = new HashSet<>();
    subjects.add(opened.payload().sourceAnchor());
    subjects.add(opened.payload().cloudAnchor().objectId().toString());
    OnPremisesObject account = outcome.account();
    if (account != null) {
      subjects.add(account.guid().toString());
      subjects.add(account.dn());
    }
    String end = outcome.result().success() ? "was carried out" : "was refused";
    journal.record(
        task.journalKind(),
        subjects,
        "A password writeback (" + opened.payload().operation() + ") " + end,
        details(outcome.result()));
  }

  private static Map<String, String> details(WritebackResult result) {
    return Map.of("event", Integer.toString(result.eventCode()), "name", result.name());
  }

  private static WritebackEvent eventOf(WritebackResult result) {
    return WritebackEvent.of(result.eventCode()).orElse(WritebackEvent.UNKNOWN_ERROR);
  }

  private static String text(WritebackRequest request) {
    return "TrackingId: " + request.id();
  }

  private static String text(WritebackRequest request, WritebackResult result) {
    return text(request) + (result.message() == null ? "" : ", reason: " + result.message());
  }
}
