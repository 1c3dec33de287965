package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.store.Commit;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ModifyDN (RFC 4511 4.9, MS-ADTS 3.1.1.5.4): renames and moves. Only the object itself is stamped;
 * what is below it changes its name without being touched.
 */
public final class ModifyDnOperation {
  private static final int DOMAIN_DISALLOW_RENAME = 0x08000000;
  private static final int DOMAIN_DISALLOW_MOVE = 0x04000000;
  private static final int CONFIG_ALLOW_RENAME = 0x40000000;
  private static final int CONFIG_ALLOW_MOVE = 0x20000000;
  private static final int CONFIG_ALLOW_LIMITED_MOVE = 0x10000000;

  private final DirectoryContext context;

  /** Renames in one directory. */
  public ModifyDnOperation(DirectoryContext context) {
    this.context = context;
  }

  /**
   * A rename, a move or both.
   *
   * @param newSuperior the new parent's name; null to stay below the old one
   */
  public record Request(
      String dn, String newRdn, boolean deleteOldRdn, @Nullable String newSuperior) {}

  /** Renames or moves an object for a client. */
  public Commit<Integer> run(Session session, Request request, List<Control> requestControls)
      throws DirectoryException {
    RequestControls controls = RequestControls.parse(requestControls, ControlKind.Kind.MODIFY_DN);
    if (session.caller().isAnonymous()) {
      throw AdError.NOT_BOUND.exception();
    }
    Commit<Integer> commit =
        context.store().write(transaction -> rename(transaction, session, request, controls));
    String summary = "Renamed " + request.dn() + " to " + request.newRdn();
    if (request.newSuperior() != null) {
      summary += " below " + request.newSuperior();
    }
    return Recorded.change(context, commit, commit.value(), "rename", request.dn(), summary);
  }

  /** Renames or moves an object within a transaction, on behalf of a session. */
  public void rename(Transaction transaction, Session session, Request request)
      throws DirectoryException {
    rename(transaction, session, request, RequestControls.NONE);
  }

  private int rename(
      Transaction transaction, Session session, Request request, RequestControls controls)
      throws DirectoryException {
    int id = Target.locate(transaction, request.dn(), controls, session.caller(), context.access());
    if (controls.crossDomainMove()) {
      throw AdError.CROSS_DOMAIN_MOVE.exception();
    }
    if (!request.deleteOldRdn()) {
      throw AdError.KEEP_OLD_RDN.exception();
    }
    Entry entry = transaction.existing(id);
    if (entry.isDeleted()) {
      throw AdError.NOT_ALLOWED.exception();
    }
    if (entry.isNamingContextHead()) {
      throw AdError.RENAME_NC_HEAD.exception();
    }
    int parent = newParent(transaction, request, entry);
    DistinguishedName.Rdn rdn = newRdn(request);
    AttributeType attribute = transaction.schema().attribute(entry.rdnAttribute());
    if (!transaction.schema().attribute(rdn.type()).map(type -> type == attribute).orElse(false)) {
      throw AdError.UNWILLING.exception();
    }
    RdnCheck.check(attribute, rdn.value());
    checkPlace(transaction, id, entry, parent, rdn.value());
    checkRights(transaction, session.caller(), id, entry, parent);
    Update.ObjectChange change = new Update(transaction, context.clock().instant()).change(id);
    change
        .after()
        .parent(parent)
        .set(transaction.schema().wellKnown().name, rdn.value())
        .set(attribute, rdn.value());
    change.apply();
    return id;
  }

  private static DistinguishedName.Rdn newRdn(Request request) throws DirectoryException {
    String text = request.newRdn().strip();
    if (text.endsWith("=")) {
      throw AdError.BAD_RDN_VALUE.exception();
    }
    DistinguishedName name = DistinguishedName.parse(text);
    if (name.rdns().size() != 1) {
      throw AdError.BAD_DN.name(request.newRdn());
    }
    return name.rdn();
  }

  private static int newParent(Transaction transaction, Request request, Entry entry)
      throws DirectoryException {
    String superior = request.newSuperior();
    if (superior == null) {
      return entry.parent();
    }
    int parent = Names.find(transaction, superior);
    if (parent < 0
        || transaction.existing(parent).isDeleted()
        || transaction.existing(parent).isPhantom()) {
      throw AdError.NO_PARENT.exception();
    }
    return parent;
  }

  private static void checkPlace(
      Transaction transaction, int id, Entry entry, int parent, String name)
      throws DirectoryException {
    boolean moved = parent != entry.parent();
    int namingContext = Names.namingContext(transaction, id);
    if (moved) {
      if (Names.namingContext(transaction, parent) != namingContext
          || Names.isAtOrBelow(transaction, parent, id)) {
        throw AdError.NOT_ALLOWED.exception();
      }
      checkSystemBoundary(transaction, entry.parent(), parent);
    }
    checkFlags(transaction, entry, parent, !entry.name().equals(name), moved, namingContext);
    ObjectClass structural = transaction.schema().objectClass(entry.structuralClass());
    ObjectClass above =
        transaction.schema().objectClass(transaction.existing(parent).structuralClass());
    if (moved && !structural.mayBeBelow(above)) {
      throw AdError.ILLEGAL_SUPERIOR.exception();
    }
    int taken = transaction.child(parent, name);
    if (taken >= 0 && taken != id) {
      throw AdError.ENTRY_EXISTS.exception();
    }
  }

  private static void checkSystemBoundary(Transaction transaction, int from, int to)
      throws DirectoryException {
    int system = transaction.child(transaction.object(Register.DOMAIN), "System");
    if (system >= 0
        && Names.isAtOrBelow(transaction, from, system)
            != Names.isAtOrBelow(transaction, to, system)) {
      throw AdError.SYSTEM_CONTAINER.exception();
    }
  }

  private static void checkFlags(
      Transaction transaction,
      Entry entry,
      int parent,
      boolean renamed,
      boolean moved,
      int namingContext)
      throws DirectoryException {
    WellKnown w = transaction.schema().wellKnown();
    int flags = (int) entry.number(w.systemFlags, 0);
    if (namingContext == transaction.object(Register.SCHEMA)) {
      if (moved) {
        throw AdError.SCHEMA_MOVE.exception();
      }
      if (renamed && (flags & 0x10) != 0) {
        throw AdError.BASE_SCHEMA_RENAME.exception();
      }
    } else if (namingContext == transaction.object(Register.CONFIGURATION)) {
      boolean mayMove =
          (flags & CONFIG_ALLOW_MOVE) != 0
              || ((flags & CONFIG_ALLOW_LIMITED_MOVE) != 0
                  && transaction.existing(parent).parent()
                      == transaction.existing(entry.parent()).parent());
      if ((renamed && (flags & CONFIG_ALLOW_RENAME) == 0) || (moved && !mayMove)) {
        throw AdError.RENAME_PROTECTED.exception();
      }
    } else if ((renamed && (flags & DOMAIN_DISALLOW_RENAME) != 0)
        || (moved && (flags & DOMAIN_DISALLOW_MOVE) != 0)) {
      throw AdError.RENAME_PROTECTED.exception();
    }
  }

  private void checkRights(Transaction transaction, Caller caller, int id, Entry entry, int parent)
      throws DirectoryException {
    AccessControl access = context.access();
    WellKnown w = transaction.schema().wellKnown();
    boolean mayRename =
        access.mayWrite(caller, transaction, id, entry, w.name)
            && access.mayWrite(
                caller,
                transaction,
                id,
                entry,
                transaction.schema().attribute(entry.rdnAttribute()));
    ObjectClass structural = transaction.schema().objectClass(entry.structuralClass());
    boolean mayMove =
        parent == entry.parent()
            || (access.mayCreate(caller, transaction, parent, structural)
                && access.mayDelete(caller, transaction, id, entry));
    if (!mayMove) {
      throw AdError.ACCESS_DENIED.exception();
    }
    if (!mayRename) {
      throw AdError.WRITE_DENIED.exception();
    }
  }
}
