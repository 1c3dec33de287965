package dev.tombolo.directory.operation;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.util.Map;

/** Bits of {@code userAccountControl} that need a right on the domain (MS-SAMR 3.1.1.8.10). */
final class ControlBits {
  private static final Map<Integer, ControlRight> RIGHTS =
      Map.of(
          UserAccountControl.PASSWD_NOTREQD,
          ControlRight.UPDATE_PASSWORD_NOT_REQUIRED,
          UserAccountControl.DONT_EXPIRE_PASSWORD,
          ControlRight.UNEXPIRE_PASSWORD,
          UserAccountControl.ENCRYPTED_TEXT_PASSWORD_ALLOWED,
          ControlRight.ENABLE_REVERSIBLE_PASSWORD);

  private ControlBits() {}

  /** Refuses bits that are set now and were not before, unless the caller holds their rights. */
  static void check(AccessControl access, Caller caller, View view, long before, long after)
      throws DirectoryException {
    int set = (int) (after & ~before);
    for (Map.Entry<Integer, ControlRight> each : RIGHTS.entrySet()) {
      if ((set & each.getKey()) != 0) {
        access.require(caller, view, each.getValue(), view.object(Register.DOMAIN));
      }
    }
  }
}
