package dev.tombolo.lab;

import dev.tombolo.connector.Connector;
import dev.tombolo.directory.DirectoryServer;
import dev.tombolo.tenant.Tenant;
import dev.tombolo.time.LabClock;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the state of the parts and the clock and puts it back, all three as of one moment: no cycle
 * runs meanwhile.
 */
final class LabState {
  private final @Nullable DirectoryServer directory;
  private final @Nullable Tenant tenant;
  private final @Nullable Connector connector;
  private final LabClock clock;

  LabState(
      @Nullable DirectoryServer directory,
      @Nullable Tenant tenant,
      @Nullable Connector connector,
      LabClock clock) {
    this.directory = directory;
    this.tenant = tenant;
    this.connector = connector;
    this.clock = clock;
  }

  LabSnapshot copy() {
    return connector == null ? copyNow() : connector.paused(this::copyNow);
  }

  private LabSnapshot copyNow() {
    return new LabSnapshot(
        directory == null ? null : directory.snapshot(),
        tenant == null ? null : tenant.snapshot(),
        connector == null ? null : connector.snapshot(),
        clock.offset());
  }

  void putBack(LabSnapshot snapshot) throws LabException {
    Optional<LabException> failure =
        connector == null ? putBackNow(snapshot) : connector.paused(() -> putBackNow(snapshot));
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private Optional<LabException> putBackNow(LabSnapshot snapshot) {
    clock.putBack(snapshot.clockOffset());
    try {
      if (directory != null && snapshot.directory() != null) {
        directory.restore(snapshot.directory());
      }
    } catch (IOException e) {
      return Optional.of(
          new LabException("the directory cannot be put back: " + e.getMessage(), e));
    }
    if (tenant != null && snapshot.tenant() != null) {
      tenant.restore(snapshot.tenant());
    }
    if (connector != null && snapshot.connector() != null) {
      connector.restore(snapshot.connector());
    }
    return Optional.empty();
  }
}
