package dev.tombolo.directory.lifecycle;

import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.util.Set;

/**
 * The transformations of an object that is deleted (MS-ADTS 3.1.1.5.5.6): into a tombstone while
 * the recycle bin is off; into a deleted object that keeps everything while it is on, and from that
 * into a recycled object.
 */
public final class Deletion {
  private static final int DISALLOW_MOVE_ON_DELETE = 0x02000000;

  /**
   * What a tombstone or recycled object keeps besides its RDN and what the schema says it keeps.
   */
  private static final Set<String> KEPT =
      Set.of(
          "attributeID",
          "attributeSyntax",
          "distinguishedName",
          "dNReferenceUpdate",
          "dNSHostName",
          "flatName",
          "governsID",
          "groupType",
          "instanceType",
          "isDeleted",
          "isRecycled",
          "lastKnownParent",
          "lDAPDisplayName",
          "legacyExchangeDN",
          "mS-DS-CreatorSID",
          "msDS-LastKnownRDN",
          "mSMQOwnerID",
          "nCName",
          "name",
          "nTSecurityDescriptor",
          "objectClass",
          "objectGUID",
          "objectSid",
          "oMSyntax",
          "proxiedObjectName",
          "replPropertyMetaData",
          "sAMAccountName",
          "securityIdentifier",
          "sIDHistory",
          "subClassOf",
          "systemFlags",
          "trustAttributes",
          "trustDirection",
          "trustPartner",
          "trustType",
          "userAccountControl",
          "uSNChanged",
          "uSNCreated",
          "whenChanged",
          "whenCreated");

  private final Update update;
  private final Transaction transaction;
  private final WellKnown w;

  /** Deletes in an update. */
  public Deletion(Update update) {
    this.update = update;
    this.transaction = update.transaction();
    this.w = update.wellKnown();
  }

  /** Deletes a live object that has no children: into a tombstone or a deleted object. */
  public void delete(int id) {
    Update.ObjectChange change = update.change(id);
    Entry before = change.before();
    EntryBuilder after = change.after();
    int container = DeletedNames.container(transaction, Names.namingContext(transaction, id));
    String mangled = DeletedNames.mangled(before.name(), Names.guid(before));
    after.set(w.name, mangled).set(transaction.schema().attribute(before.rdnAttribute()), mangled);
    after.setReference(w.lastKnownParent, before.parent());
    boolean stays =
        (before.number(w.systemFlags, 0) & DISALLOW_MOVE_ON_DELETE) != 0 || container < 0;
    if (!stays) {
      after.parent(container);
    }
    after.set(w.isDeleted, true).deleted(true);
    after.remove(w.objectCategory).remove(w.sAMAccountType);
    if (transaction.recycleBin()) {
      after.set(w.msDSLastKnownRDN, before.name());
    } else {
      strip(after);
      update.eraseLinks(id);
    }
    change.apply();
  }

  /** Makes a deleted object a recycled one, which nobody brings back. */
  public void recycle(int id) {
    Update.ObjectChange change = update.change(id);
    strip(change.after());
    update.eraseLinks(id);
    change.apply();
  }

  private void strip(EntryBuilder after) {
    after.set(w.isRecycled, true).recycled(true);
    for (int number : after.attributes()) {
      AttributeType attribute = transaction.schema().attribute(number);
      boolean rdn = number == after.rdnAttribute();
      if (!rdn && !KEPT.contains(attribute.name()) && !attribute.isPreservedOnDelete()) {
        after.remove(attribute);
      }
    }
  }
}
