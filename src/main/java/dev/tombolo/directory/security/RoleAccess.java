package dev.tombolo.directory.security;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;

/**
 * Access by role: administrators may do everything; whoever has signed in reads everything but
 * secrets, confidential attributes and deleted objects, and changes its own password.
 */
public final class RoleAccess implements AccessControl {
  private static final ReadableAttributes ALL = attribute -> !attribute.isSecret();
  private static final ReadableAttributes PUBLIC =
      attribute -> !attribute.isSecret() && !attribute.isConfidential();
  private static final ReadableAttributes NONE = attribute -> false;

  @Override
  public boolean maySee(Caller caller, View view, int id, Entry entry) {
    return caller.isAdministrator() || (!caller.isAnonymous() && !entry.isDeleted());
  }

  @Override
  public ReadableAttributes readable(Caller caller, View view, int id, Entry entry) {
    if (caller.isAdministrator()) {
      return ALL;
    }
    return caller.isAnonymous() ? NONE : PUBLIC;
  }

  @Override
  public boolean mayWrite(Caller caller, View view, int id, Entry entry, AttributeType attribute) {
    return caller.isAdministrator();
  }

  @Override
  public boolean mayCreate(Caller caller, View view, int parent, ObjectClass objectClass) {
    return caller.isAdministrator();
  }

  @Override
  public boolean mayDelete(Caller caller, View view, int id, Entry entry) {
    return caller.isAdministrator();
  }

  @Override
  public boolean holds(Caller caller, View view, ControlRight right, int id) {
    boolean ownPassword = right == ControlRight.CHANGE_PASSWORD && !caller.isAnonymous();
    return ownPassword
        || (caller.isAdministrator() && id >= 0 && view.object(Register.DOMAIN) >= 0);
  }
}
