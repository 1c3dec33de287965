package dev.tombolo.connector.run;

import dev.tombolo.connector.export.ExportResult;
import dev.tombolo.connector.export.TenantExport;
import dev.tombolo.connector.source.ForestImport;
import dev.tombolo.connector.source.ImportResult;
import dev.tombolo.connector.source.TenantImport;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.EventLog;
import dev.tombolo.connector.space.StepTally;
import dev.tombolo.connector.sync.ForestSync;
import dev.tombolo.connector.sync.ReferenceSync;
import dev.tombolo.connector.sync.TenantSync;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.connector.wire.TenantException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs single steps, and says how they ended: no failure leaves this class but as a status. */
final class Steps {
  private static final Logger log = LoggerFactory.getLogger(Steps.class);
  private static final int CREDENTIALS_EVENT = 6000;

  /** What the steps are made of. */
  record Parts(
      ForestClient forest,
      ForestImport forestImport,
      ForestSync forestSync,
      String tenant,
      TenantImport tenantImport,
      TenantSync tenantSync,
      ReferenceSync references,
      TenantExport tenantExport,
      ConnectorStore store,
      Clock clock) {}

  private record Done(RunStatus status, StepTally tally, String detail) {}

  /** The work of a step. */
  private interface Work {
    Done run(StepTally tally) throws ForestException, TenantException;
  }

  private final Parts parts;

  Steps(Parts parts) {
    this.parts = parts;
  }

  String forest() {
    return parts.forest().endpoint().name();
  }

  String tenant() {
    return parts.tenant();
  }

  /** Runs a profile of the forest's connector. */
  StepOutcome forest(RunProfile profile) {
    return run(
        forest(),
        profile,
        tally ->
            switch (profile) {
              case FULL_IMPORT, DELTA_IMPORT -> importForest(profile, tally);
              case FULL_SYNCHRONIZATION -> synchronize(parts.forestSync().full(forest(), tally));
              case DELTA_SYNCHRONIZATION -> synchronize(parts.forestSync().delta(forest(), tally));
              case EXPORT -> new Done(RunStatus.SUCCESS, tally, "");
            });
  }

  private Done importForest(RunProfile profile, StepTally tally) throws ForestException {
    try {
      parts.forest().open();
    } catch (ForestException e) {
      RunStatus status =
          e.kind() == ForestException.Kind.CREDENTIALS
              ? RunStatus.NO_START_CREDENTIALS
              : RunStatus.NO_START_CONNECTION;
      if (status == RunStatus.NO_START_CREDENTIALS) {
        noteCredentials(e);
      }
      return new Done(status, tally, message(e));
    }
    boolean full = profile == RunProfile.FULL_IMPORT;
    ImportResult result =
        full ? parts.forestImport().full(tally) : parts.forestImport().delta(tally);
    return imported(result, full);
  }

  private void noteCredentials(ForestException e) {
    parts
        .store()
        .write(
            space -> {
              space
                  .events()
                  .add(
                      parts.clock().instant(),
                      "ADSync",
                      CREDENTIALS_EVENT,
                      EventLog.Level.ERROR,
                      "The management agent failed to connect with its credentials: " + message(e));
              return e;
            });
  }

  private static Done imported(ImportResult result, boolean full) {
    boolean nothing = full && result.tally().counts().isEmpty();
    return new Done(
        nothing ? RunStatus.COMPLETED_NO_OBJECTS : RunStatus.SUCCESS,
        result.tally(),
        result.detail());
  }

  private static Done synchronize(StepTally tally) {
    boolean failed = tally.of(Counter.FLOW_FAILURE) > 0;
    return new Done(failed ? RunStatus.COMPLETED_SYNC_ERRORS : RunStatus.SUCCESS, tally, "");
  }

  /**
   * Runs a profile of the tenant's connector.
   *
   * @param run names the export in the tenant's log
   */
  StepOutcome tenant(RunProfile profile, long run) {
    return run(
        tenant(),
        profile,
        tally ->
            switch (profile) {
              case FULL_IMPORT -> imported(parts.tenantImport().full(tally), false);
              case DELTA_IMPORT -> imported(parts.tenantImport().delta(tally), false);
              case FULL_SYNCHRONIZATION -> {
                parts.tenantSync().full(tally);
                parts.references().full();
                yield synchronize(tally);
              }
              case DELTA_SYNCHRONIZATION -> {
                parts.tenantSync().delta(tally);
                parts.references().delta();
                yield synchronize(tally);
              }
              case EXPORT -> exported(parts.tenantExport().run(run, tally));
            });
  }

  private static Done exported(ExportResult result) {
    RunStatus status =
        switch (result.stop()) {
          case DELETION_THRESHOLD -> RunStatus.STOPPED_DELETION_THRESHOLD;
          case ERROR_LIMIT -> RunStatus.STOPPED_ERROR_LIMIT;
          case DISABLED -> RunStatus.STOPPED_EXTENSION;
          case NONE ->
              result.tally().failures().isEmpty()
                  ? RunStatus.SUCCESS
                  : RunStatus.COMPLETED_EXPORT_ERRORS;
        };
    return new Done(status, result.tally(), result.detail());
  }

  private StepOutcome run(String connector, RunProfile profile, Work work) {
    Instant started = parts.clock().instant();
    StepTally tally = new StepTally();
    Done done;
    try {
      done = work.run(tally);
    } catch (ForestException e) {
      done = new Done(status(e), tally, message(e));
      log.warn("{} of {} stopped: {}", profile.label(), connector, e.getMessage());
    } catch (TenantException e) {
      done = new Done(RunStatus.STOPPED_EXTENSION, tally, message(e));
      log.warn("{} of {} stopped: {}", profile.label(), connector, e.getMessage());
    } catch (RuntimeException e) {
      done = new Done(RunStatus.STOPPED_SERVER, tally, message(e));
      log.error("{} of {} failed", profile.label(), connector, e);
    }
    return new StepOutcome(
        connector,
        profile,
        done.status(),
        started,
        parts.clock().instant(),
        done.tally(),
        done.detail());
  }

  private static RunStatus status(ForestException e) {
    return switch (e.kind()) {
      case CREDENTIALS -> RunStatus.NO_START_CREDENTIALS;
      case UNREACHABLE -> RunStatus.STOPPED_CONNECTIVITY;
      case DENIED, BAD_COOKIE, REFUSED -> RunStatus.STOPPED_SERVER;
    };
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }
}
