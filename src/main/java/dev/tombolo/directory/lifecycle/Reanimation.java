package dev.tombolo.directory.lifecycle;

import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.GroupType;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.util.List;

/**
 * Brings a deleted object back to life under a name (MS-ADTS 3.1.1.5.3.7). A deleted object comes
 * back whole; a tombstone comes back with what it kept and the defaults of a new account. {@code
 * lastKnownParent} stays.
 */
public final class Reanimation {
  private final Transaction transaction;
  private final WellKnown w;

  /** Reanimates in an update. */
  public Reanimation(Update update) {
    this.transaction = update.transaction();
    this.w = update.wellKnown();
  }

  /** Turns an object under change from deleted to live. */
  public void reanimate(Update.ObjectChange change, int parent, String name) {
    Schema schema = transaction.schema();
    EntryBuilder after = change.after();
    boolean tombstone = change.before().isRecycled();
    after
        .parent(parent)
        .set(w.name, name)
        .set(schema.attribute(change.before().rdnAttribute()), name);
    after.remove(w.isDeleted).deleted(false).remove(w.isRecycled).recycled(false);
    ObjectClass structural = schema.objectClass(change.before().structuralClass());
    if (!after.has(w.objectCategory)) {
      int category =
          transaction.child(
              transaction.object(Register.SCHEMA), structural.definition().defaultObjectCategory());
      after.setReference(w.objectCategory, category);
    }
    if (structural.isOrInherits(w.userClass)) {
      reanimateUser(after, tombstone);
    } else if (structural.isOrInherits(w.groupClass)) {
      reanimateGroup(after, tombstone);
    }
  }

  private void reanimateUser(EntryBuilder after, boolean tombstone) {
    UserAccountControl control =
        new UserAccountControl(
            (int) after.number(w.userAccountControl, UserAccountControl.NORMAL_ACCOUNT));
    if (tombstone) {
      if (control.has(UserAccountControl.NORMAL_ACCOUNT)) {
        control =
            control.with(UserAccountControl.ACCOUNTDISABLE | UserAccountControl.PASSWD_NOTREQD);
      }
      for (AttributeType zero :
          List.of(
              w.adminCount,
              w.operatorCount,
              w.badPasswordTime,
              w.badPwdCount,
              w.codePage,
              w.countryCode,
              w.lastLogoff,
              w.lastLogon,
              w.logonCount,
              w.pwdLastSet)) {
        after.set(zero, 0);
      }
      after
          .set(w.accountExpires, FileTime.NEVER)
          .set(w.primaryGroupID, control.defaultPrimaryGroup());
    }
    after.set(w.userAccountControl, control.bits()).set(w.sAMAccountType, control.samAccountType());
  }

  private void reanimateGroup(EntryBuilder after, boolean tombstone) {
    if (tombstone) {
      after.set(w.adminCount, 0).set(w.operatorCount, 0);
    }
    GroupType type = new GroupType((int) after.number(w.groupType, GroupType.DEFAULT.bits()));
    after.set(w.groupType, type.bits()).set(w.sAMAccountType, type.samAccountType());
  }
}
