package dev.tombolo.directory.security;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.NtHash;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.EntryBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passwords as an account keeps them: the NT hash in {@code unicodePwd}, the former hashes in
 * {@code ntPwdHistory}, the current one first. Nobody ever reads either.
 */
public final class Passwords {
  private static final int HASH = 16;
  private static final int MAX_LENGTH = 256;

  private Passwords() {}

  /** Reads a {@code unicodePwd} value: the password in double quotes, in UTF-16LE. */
  public static Optional<String> unquote(byte[] value) {
    if (value.length < 4 || value.length % 2 != 0) {
      return Optional.empty();
    }
    String quoted = new String(value, StandardCharsets.UTF_16LE);
    boolean inQuotes = quoted.charAt(0) == '"' && quoted.charAt(quoted.length() - 1) == '"';
    return inQuotes ? Optional.of(quoted.substring(1, quoted.length() - 1)) : Optional.empty();
  }

  /** Writes a {@code unicodePwd} value. */
  public static byte[] quote(String password) {
    return ("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE);
  }

  /** Whether a password is the account's. */
  public static boolean matches(byte @Nullable [] unicodePwd, String password) {
    return unicodePwd != null && MessageDigest.isEqual(unicodePwd, NtHash.of(password).octets());
  }

  /**
   * The hash of one of the account's former passwords, or null when there is none.
   *
   * @param place 1 for the one before the current
   */
  static byte @Nullable [] former(byte @Nullable [] history, int place) {
    return history != null && history.length >= (place + 1) * HASH
        ? Arrays.copyOfRange(history, place * HASH, (place + 1) * HASH)
        : null;
  }

  /** How a password comes to be set, which decides what the policy asks of it (MS-SAMR 3.1.1.7). */
  public enum Manner {
    /** By somebody who knows the old one. */
    CHANGE,
    /** By somebody who may reset it. */
    RESET,
    /** A reset that minds the history and the minimum age too (control …2239). */
    RESET_WITH_POLICY_HINTS;

    private boolean mindsPast() {
      return this != RESET;
    }

    private DirectoryException refusal() {
      return this == CHANGE
          ? AdError.PASSWORD_POLICY_CHANGE.about(0x9005a, "unicodePwd")
          : AdError.PASSWORD_POLICY_RESET.exception();
    }
  }

  /**
   * Sets an account's password.
   *
   * @param now in ticks
   * @throws DirectoryException when the policy refuses it
   */
  public static void set(
      EntryBuilder account,
      WellKnown w,
      PasswordPolicy policy,
      String password,
      Manner manner,
      long now)
      throws DirectoryException {
    UserAccountControl control =
        new UserAccountControl((int) account.number(w.userAccountControl, 0));
    byte[] hash = NtHash.of(password).octets();
    boolean exempt =
        !control.has(UserAccountControl.NORMAL_ACCOUNT)
            || control.has(UserAccountControl.PASSWD_NOTREQD);
    if (password.length() > MAX_LENGTH
        || (!exempt && !isAcceptable(account, w, policy, password, hash, manner))) {
      throw manner.refusal();
    }
    if (manner.mindsPast() && isTooYoung(account, w, policy, now)) {
      throw manner.refusal();
    }
    keep(account, w, policy, hash);
    account.set(w.pwdLastSet, now);
  }

  private static boolean isAcceptable(
      EntryBuilder account,
      WellKnown w,
      PasswordPolicy policy,
      String password,
      byte[] hash,
      Manner manner) {
    if (password.length() < policy.minLength()) {
      return false;
    }
    if (policy.complex()
        && !Complexity.satisfies(
            password, account.text(w.sAMAccountName), account.text(w.displayName))) {
      return false;
    }
    return !manner.mindsPast()
        || !isInHistory(account.first(w.ntPwdHistory), hash, policy.historyLength());
  }

  private static boolean isInHistory(byte @Nullable [] history, byte[] hash, int length) {
    if (history == null) {
      return false;
    }
    for (int place = 0; place < Math.min(length, history.length / HASH); place++) {
      if (Arrays.equals(history, place * HASH, (place + 1) * HASH, hash, 0, HASH)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTooYoung(
      EntryBuilder account, WellKnown w, PasswordPolicy policy, long now) {
    long lastSet = account.number(w.pwdLastSet, 0);
    return lastSet != 0 && policy.minAge() != 0 && now < lastSet - policy.minAge();
  }

  /** The history keeps one hash at the least, for the grace of the old password. */
  private static void keep(EntryBuilder account, WellKnown w, PasswordPolicy policy, byte[] hash) {
    ByteArrayOutputStream history = new ByteArrayOutputStream();
    history.writeBytes(hash);
    byte[] old = account.first(w.ntPwdHistory);
    if (old != null) {
      int kept = Math.min(Math.max(policy.historyLength(), 3) - 1, old.length / HASH);
      history.write(old, 0, kept * HASH);
    }
    account.set(w.unicodePwd, hash).set(w.ntPwdHistory, history.toByteArray());
  }

  /**
   * Whether a password must be changed at the next sign-in, or has expired, at a moment in ticks.
   */
  public static boolean isExpired(
      UserAccountControl control, PasswordPolicy policy, long pwdLastSet, long now) {
    if (control.hasAny(
        UserAccountControl.SMARTCARD_REQUIRED
            | UserAccountControl.DONT_EXPIRE_PASSWORD
            | UserAccountControl.TRUST_MASK)) {
      return false;
    }
    return pwdLastSet == 0 || (policy.expires() && now - pwdLastSet > -policy.maxAge());
  }

  /** Whether an account is locked out at a moment in ticks (MS-ADTS 3.1.1.4.5.17). */
  public static boolean isLockedOut(PasswordPolicy policy, long lockoutTime, long now) {
    if (lockoutTime == 0) {
      return false;
    }
    boolean forEver = policy.lockoutDuration() == 0 || policy.lockoutDuration() == FileTime.FOREVER;
    return forEver || now < lockoutTime - policy.lockoutDuration();
  }
}
