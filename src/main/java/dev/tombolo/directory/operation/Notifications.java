package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.naming.Names;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches with the change notification control (…528, MS-ADTS 3.1.1.3.4.1.9): they find nothing at
 * first and then send each object in their scope when it has changed, until they are abandoned.
 */
public final class Notifications implements CommitListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifications.class);

  private final DirectoryContext context;
  private final List<Registration> registrations = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Changed> changes = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  private record Changed(Snapshot before, Snapshot after, Set<Integer> touched) {}

  /** Follows the commits of a directory's store. */
  public Notifications(DirectoryContext context) {
    this.context = context;
    this.thread = new Thread(this::loop, "directory-notifications");
    thread.setDaemon(true);
    thread.start();
    context.store().listen(this);
  }

  @Override
  public void committed(Snapshot before, Snapshot after, Set<Integer> touched) {
    if (!registrations.isEmpty()) {
      changes.add(new Changed(before, after, touched));
    }
  }

  /** Begins to notify a client. */
  public Registration register(
      Session session, SearchRequest request, List<Control> requestControls, SearchOutput output)
      throws DirectoryException {
    RequestControls controls = RequestControls.parse(requestControls, ControlKind.Kind.SEARCH);
    if (session.caller().isAnonymous()) {
      throw AdError.NOT_BOUND.exception();
    }
    if (!RootDse.isAnyObject(request.filter())) {
      throw AdError.NOTIFY_FILTER.exception();
    }
    View view = context.store().snapshot();
    int base = Names.find(view, request.base());
    if (base < 0 || !controls.shows(view.existing(base), view.recycleBin())) {
      throw Names.notFound(view, request.base());
    }
    long open = registrations.stream().filter(each -> each.session == session).count();
    if (open >= context.policy().maxNotificationPerConn()) {
      throw AdError.ADMIN_LIMIT.exception();
    }
    Registration registration = new Registration(session, request, base, output);
    registrations.add(registration);
    return registration;
  }

  private void loop() {
    while (!closed) {
      try {
        Changed changed = changes.take();
        registrations.forEach(registration -> registration.tell(changed));
      } catch (InterruptedException e) {
        closed = true;
      } catch (RuntimeException e) {
        log.error("A notification failed", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** One client that is being notified. */
  public final class Registration implements AutoCloseable {
    private final Session session;
    private final SearchRequest request;
    private final int base;
    private final SearchOutput output;

    private Registration(Session session, SearchRequest request, int base, SearchOutput output) {
      this.session = session;
      this.request = request;
      this.base = base;
      this.output = output;
    }

    private void tell(Changed changed) {
      Scope before = new Scope(changed.before, base, request.scope(), false);
      Scope after = new Scope(changed.after, base, request.scope(), false);
      for (int id : changed.touched) {
        Entry entry = changed.after.entry(id);
        if (entry != null && (after.contains(id, entry) || wasIn(before, changed.before, id))) {
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

    /** Ends the notifications. */
    @Override
    public void close() {
      registrations.remove(this);
    }
  }
}
