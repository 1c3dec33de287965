package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.lifecycle.DeletedNames;
import dev.tombolo.directory.lifecycle.Deletion;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.sam.SamRules;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.store.Commit;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.store.View;
import dev.tombolo.directory.update.Update;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Delete (RFC 4511 4.8, MS-ADTS 3.1.1.5.5), of one object or, with control …805, of a tree. */
public final class DeleteOperation {
  private static final int DISALLOW_DELETE = 0x80000000;
  private static final int FIRST_ORDINARY_RID = 1000;

  private final DirectoryContext context;

  /** Deletes from one directory. */
  public DeleteOperation(DirectoryContext context) {
    this.context = context;
  }

  /** Deletes an object for a client. */
  public Commit<Integer> run(Session session, String dn, List<Control> requestControls)
      throws DirectoryException {
    RequestControls controls = RequestControls.parse(requestControls, ControlKind.Kind.DELETE);
    if (session.caller().isAnonymous()) {
      throw AdError.NOT_BOUND.exception();
    }
    AtomicReference<DirectoryException> stopped = new AtomicReference<>();
    Commit<Integer> commit =
        context
            .store()
            .write(
                transaction -> {
                  int id =
                      Target.locate(transaction, dn, controls, session.caller(), context.access());
                  Deleting deleting = new Deleting(transaction, session);
                  if (controls.treeDelete()) {
                    stopped.set(deleting.tree(id, controls.treeDeleteLimit()));
                  } else {
                    deleting.one(id);
                  }
                  return id;
                });
    DirectoryException unfinished = stopped.get();
    if (unfinished != null) {
      throw unfinished;
    }
    return Recorded.change(context, commit, commit.value(), "delete", dn, "Deleted " + dn);
  }

  /** Deletes an object within a transaction, on behalf of a session. */
  public void delete(Transaction transaction, Session session, String dn, List<Control> controls)
      throws DirectoryException {
    RequestControls parsed = RequestControls.parse(controls, ControlKind.Kind.DELETE);
    int id = Target.locate(transaction, dn, parsed, session.caller(), context.access());
    Deleting deleting = new Deleting(transaction, session);
    if (!parsed.treeDelete()) {
      deleting.one(id);
      return;
    }
    DirectoryException unfinished = deleting.tree(id, parsed.treeDeleteLimit());
    if (unfinished != null) {
      throw unfinished;
    }
  }

  private final class Deleting {
    private final Transaction transaction;
    private final Session session;
    private final WellKnown w;
    private final Deletion deletion;
    private final SamRules sam;

    private Deleting(Transaction transaction, Session session) {
      this.transaction = transaction;
      this.session = session;
      this.w = transaction.schema().wellKnown();
      this.deletion = new Deletion(new Update(transaction, context.clock().instant()));
      this.sam = new SamRules(transaction);
    }

    private void one(int id) throws DirectoryException {
      Entry entry = transaction.existing(id);
      checkRights(id, entry);
      if (entry.isDeleted()) {
        again(id, entry);
        return;
      }
      checkProtection(id, entry);
      if (!children(transaction, id).isEmpty()) {
        throw AdError.CHILDREN_EXIST.exception();
      }
      deletion.delete(id);
    }

    private void checkRights(int id, Entry entry) throws DirectoryException {
      if (!context.access().mayDelete(session.caller(), transaction, id, entry)) {
        throw AdError.ACCESS_DENIED.exception();
      }
    }

    /**
     * Deleting a deleted object makes it a recycled one; tombstones and recycled objects stay what
     * they are.
     */
    private void again(int id, Entry entry) throws DirectoryException {
      ObjectClass structural = transaction.schema().objectClass(entry.structuralClass());
      boolean account = sam.isUser(structural) || sam.isGroup(structural);
      if (account && !transaction.recycleBin()) {
        throw Names.notFound(transaction, Names.dn(transaction, id));
      }
      boolean container = DeletedNames.isContainer(transaction, id, entry);
      if (container || entry.isRecycled() || !transaction.recycleBin()) {
        throw AdError.DELETE_PROTECTED.exception();
      }
      int namingContext = Names.namingContext(transaction, id);
      context
          .access()
          .require(session.caller(), transaction, ControlRight.REANIMATE_TOMBSTONES, namingContext);
      deletion.recycle(id);
    }

    private void checkProtection(int id, Entry entry) throws DirectoryException {
      if ((entry.number(w.systemFlags, 0) & DISALLOW_DELETE) != 0 || entry.isNamingContextHead()) {
        throw AdError.DELETE_PROTECTED.exception();
      }
      if (Names.namingContext(transaction, id) == transaction.object(Register.SCHEMA)) {
        throw AdError.DELETE_PROTECTED.exception();
      }
      int dsa = transaction.object(Register.DSA);
      if (Names.isAtOrBelow(transaction, dsa, id)) {
        throw AdError.DELETE_DSA.exception();
      }
      Sid sid = Names.sid(transaction, entry);
      ObjectClass structural = transaction.schema().objectClass(entry.structuralClass());
      boolean account = sam.isUser(structural) || sam.isGroup(structural);
      if (account && sid != null && sid.rid() < FIRST_ORDINARY_RID) {
        throw AdError.SPECIAL_ACCOUNT.exception();
      }
      if (sam.isGroup(structural) && sid != null && hasPrimaryMembers(sid)) {
        throw AdError.HAS_PRIMARY_MEMBERS.exception();
      }
    }

    private boolean hasPrimaryMembers(Sid group) {
      byte[] prefix =
          Keys.indexed(
              w.primaryGroupID
                  .syntax()
                  .key(Long.toString(group.rid()).getBytes(StandardCharsets.US_ASCII)));
      OctetCursor each = transaction.index(w.primaryGroupID).ascend(prefix);
      while (each.next() && each.keyStartsWith(prefix)) {
        if (!transaction.existing(each.keyTail()).isDeleted()) {
          return true;
        }
      }
      return false;
    }

    /**
     * Deletes from the leaves up. What was deleted stays so when it stops before the root (MS-ADTS
     * 3.1.1.5.5.7).
     *
     * @return why it stopped: there was more than the limit, or something is protected; null when
     *     it did not
     */
    private @Nullable DirectoryException tree(int root, int limit) throws DirectoryException {
      Entry entry = transaction.existing(root);
      if (entry.isNamingContextHead()) {
        throw AdError.TREE_DELETE_ABOVE_NC.exception();
      }
      if (!context.access().mayDeleteTree(session.caller(), transaction, root, entry)) {
        throw AdError.ACCESS_DENIED.exception();
      }
      if (entry.isDeleted()) {
        throw AdError.DELETE_PROTECTED.exception();
      }
      checkTreeProtection(root);
      List<Integer> order = new ArrayList<>();
      gather(root, order);
      int taken = 0;
      for (int id : order) {
        if (taken++ == limit) {
          return AdError.TREE_DELETE_NOT_FINISHED.exception();
        }
        try {
          checkTreeProtection(id);
        } catch (DirectoryException e) {
          return e;
        }
        deletion.delete(id);
      }
      return null;
    }

    private void checkTreeProtection(int id) throws DirectoryException {
      Entry entry = transaction.existing(id);
      checkProtection(id, entry);
      ObjectClass structural = transaction.schema().objectClass(entry.structuralClass());
      if (entry.isTrue(w.isCriticalSystemObject)
          && !sam.isUser(structural)
          && !sam.isGroup(structural)) {
        throw AdError.TREE_DELETE_CRITICAL.exception();
      }
    }

    private void gather(int id, List<Integer> leavesFirst) {
      children(transaction, id).forEach(child -> gather(child, leavesFirst));
      leavesFirst.add(id);
    }
  }

  private static List<Integer> children(View view, int id) {
    byte[] prefix = Keys.namesBelow(id);
    List<Integer> children = new ArrayList<>();
    for (OctetCursor each = view.names().ascend(prefix);
        each.next() && each.keyStartsWith(prefix); ) {
      if (!view.existing(each.valueHead()).isDeleted()) {
        children.add(each.valueHead());
      }
    }
    return children;
  }
}
