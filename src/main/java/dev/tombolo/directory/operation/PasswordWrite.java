package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.security.PasswordPolicy;
import dev.tombolo.directory.security.Passwords;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The modifications of {@code unicodePwd} in one request (MS-ADTS 3.1.1.3.1.5): one replace is a
 * reset; a delete of the old value with an add of the new one, in either order, is a change.
 */
final class PasswordWrite {
  private final List<byte[]> replaced = new ArrayList<>();
  private final List<byte[]> removed = new ArrayList<>();
  private final List<byte[]> added = new ArrayList<>();
  private int replaces;
  private int removes;
  private int adds;

  /** Takes up one modification. */
  void take(ModificationType type, List<byte[]> values) {
    if (type.equals(ModificationType.REPLACE)) {
      replaces++;
      replaced.addAll(values);
    } else if (type.equals(ModificationType.DELETE)) {
      removes++;
      removed.addAll(values);
    } else {
      adds++;
      added.addAll(values);
    }
  }

  boolean isEmpty() {
    return replaces + removes + adds == 0;
  }

  /** What the modifications ask for, before anybody is let do it. */
  private boolean isChange() {
    return replaces == 0 && removes == 1 && adds == 1;
  }

  private boolean isReset() {
    return replaces > 0 && removes == 0 && adds == 0 && !replaced.isEmpty();
  }

  /**
   * Refuses what cannot be let through: no encryption, the wrong shape, no right.
   *
   * @throws DirectoryException as a domain controller answers
   */
  void check(Session session, AccessControl access, Transaction transaction, int account)
      throws DirectoryException {
    if (!session.isConfidential()) {
      throw AdError.PASSWORD_NEEDS_TLS.exception();
    }
    Caller caller = session.caller();
    if (isChange()) {
      if (removed.size() != 1 || added.size() != 1) {
        throw AdError.CONSTRAINT.about(0x9005a, "unicodePwd");
      }
      access.require(caller, transaction, ControlRight.CHANGE_PASSWORD, account);
      return;
    }
    access.require(caller, transaction, ControlRight.FORCE_CHANGE_PASSWORD, account);
    if (!isReset()) {
      throw AdError.UNWILLING.exception();
    }
  }

  /** Refuses a change while the account is locked out, whatever the old password. */
  void checkLockout(Update update, Update.ObjectChange change) throws DirectoryException {
    WellKnown w = update.wellKnown();
    PasswordPolicy policy = PasswordPolicy.of(update.transaction(), change.id());
    long lockedAt = change.before().number(w.lockoutTime, 0);
    if (isChange() && Passwords.isLockedOut(policy, lockedAt, update.fileTime())) {
      throw AdError.PASSWORD_LOCKED_OUT.about(w.unicodePwd.attid(), w.unicodePwd.name());
    }
  }

  /**
   * The old password of a change that is not the account's; the caller counts it as a wrong one.
   */
  @Nullable String wrongOldPassword(EntryBuilder account, WellKnown w) {
    if (!isChange()) {
      return null;
    }
    String old = Passwords.unquote(removed.get(0)).orElse("");
    return Passwords.matches(account.first(w.unicodePwd), old) ? null : old;
  }

  /** Sets the password on an account under change. */
  void apply(
      Update update,
      Update.ObjectChange change,
      Session session,
      AccessControl access,
      boolean policyHints)
      throws DirectoryException {
    WellKnown w = update.wellKnown();
    EntryBuilder account = change.after();
    Transaction transaction = update.transaction();
    PasswordPolicy policy = PasswordPolicy.of(transaction, change.id());
    long now = update.fileTime();
    if (isChange()) {
      checkChange(account, w, policy);
    }
    String password = newPassword();
    Passwords.Manner manner =
        isChange()
            ? Passwords.Manner.CHANGE
            : policyHints ? Passwords.Manner.RESET_WITH_POLICY_HINTS : Passwords.Manner.RESET;
    Passwords.set(account, w, policy, password, manner, now);
    if (!isChange()
        && !access.holds(
            session.caller(),
            transaction,
            ControlRight.UNEXPIRE_PASSWORD,
            transaction.object(Register.DOMAIN))) {
      account.set(w.pwdLastSet, 0);
    }
  }

  private static void checkChange(EntryBuilder account, WellKnown w, PasswordPolicy policy)
      throws DirectoryException {
    UserAccountControl control =
        new UserAccountControl((int) account.number(w.userAccountControl, 0));
    if (policy.refuseChange() || control.has(UserAccountControl.PASSWD_CANT_CHANGE)) {
      throw AdError.PASSWORD_POLICY_CHANGE.about(w.unicodePwd.attid(), w.unicodePwd.name());
    }
  }

  private String newPassword() throws DirectoryException {
    byte[] value = isChange() ? added.get(0) : replaced.get(replaced.size() - 1);
    Optional<String> password = Passwords.unquote(value);
    if (password.isEmpty()) {
      throw isChange()
          ? AdError.PASSWORD_NOT_IN_QUOTES.about(0x9005a, "unicodePwd")
          : AdError.PASSWORD_NEEDS_TLS.exception();
    }
    return password.get();
  }

  /** Ticks that stand for "now" in {@code pwdLastSet} writes. */
  static final long NOW = -1;

  /**
   * Reads a client's write of {@code pwdLastSet}: 0 for must change, -1 for now; nothing else is
   * taken.
   */
  static void setLastSet(Update update, EntryBuilder account, long asked, long before)
      throws DirectoryException {
    WellKnown w = update.wellKnown();
    if (asked == NOW) {
      account.set(w.pwdLastSet, before == 0 ? update.fileTime() : before);
    } else if (asked == 0) {
      account.set(w.pwdLastSet, 0);
    } else {
      throw AdError.INVALID_PARAMETER.exception();
    }
  }
}
