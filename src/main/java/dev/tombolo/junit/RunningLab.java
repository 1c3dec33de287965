package dev.tombolo.junit;

import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.event.JournalEvent;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.LabSnapshot;
import dev.tombolo.lab.client.CloudTenant;
import dev.tombolo.lab.client.OnPremises;
import dev.tombolo.lab.client.SyncConnector;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A lab in a test run, with the state it is put back to. JUnit's store closes it. */
final class RunningLab implements AutoCloseable {
  private static final int STORY = 60;

  private final Lab lab;
  private final LabSnapshot first;
  private final Semaphore turn = new Semaphore(1, true);
  private @Nullable CloudTenant tenant;

  private RunningLab(Lab lab, LabSnapshot first) {
    this.lab = lab;
    this.first = first;
  }

  static RunningLab start(LabSpec spec, Class<?> beside) throws LabException {
    Lab lab = spec.start(beside);
    try {
      if (spec.synced() && lab.connector().isPresent()) {
        synchronize(lab);
        synchronize(lab); // confirms what the first one exported, so that no test has to
      }
      return new RunningLab(lab, lab.snapshot());
    } catch (LabException | RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  private static void synchronize(Lab lab) throws LabException {
    CycleOutcome outcome = SyncConnector.of(lab).sync();
    if (!outcome.result().completed()) {
      throw new LabException(
          "the fixtures could not be synchronized: "
              + outcome.result().literal()
              + outcome.steps().stream()
                  .map(step -> step.detail().isEmpty() ? "" : "; " + step.detail())
                  .collect(Collectors.joining()));
    }
  }

  Lab lab() {
    return lab;
  }

  /** One client for all tests: it keeps its connections. */
  synchronized CloudTenant tenant() {
    CloudTenant known = tenant;
    if (known == null) {
      known = CloudTenant.of(lab);
      tenant = known;
    }
    return known;
  }

  OnPremises onPremises() {
    return OnPremises.of(lab);
  }

  /** Waits until no other test uses the lab, then puts it back. */
  AutoCloseable begin() throws LabException, InterruptedException {
    turn.acquire();
    try {
      lab.restore(first);
      return turn::release;
    } catch (LabException | RuntimeException e) {
      turn.release();
      throw e;
    }
  }

  /** What has happened since the test began, or the latest of it. */
  String story() {
    List<JournalEvent> events = lab.events();
    int left = Math.max(0, events.size() - STORY);
    String head = left == 0 ? "" : "(" + left + " events before these)\n";
    return events.isEmpty()
        ? "nothing has happened in the lab since the test began"
        : head
            + events.stream().skip(left).map(JournalEvent::line).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    lab.close();
  }
}
