package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.search.AttributeSelection;
import dev.tombolo.directory.search.ConstructedAttributes;
import dev.tombolo.directory.search.DnWriter;
import dev.tombolo.directory.search.EntryRenderer;
import dev.tombolo.directory.search.LinkReader;
import dev.tombolo.directory.store.CommitListener;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Octets;
import dev.tombolo.directory.store.Snapshot;
import dev.tombolo.directory.store.View;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches with the change notification control (…528, MS-ADTS 3.1.1.3.4.1.9): they find nothing at
 * first and then send each object in their scope when it has changed, until they are abandoned or
 * their time is over.
 *
 * <p>Each has a thread of its own, so a client that does not read what it is sent holds up nobody
 * else; when it is too far behind it is told so, and no more.
 */
public final class Notifications implements CommitListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifications.class);

  /** Transactions that a client may be behind. */
  private static final int MAX_BEHIND = 5000;

  private final DirectoryContext context;
  private final List<Registration> registrations = new CopyOnWriteArrayList<>();

  private record Changed(Snapshot before, Snapshot after, Set<Integer> touched) {}

  /** Follows the commits of a directory's store. */
  public Notifications(DirectoryContext context) {
    this.context = context;
    context.store().listen(this);
  }

  @Override
  public void committed(Snapshot before, Snapshot after, Set<Integer> touched) {
    if (!registrations.isEmpty()) {
      Changed changed = new Changed(before, after, touched);
      registrations.forEach(registration -> registration.queue(changed));
    }
  }

  /**
   * Checks a client's request to be notified; {@link Registration#start} begins it.
   *
   * @throws DirectoryException when it is refused
   */
  public Registration prepare(
      Session session,
      SearchRequest request,
      List<Control> requestControls,
      NotificationOutput output)
      throws DirectoryException {
    RequestControls controls = RequestControls.parse(requestControls, ControlKind.Kind.SEARCH);
    if (session.caller().isAnonymous()) {
      throw AdError.NOT_BOUND.exception();
    }
    session.requireWritable();
    if (!RootDse.isAnyObject(request.filter())) {
      throw AdError.NOTIFY_FILTER.exception();
    }
    View view = context.store().snapshot();
    int base = Target.locate(view, request.base(), controls, session.caller(), context.access());
    long open = registrations.stream().filter(each -> each.session == session).count();
    if (open >= context.policy().maxNotificationPerConn()) {
      throw AdError.ADMIN_LIMIT.exception();
    }
    return new Registration(session, request, base, output);
  }

  @Override
  public void close() {
    registrations.forEach(Registration::close);
  }

  /** One client that is being notified. */
  public final class Registration implements AutoCloseable {
    private final Session session;
    private final SearchRequest request;
    private final int base;
    private final NotificationOutput output;
    private final BlockingQueue<Changed> changes = new LinkedBlockingQueue<>(MAX_BEHIND);
    private final Thread thread = new Thread(this::run, "directory-notification");
    private volatile boolean behind;

    private Registration(
        Session session, SearchRequest request, int base, NotificationOutput output) {
      this.session = session;
      this.request = request;
      this.base = base;
      this.output = output;
      this.thread.setDaemon(true);
    }

    /** Begins to notify the client of what changes from now on. */
    public void start() {
      registrations.add(this);
      thread.start();
      if (output.isAbandoned()) {
        close();
      }
    }

    private void queue(Changed changed) {
      if (!changes.offer(changed)) {
        behind = true;
        registrations.remove(this);
      }
    }

    private void run() {
      try {
        long end = System.nanoTime() + Duration.ofSeconds(request.timeLimit()).toNanos();
        for (Changed changed = next(end); changed != null; changed = next(end)) {
          tell(changed);
        }
        output.fail((behind ? AdError.ADMIN_LIMIT : AdError.TIME_LIMIT).exception());
      } catch (InterruptedException e) {
        log.trace("A notification ended");
      } catch (RuntimeException e) {
        log.error("A notification failed", e);
        output.fail(AdError.INVALID_PARAMETER.exception());
      } finally {
        registrations.remove(this);
      }
    }

    /** The next transaction, or null when the client is too far behind or its time is over. */
    private @Nullable Changed next(long end) throws InterruptedException {
      if (behind) {
        return changes.poll();
      }
      return request.timeLimit() == 0
          ? changes.take()
          : changes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void tell(Changed changed) {
      Scope before = new Scope(changed.before, base, request.scope(), false);
      Scope after = new Scope(changed.after, base, request.scope(), false);
      for (int id : changed.touched) {
        Entry entry = changed.after.entry(id);
        if (entry != null
            && (after.contains(id, entry) || wasIn(before, changed.before, id))
            && context.access().maySee(session.caller(), changed.after, id, entry)) {
          send(changed.after, id, entry);
        }
      }
    }

    private static boolean wasIn(Scope scope, Snapshot before, int id) {
      Entry entry = before.entry(id);
      return entry != null && scope.contains(id, entry);
    }

    private void send(Snapshot view, int id, Entry entry) {
      DnWriter names = new DnWriter(view, DnWriter.Form.PLAIN);
      EntryRenderer renderer =
          new EntryRenderer(
              view,
              AttributeSelection.of(view.schema(), request.attributes()),
              names,
              new LinkReader(view, false, false),
              new ConstructedAttributes(
                  view,
                  context.forest(),
                  session.caller(),
                  context.access(),
                  context.clock().instant(),
                  true,
                  names),
              new EntryRenderer.Options(
                  request.typesOnly(), context.policy().maxValRange(), false, 0));
      Octets octets = new Octets(1024);
      try {
        renderer.render(
            id, entry, context.access().readable(session.caller(), view, id, entry), octets);
        output.entry(octets);
      } catch (DirectoryException e) {
        log.debug("A change could not be told of: {}", e.diagnostic());
      }
    }

    /** Ends the notifications without a word. */
    @Override
    public void close() {
      registrations.remove(this);
      thread.interrupt();
    }
  }
}
