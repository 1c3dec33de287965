package dev.tombolo.connector.run;

import com.unboundid.ldap.sdk.AsyncRequestID;
import com.unboundid.ldap.sdk.AsyncSearchResultListener;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Continuous mode: a search with the change notification control tells when something has changed
 * on-premises, and a delta cycle follows at once. What changes in the tenant is looked for now and
 * then. Closing it waits for a cycle that is under way.
 */
public final class ContinuousSync implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ContinuousSync.class);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ForestClient forest;
  private final SyncEngine engine;
  private final Runnable afterChange;
  private final Semaphore changed = new Semaphore(0);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable LDAPConnection watching;

  /**
   * Starts to follow.
   *
   * @param afterChange what else is done after a cycle in which something happened
   */
  public ContinuousSync(ForestClient forest, SyncEngine engine, Runnable afterChange) {
    this.forest = forest;
    this.engine = engine;
    this.afterChange = afterChange;
    this.thread = new Thread(this::loop, "connector-continuous");
    thread.setDaemon(true);
    thread.start();
  }

  private void loop() {
    while (!closed) {
      try {
        boolean following = follow();
        boolean again = cycle();
        Duration wait = again ? Duration.ZERO : following ? LOOK : RETRY;
        boolean unused = changed.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        changed.drainPermits();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.error("Continuous synchronization met an error and goes on", e);
      }
    }
  }

  /** Makes sure that the notification search is there; returns whether it is. */
  private boolean follow() {
    LDAPConnection live = watching;
    if (live != null && live.isConnected()) {
      return true;
    }
    try {
      LDAPConnection fresh = forest.dedicated();
      watching = fresh;
      SearchRequest request =
          new SearchRequest(
              new Listener(),
              forest.endpoint().baseDn(),
              SearchScope.SUB,
              Filter.createPresenceFilter("objectClass"),
              "objectGUID");
      request.addControl(new Control(Oids.NOTIFICATION, true));
      AsyncRequestID unused = fresh.asyncSearch(request);
      return true;
    } catch (ForestException | LDAPException e) {
      log.debug("No change notifications: {}", e.getMessage());
      return false;
    }
  }

  /** Runs a cycle; returns whether another one shall follow at once, to confirm its exports. */
  private boolean cycle() throws InterruptedException {
    try {
      CycleOutcome outcome = engine.cycle(PolicyType.DELTA, SyncEngine.Origin.CONTINUOUS);
      if (outcome.anyChange() && !closed) {
        afterChange.run();
      }
      if (!outcome.result().completed()) {
        // Real time: an outage is of the wire.
        boolean unused = stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
      return outcome.steps().stream()
              .anyMatch(step -> step.profile() == RunProfile.EXPORT && step.tally().anyChange())
          && outcome.result() == RunStatus.SUCCESS;
    } catch (BusyException e) {
      throw new IllegalStateException("continuous mode waits for its turn", e);
    }
  }

  @Override
  public void close() {
    // Not by an interrupt: that would close the files of an embedded database under a cycle.
    closed = true;
    stopped.countDown();
    changed.release();
    boolean unused = engine.stop();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LDAPConnection live = watching;
    if (live != null) {
      live.close();
    }
  }

  private final class Listener implements AsyncSearchResultListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
      changed.release();
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {
      changed.release();
    }

    @Override
    public void searchResultReceived(AsyncRequestID id, SearchResult result) {
      changed.release();
    }
  }
}
