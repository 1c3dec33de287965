package dev.tombolo.connector.export;

import dev.tombolo.cloud.provisioning.ConfigurationChange;
import dev.tombolo.cloud.provisioning.ProvisioningBatch;
import dev.tombolo.cloud.provisioning.ProvisioningResponse;
import dev.tombolo.cloud.provisioning.TenantConfiguration;
import dev.tombolo.connector.space.CloudLink;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.Counter;
import dev.tombolo.connector.space.EventLog;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.LinkState;
import dev.tombolo.connector.space.ObjectFailure;
import dev.tombolo.connector.space.StepTally;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Exports to the tenant: deletions first, which make room, then what is new, changes, and last the
 * references among what is there. Every operation names its object by source anchor, so one that is
 * sent again, because its answer was lost, has the same end.
 */
public final class TenantExport {
  private static final int BATCH = 500;
  private static final int LINKS = 20_000;
  private static final int ERROR_LIMIT = 5_000;
  private static final String SWITCHED_OFF =
      "Directory synchronization is turned off for the tenant; nothing is exported.";
  private static final int GUARD_EVENT = 116;
  private static final String ANCHOR_ATTRIBUTE = "mS-DS-ConsistencyGuid";

  private final TenantClient tenant;
  private final ConnectorStore store;
  private final LinkedUsers linkedUsers;
  private final Clock clock;
  private final Journal journal;
  private final Faults faults;

  /**
   * An export to one tenant.
   *
   * @param linkedUsers who is told of users that are in the tenant now
   */
  public TenantExport(
      TenantClient tenant,
      ConnectorStore store,
      LinkedUsers linkedUsers,
      Clock clock,
      Journal journal,
      Faults faults) {
    this.tenant = tenant;
    this.store = store;
    this.linkedUsers = linkedUsers;
    this.clock = clock;
    this.journal = journal;
    this.faults = faults;
  }

  /** Why an export would not run now; nothing when it would. */
  public Optional<String> stop() throws TenantException {
    TenantConfiguration configuration = tenant.configuration();
    if (!configuration.directorySynchronizationEnabled()) {
      return Optional.of(SWITCHED_OFF);
    }
    return store.read(
        space ->
            DeletionGuard.refusal(
                configuration.accidentalDeletionPrevention(),
                space.cloud().deletionsToSend(),
                space.cloud().count()));
  }

  /** Whether anything is pending. */
  public boolean isPending() {
    return store.read(
        space ->
            space.cloud().exports(ExportKind.DELETE) > 0
                || space.cloud().exports(ExportKind.ADD) > 0
                || space.cloud().exports(ExportKind.UPDATE) > 0
                || !space.cloudLinks().sourcesToExport("", 1).isEmpty());
  }

  /**
   * Sends everything that is pending.
   *
   * @param run the step's number, which the tenant notes with what it changes
   * @param tally counts what has been answered, also when this fails on the way
   */
  public ExportResult run(long run, StepTally tally) throws TenantException {
    if (!isPending()) {
      return new ExportResult(tally, ExportResult.Stop.NONE, "");
    }
    TenantConfiguration configuration = tenant.configuration();
    if (!configuration.directorySynchronizationEnabled()) {
      return new ExportResult(tally, ExportResult.Stop.DISABLED, SWITCHED_OFF);
    }
    if (configuration.sourceAnchorAttribute() == null) {
      tenant.configure(new ConfigurationChange(ANCHOR_ATTRIBUTE, null, null));
    }
    Optional<String> refusal = guard(configuration);
    if (refusal.isPresent()) {
      return new ExportResult(tally, ExportResult.Stop.DELETION_THRESHOLD, refusal.get());
    }
    unanswered(true);
    try (Sender sender = new Sender(run, tally)) {
      for (ExportKind kind : List.of(ExportKind.DELETE, ExportKind.ADD, ExportKind.UPDATE)) {
        objects(kind, sender);
      }
      sender.finish();
      references(sender);
      sender.finish();
      unanswered(false);
    } catch (TooManyErrors e) {
      return new ExportResult(
          tally,
          ExportResult.Stop.ERROR_LIMIT,
          "More than " + ERROR_LIMIT + " objects failed; the export was stopped.");
    }
    return new ExportResult(tally, ExportResult.Stop.NONE, "");
  }

  /** Stays noted when the export is cut off, so that nothing it may have made is forgotten. */
  private void unanswered(boolean unanswered) {
    store.write(
        space -> {
          space.settings().exportUnanswered(unanswered);
          return unanswered;
        });
  }

  private Optional<String> guard(TenantConfiguration configuration) {
    return store.write(
        space -> {
          long pending = space.cloud().deletionsToSend();
          Optional<String> refusal =
              DeletionGuard.refusal(
                  configuration.accidentalDeletionPrevention(), pending, space.cloud().count());
          refusal.ifPresent(
              message ->
                  space
                      .events()
                      .add(
                          clock.instant(),
                          "Directory Synchronization",
                          GUARD_EVENT,
                          EventLog.Level.WARNING,
                          message));
          return refusal;
        });
  }

  private void objects(ExportKind kind, Sender sender) throws TenantException {
    String after = "";
    while (true) {
      String from = after;
      List<CloudObject> page = store.read(space -> space.cloud().exports(kind, from, BATCH));
      if (page.isEmpty()) {
        return;
      }
      after = page.get(page.size() - 1).anchor();
      sender.send(new ObjectExport(page, kind == ExportKind.ADD ? links(page) : List.of()));
    }
  }

  /** New references that can be sent together with their objects; the rest comes afterwards. */
  private List<CloudLink> links(List<CloudObject> objects) {
    List<String> anchors = objects.stream().map(CloudObject::anchor).toList();
    List<CloudLink> links =
        store.read(space -> space.cloudLinks().toExport(anchors)).stream()
            .filter(link -> link.state() == LinkState.ADD)
            .toList();
    return links.size() > LINKS ? List.of() : links;
  }

  private void references(Sender sender) throws TenantException {
    String after = "";
    while (true) {
      String from = after;
      List<String> sources = store.read(space -> space.cloudLinks().sourcesToExport(from, BATCH));
      if (sources.isEmpty()) {
        return;
      }
      after = sources.get(sources.size() - 1);
      Map<String, CloudObject> objects = store.read(space -> space.cloud().find(sources));
      List<CloudLink> links = store.read(space -> space.cloudLinks().toExport(sources));
      sender.send(new ReferenceExport(objects, links));
    }
  }

  private static final class TooManyErrors extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Sends batches one after another; while one is under way, the answer to the last is noted. */
  private final class Sender implements AutoCloseable {
    private final long run;
    private final StepTally tally;
    private final ExecutorService wire =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "export");
              thread.setDaemon(true);
              return thread;
            });
    private @Nullable Batch sent;
    private @Nullable Future<ProvisioningResponse> answer;

    private Sender(long run, StepTally tally) {
      this.run = run;
      this.tally = tally;
    }

    private void send(Batch batch) throws TenantException {
      if (batch.operations().isEmpty()) {
        return;
      }
      Future<ProvisioningResponse> next =
          wire.submit(
              () -> {
                faults.reach("export.batch", batch.operations().get(0).kind().wireName());
                ProvisioningResponse response =
                    tenant.export(
                        new ProvisioningBatch(
                            tenant.endpoint().name(), Long.toString(run), batch.operations()));
                faults.reach("export.answer");
                return response;
              });
      finish();
      sent = batch;
      answer = next;
    }

    private void finish() throws TenantException {
      Batch batch = sent;
      Future<ProvisioningResponse> future = answer;
      sent = null;
      answer = null;
      if (batch == null || future == null) {
        return;
      }
      ProvisioningResponse response = await(future);
      StepTally counts =
          store.write(
              space -> {
                StepTally noted =
                    batch.apply(space, response.results(), linkedUsers, clock.millis());
                faults.reach("export.commit");
                return noted;
              });
      note(counts);
      tally.add(counts);
      if (tally.failures().size() > ERROR_LIMIT) {
        throw new TooManyErrors();
      }
    }

    private void note(StepTally counts) {
      counts
          .objects()
          .forEach(
              (counter, anchors) -> {
                if (!counter.equals(Counter.EXPORT_FAILURE.xmlName())) {
                  anchors.forEach(
                      anchor ->
                          journal.record(
                              counter,
                              Set.of(anchor),
                              "The tenant took the " + counter.replace("export-", "")));
                }
              });
      for (ObjectFailure failure : counts.failures()) {
        journal.record(
            Counter.EXPORT_FAILURE.xmlName(),
            Set.of(failure.object(), failure.dn()),
            failure.failure().code() + ": " + failure.failure().message());
      }
    }

    @Override
    public void close() {
      wire.shutdownNow();
    }
  }

  private static ProvisioningResponse await(Future<ProvisioningResponse> answer)
      throws TenantException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TenantException failure) {
        throw failure;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during an export", e);
    }
  }
}
