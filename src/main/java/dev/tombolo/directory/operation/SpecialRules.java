package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.util.List;
import java.util.Set;

/** Rules of modify about particular objects and attributes that the schema does not tell. */
final class SpecialRules {
  private static final int LONGEST_PASSWORD = 256;
  private static final int LONGEST_HISTORY = 1024;

  private SpecialRules() {}

  /** Refuses to modify the containers of lost objects (MS-ADTS 3.1.1.5.3.3). */
  static void checkObject(ObjectClass structural) throws DirectoryException {
    if (structural.name().equals("lostAndFound")) {
      throw AdError.NOT_ALLOWED.exception();
    }
  }

  /** Refuses values that cannot be, once all modifications are done. */
  static void checkValues(View view, EntryBuilder after, Set<AttributeType> written)
      throws DirectoryException {
    WellKnown w = view.schema().wellKnown();
    if (written.contains(w.fSMORoleOwner)) {
      byte[] owner = after.first(w.fSMORoleOwner);
      if (owner == null || EntryBuilder.referenced(owner) != view.object(Register.DSA)) {
        throw AdError.NOT_THIS_OWNER.exception();
      }
    }
    List<AttributeType> durations =
        List.of(w.minPwdAge, w.maxPwdAge, w.lockoutDuration, w.lockOutObservationWindow);
    if (durations.stream().anyMatch(written::contains)
        || written.contains(w.minPwdLength)
        || written.contains(w.pwdHistoryLength)) {
      checkPolicy(w, after, durations);
    }
  }

  /**
   * Refuses password settings that contradict themselves (MS-ADTS 3.1.1.5.2.2): durations are
   * negative, a password must stand for less than it is good for, a lockout lasts as long as wrong
   * passwords count.
   */
  static void checkPasswordSettings(Schema schema, ObjectClass structural, EntryBuilder after)
      throws DirectoryException {
    if (!structural.name().equals("msDS-PasswordSettings")) {
      return;
    }
    long minAge = after.number(schema.known("msDS-MinimumPasswordAge"), 0);
    long maxAge = after.number(schema.known("msDS-MaximumPasswordAge"), 0);
    long window = after.number(schema.known("msDS-LockoutObservationWindow"), 0);
    long duration = after.number(schema.known("msDS-LockoutDuration"), 0);
    if (minAge > 0
        || maxAge >= minAge
        || window > 0
        || duration > window
        || after.number(schema.known("msDS-MinimumPasswordLength"), 0) > LONGEST_PASSWORD
        || after.number(schema.known("msDS-PasswordHistoryLength"), 0) > LONGEST_HISTORY) {
      throw AdError.BAD_POLICY_VALUE.exception();
    }
  }

  /**
   * Durations are negative, and a lockout lasts as long as wrong passwords count (MS-SAMR 3.1.1.6).
   */
  private static void checkPolicy(WellKnown w, EntryBuilder after, List<AttributeType> durations)
      throws DirectoryException {
    boolean positive = durations.stream().anyMatch(each -> after.number(each, 0) > 0);
    long duration = after.number(w.lockoutDuration, 0);
    boolean tooShort = duration != 0 && duration > after.number(w.lockOutObservationWindow, 0);
    if (positive
        || tooShort
        || after.number(w.minPwdLength, 0) > LONGEST_PASSWORD
        || after.number(w.pwdHistoryLength, 0) > LONGEST_HISTORY) {
      throw AdError.BAD_POLICY_VALUE.exception();
    }
  }
}
