package dev.tombolo.directory.security;

import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;

/**
 * Who owns an object that a caller makes (MS-ADTS 6.1.3): the administrators of where it is, when
 * the caller is one of them, else the caller.
 *
 * @param owner the owner
 * @param group the owner's group
 */
public record Ownership(Sid owner, Sid group) {
  private static final int DOMAIN_ADMINS = 512;
  private static final int DOMAIN_USERS = 513;
  private static final int SCHEMA_ADMINS = 518;
  private static final int ENTERPRISE_ADMINS = 519;

  /** Of an object below a parent. */
  public static Ownership of(View view, Caller caller, int parent) {
    Sid domain = Names.domainSid(view);
    int namingContext = Names.namingContext(view, parent);
    int[] administrators;
    if (namingContext == view.object(Register.SCHEMA)) {
      administrators = new int[] {SCHEMA_ADMINS, ENTERPRISE_ADMINS, DOMAIN_ADMINS};
    } else if (namingContext == view.object(Register.CONFIGURATION)) {
      administrators = new int[] {ENTERPRISE_ADMINS, DOMAIN_ADMINS};
    } else {
      administrators = new int[] {DOMAIN_ADMINS, ENTERPRISE_ADMINS};
    }
    for (int rid : administrators) {
      Sid group = domain.child(rid);
      if (caller.isSystem() || caller.has(group)) {
        return new Ownership(group, group);
      }
    }
    Sid sid = caller.sid();
    if (sid == null) {
      throw new IllegalStateException("nobody in particular makes objects");
    }
    return new Ownership(sid, domain.child(primaryGroup(view, caller.objectId())));
  }

  private static long primaryGroup(View view, int account) {
    Entry entry = view.entry(account);
    WellKnown w = view.schema().wellKnown();
    return entry == null ? DOMAIN_USERS : entry.number(w.primaryGroupID, DOMAIN_USERS);
  }

  /**
   * Whether a caller may give an object to an owner: itself, or a group of administrators it is in.
   */
  public static boolean mayGive(View view, Caller caller, Sid owner) {
    Sid domain = Names.domainSid(view);
    Sid self = caller.sid();
    return caller.isSystem()
        || caller.isAdministrator() // who may restore, and so give to anybody
        || (self != null && owner.equals(self))
        || (caller.has(owner)
            && (owner.equals(domain.child(DOMAIN_ADMINS))
                || owner.equals(domain.child(ENTERPRISE_ADMINS))
                || owner.equals(domain.child(SCHEMA_ADMINS))));
  }
}
