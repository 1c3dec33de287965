package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirSyncCookie;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The changes of a naming context as those who replicate from it read them: from a cookie on, in
 * the order of {@code uSNChanged}. It costs as much as there is to tell.
 */
final class ReplicationSource {
  private final DirectoryContext context;
  private final View view;
  private final WellKnown w;

  ReplicationSource(DirectoryContext context, View view) {
    this.context = context;
    this.view = view;
    this.w = view.schema().wellKnown();
  }

  /**
   * The head of the naming context that a name stands for.
   *
   * @param otherwise the error when it is an object, but no such head
   */
  int head(String name, AdError otherwise) throws DirectoryException {
    int head = Names.find(view, name);
    if (head < 0 || view.existing(head).isPhantom()) {
      throw Names.notFound(view, name);
    }
    if (!view.existing(head).isNamingContextHead()) {
      throw otherwise.exception();
    }
    return head;
  }

  /** Refuses as replication does unless the caller holds a right on a naming context. */
  void require(Caller caller, ControlRight right, int head) throws DirectoryException {
    if (!context.access().holds(caller, view, right, head)) {
      throw AdError.REPLICATION_DENIED.exception();
    }
  }

  /**
   * The position that the octets of a cookie stand for. None, or a position in another database, is
   * the beginning: everything is told again.
   */
  DirSyncCookie position(byte[] octets) throws DirectoryException {
    if (octets.length == 0) {
      return at(0, 0);
    }
    DirSyncCookie cookie = DirSyncCookie.decode(octets).orElseThrow(AdError.BAD_COOKIE::exception);
    boolean ours =
        cookie.invocationId().equals(invocationId())
            && cookie.objectUsn() <= view.register(Register.USN);
    return ours ? cookie : at(0, 0);
  }

  /** The position within a cycle that began at another, after the object last told of. */
  DirSyncCookie within(DirSyncCookie start, long reached) {
    return at(reached, start.attributeUsn());
  }

  /** The position after all that there is. */
  DirSyncCookie end() {
    long now = view.register(Register.USN);
    return at(now, now);
  }

  private DirSyncCookie at(long objectUsn, long attributeUsn) {
    return new DirSyncCookie(
        invocationId(), objectUsn, attributeUsn, FileTime.of(context.clock().instant()));
  }

  private UUID invocationId() {
    byte[] id = view.existing(view.object(Register.DSA)).first(w.invocationId);
    return id == null ? new UUID(0, 0) : ObjectGuid.of(id);
  }

  /** Every object that has changed after a USN, by its latest change; the key's tail is its id. */
  OctetCursor changedAfter(long usn) {
    byte[] next = Long.toString(usn + 1).getBytes(StandardCharsets.US_ASCII);
    return view.index(w.uSNChanged).ascend(Keys.indexedPrefix(w.uSNChanged.syntax().key(next)));
  }

  /**
   * Whether an object is told of with a naming context: when it is in it, or heads a context right
   * below.
   */
  static boolean isToldOf(View view, int head, int id, Entry entry) {
    return !entry.isPhantom()
        && (id == head
            || (entry.parent() >= 0 && Names.namingContext(view, entry.parent()) == head));
  }
}
