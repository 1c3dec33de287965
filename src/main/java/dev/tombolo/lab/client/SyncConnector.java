package dev.tombolo.lab.client;

import dev.tombolo.connector.Connector;
import dev.tombolo.connector.run.BusyException;
import dev.tombolo.connector.run.CycleOutcome;
import dev.tombolo.lab.Lab;

/** The connector of a running lab, as a test operates it. */
public final class SyncConnector {
  private final Connector connector;

  private SyncConnector(Connector connector) {
    this.connector = connector;
  }

  /**
   * The connector of a lab.
   *
   * @throws IllegalStateException when it does not run there
   */
  public static SyncConnector of(Lab lab) {
    return new SyncConnector(
        lab.connector()
            .orElseThrow(
                () ->
                    new IllegalStateException("the lab has no connector: add the part CONNECTOR")));
  }

  /**
   * Runs one cycle (in full when it is the first, else of what has changed), then sends the
   * password hashes. All of it is done when this returns.
   *
   * @return how the cycle went, be it well or not
   * @throws IllegalStateException when another run is under way
   */
  public CycleOutcome sync() {
    try {
      return connector.synchronize();
    } catch (BusyException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The connector itself, for what this has no word for. */
  public Connector connector() {
    return connector;
  }
}
