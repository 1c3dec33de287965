package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.ad.ObjectName;
import dev.tombolo.directory.lifecycle.DeletedNames;
import dev.tombolo.directory.lifecycle.Reanimation;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one modify that brings a deleted object back: {@code delete: isDeleted} and {@code replace:
 * distinguishedName} in one request, in any order, with other modifications beside (MS-ADTS
 * 3.1.1.5.3.7).
 */
final class Undelete {
  private final String newName;
  private final List<Modification> others;

  private Undelete(String newName, List<Modification> others) {
    this.newName = newName;
    this.others = others;
  }

  /** Recognizes the request, or null when it is another. */
  static @Nullable Undelete of(List<Modification> modifications, WellKnown w) {
    boolean deletes = false;
    String name = null;
    List<Modification> others = new ArrayList<>();
    for (Modification each : modifications) {
      ModificationType type = each.getModificationType();
      if (each.getAttributeName().equalsIgnoreCase(w.isDeleted.name())
          && type.equals(ModificationType.DELETE)
          && each.getRawValues().length <= 1) {
        deletes = true;
      } else if (each.getAttributeName().equalsIgnoreCase(w.distinguishedName.name())
          && type.equals(ModificationType.REPLACE)
          && each.getRawValues().length == 1) {
        name = each.getValues()[0];
      } else {
        others.add(each);
      }
    }
    return deletes && name != null ? new Undelete(name, others) : null;
  }

  /**
   * Refuses what cannot be brought back, or not there.
   *
   * @return the modifications beside the two
   */
  List<Modification> check(DirectoryContext context, Update update, Session session, int id)
      throws DirectoryException {
    Transaction transaction = update.transaction();
    Entry entry = transaction.existing(id);
    boolean gone = entry.isRecycled() && transaction.recycleBin();
    if (!entry.isDeleted() || gone) {
      throw AdError.ATTRIBUTE_MISSING.about(
          update.wellKnown().isDeleted.attid(), update.wellKnown().isDeleted.name());
    }
    if (DeletedNames.isContainer(transaction, id, entry) || id == session.caller().objectId()) {
      throw AdError.NOT_ALLOWED.exception();
    }
    int namingContext = Names.namingContext(transaction, id);
    context
        .access()
        .require(session.caller(), transaction, ControlRight.REANIMATE_TOMBSTONES, namingContext);
    return others;
  }

  /** Opens the object as it is when it lives again, with the checks of its new place. */
  Update.ObjectChange begin(DirectoryContext context, Update update, Session session, int id)
      throws DirectoryException {
    Transaction transaction = update.transaction();
    Entry entry = transaction.existing(id);
    if (!(ObjectName.parse(newName) instanceof ObjectName.ByDn byDn) || byDn.dn().isRoot()) {
      throw AdError.NOT_ALLOWED.exception();
    }
    DistinguishedName dn = byDn.dn();
    int parent = Names.find(transaction, new ObjectName.ByDn(dn.parent()));
    if (parent < 0
        || transaction.existing(parent).isDeleted()
        || transaction.existing(parent).isPhantom()) {
      throw AdError.NO_PARENT.exception();
    }
    if (Names.namingContext(transaction, parent) != Names.namingContext(transaction, id)) {
      throw AdError.NOT_ALLOWED.exception();
    }
    AttributeType rdn = transaction.schema().attribute(entry.rdnAttribute());
    if (!transaction.schema().attribute(dn.rdn().type()).map(type -> type == rdn).orElse(false)) {
      throw AdError.WRONG_RDN_TYPE.exception();
    }
    RdnCheck.check(rdn, dn.rdn().value());
    int taken = transaction.child(parent, dn.rdn().value());
    if (taken >= 0 && taken != id) {
      throw AdError.ENTRY_EXISTS.exception();
    }
    ObjectClass structural = transaction.schema().objectClass(entry.structuralClass());
    if (!structural.mayBeBelow(
        transaction.schema().objectClass(transaction.existing(parent).structuralClass()))) {
      throw AdError.ILLEGAL_SUPERIOR.exception();
    }
    AccessControl access = context.access();
    boolean mayRename =
        access.mayWrite(session.caller(), transaction, id, entry, update.wellKnown().name)
            && access.mayWrite(session.caller(), transaction, id, entry, rdn);
    if (!mayRename || !access.mayCreate(session.caller(), transaction, parent, structural)) {
      throw AdError.ACCESS_DENIED.exception();
    }
    Update.ObjectChange change = update.change(id);
    new Reanimation(update).reanimate(change, parent, dn.rdn().value());
    return change;
  }
}
