package dev.tombolo.directory.security;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.BindSubcode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.NtHash;
import dev.tombolo.ad.Sid;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Store;
import dev.tombolo.directory.store.View;
import dev.tombolo.directory.update.Update;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Signs accounts in and keeps their counters: wrong passwords, lockout, last sign-in (MS-SAMR
 * 3.1.1.8, MS-ADTS 5.1.1.1.1). A wrong password beats every other reason to refuse but the lockout.
 */
public final class Authenticator {
  private static final int ADMINISTRATOR = 500;
  private static final Duration LOGON_TIME_SYNC = Duration.ofDays(14);

  private final Store store;
  private final Forest forest;
  private final Clock clock;
  private final Duration oldPasswordGrace;

  /**
   * Signs in to the accounts of a store.
   *
   * @param oldPasswordGrace how long the previous password is still good; zero for not at all
   */
  public Authenticator(Store store, Forest forest, Clock clock, Duration oldPasswordGrace) {
    this.store = store;
    this.forest = forest;
    this.clock = clock;
    this.oldPasswordGrace = oldPasswordGrace;
  }

  /** Tells of the hash of a password whether the client knows that password. */
  @FunctionalInterface
  public interface Proof {
    /** Whether it is the one. */
    boolean isGood(byte[] ntHash);
  }

  /**
   * Signs in by name and password.
   *
   * @throws DirectoryException invalidCredentials with the subcode that says why
   */
  public Caller simpleBind(String name, String password) throws DirectoryException {
    byte[] hash = NtHash.of(password).octets();
    return signIn(
        view -> AccountNames.find(view, forest, name),
        new Attempt(candidate -> MessageDigest.isEqual(candidate, hash), ""),
        AdError::bindFailure);
  }

  /**
   * Signs in by a proof of the password, which itself is not told (MS-NLMP 3.2.5.1.2).
   *
   * @param domain as the client spells it; one that is not known stands for the server's own
   * @param workstation what the client calls itself
   * @throws DirectoryException invalidCredentials with the subcode that says why
   */
  public Caller networkLogon(String user, String domain, String workstation, Proof proof)
      throws DirectoryException {
    return signIn(
        view -> AccountNames.findForLogon(view, forest, user, domain),
        new Attempt(proof, workstation),
        AdError::saslFailure);
  }

  /**
   * Signs in an account whose owner has shown that without a password.
   *
   * @throws DirectoryException invalidCredentials with the subcode that says why
   */
  public Caller certificateLogon(int account) throws DirectoryException {
    View view = store.snapshot();
    long now = FileTime.of(clock.instant());
    WellKnown w = view.schema().wellKnown();
    boolean lockedOut =
        Passwords.isLockedOut(
            PasswordPolicy.of(view, account), view.existing(account).number(w.lockoutTime, 0), now);
    BindSubcode refusal =
        lockedOut
            ? BindSubcode.ACCOUNT_LOCKED_OUT
            : restriction(view, account, now, new Attempt(hash -> false, ""));
    if (refusal != null
        && refusal != BindSubcode.PASSWORD_EXPIRED
        && refusal != BindSubcode.PASSWORD_MUST_CHANGE) {
      throw AdError.saslFailure(refusal);
    }
    succeeded(account);
    return caller(store.snapshot(), account);
  }

  /** What a client shows of itself. */
  private record Attempt(Proof proof, String workstation) {
    private boolean knows(byte @Nullable [] ntHash) {
      return ntHash != null && proof.isGood(ntHash);
    }
  }

  private Caller signIn(
      Function<View, Optional<Integer>> name,
      Attempt attempt,
      Function<BindSubcode, DirectoryException> failure)
      throws DirectoryException {
    View view = store.snapshot();
    int account = name.apply(view).orElse(-1);
    if (account < 0) {
      throw failure.apply(BindSubcode.LOGON_FAILURE);
    }
    BindSubcode refusal = check(view, account, attempt);
    if (refusal != null) {
      throw failure.apply(refusal);
    }
    return caller(store.snapshot(), account);
  }

  /**
   * Why a client is not signed in to an account, or null when it is; the account's counters follow.
   */
  private @Nullable BindSubcode check(View view, int account, Attempt attempt)
      throws DirectoryException {
    WellKnown w = view.schema().wellKnown();
    Entry entry = view.existing(account);
    long now = FileTime.of(clock.instant());
    PasswordPolicy policy = PasswordPolicy.of(view, account);
    if (Passwords.isLockedOut(policy, entry.number(w.lockoutTime, 0), now)) {
      return BindSubcode.ACCOUNT_LOCKED_OUT;
    }
    if (!attempt.knows(entry.first(w.unicodePwd))) {
      return checkFormer(view, account, attempt, now);
    }
    BindSubcode refusal = restriction(view, account, now, attempt);
    if (refusal == null) {
      succeeded(account);
    }
    return refusal;
  }

  /**
   * The password before the current one signs in for a while; it and the one before it do not count
   * as wrong.
   */
  private @Nullable BindSubcode checkFormer(View view, int account, Attempt attempt, long now)
      throws DirectoryException {
    WellKnown w = view.schema().wellKnown();
    Entry entry = view.existing(account);
    byte[] history = entry.first(w.ntPwdHistory);
    boolean previous = attempt.knows(Passwords.former(history, 1));
    long age = now - entry.number(w.pwdLastSet, 0);
    if (previous && age >= 0 && age < -FileTime.ofDuration(oldPasswordGrace)) {
      BindSubcode refusal = restriction(view, account, now, attempt);
      if (refusal == null) {
        succeeded(account);
      }
      return refusal;
    }
    if (!previous && !attempt.knows(Passwords.former(history, 2))) {
      countWrongPassword(account);
    }
    return BindSubcode.LOGON_FAILURE;
  }

  private @Nullable BindSubcode restriction(View view, int account, long now, Attempt attempt) {
    WellKnown w = view.schema().wellKnown();
    Entry entry = view.existing(account);
    UserAccountControl control =
        new UserAccountControl((int) entry.number(w.userAccountControl, 0));
    if (!control.enabled()) {
      return BindSubcode.ACCOUNT_DISABLED;
    }
    long expires = entry.number(w.accountExpires, 0);
    if (expires != 0 && expires != FileTime.NEVER && now >= expires) {
      return BindSubcode.ACCOUNT_EXPIRED;
    }
    long lastSet = entry.number(w.pwdLastSet, 0);
    if (Passwords.isExpired(control, PasswordPolicy.of(view, account), lastSet, now)) {
      return lastSet == 0 ? BindSubcode.PASSWORD_MUST_CHANGE : BindSubcode.PASSWORD_EXPIRED;
    }
    Optional<String> workstations = entry.text(w.userWorkstations);
    if (workstations.isPresent() && !isOneOf(workstations.get(), attempt.workstation())) {
      return BindSubcode.INVALID_WORKSTATION;
    }
    return isWithinLogonHours(entry.first(w.logonHours)) ? null : BindSubcode.INVALID_LOGON_HOURS;
  }

  /** A client that does not tell its workstation is on none of them. */
  private static boolean isOneOf(String workstations, String workstation) {
    return Arrays.stream(workstations.split(","))
        .map(String::strip)
        .anyMatch(each -> !each.isEmpty() && each.equalsIgnoreCase(workstation));
  }

  /** A week in bits, an hour each, from Sunday midnight UTC. */
  private boolean isWithinLogonHours(byte @Nullable [] hours) {
    if (hours == null || hours.length != 21) {
      return true;
    }
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    int hour = now.getDayOfWeek().getValue() % 7 * 24 + now.getHour();
    return (hours[hour / 8] >> (hour % 8) & 1) == 1;
  }

  private void succeeded(int account) throws DirectoryException {
    if (store.failure() != null) {
      return; // a directory that can only be read still signs people in
    }
    store.write(
        transaction -> {
          Update update = new Update(transaction, clock.instant());
          Update.ObjectChange change = update.change(account);
          WellKnown w = update.wellKnown();
          EntryBuilder after = change.after();
          long now = update.fileTime();
          after
              .set(w.lastLogon, now)
              .set(w.logonCount, after.number(w.logonCount, 0) + 1)
              .set(w.badPwdCount, 0);
          if (after.number(w.lockoutTime, 0) != 0) {
            after.set(w.lockoutTime, 0);
          }
          if (isLogonTimestampDue(after.number(w.lastLogonTimestamp, 0), update.now())) {
            after.set(w.lastLogonTimestamp, now);
          }
          return change.apply();
        });
  }

  /**
   * It is brought up to date when it is fourteen days old, less up to five so that not all are at
   * once.
   */
  private static boolean isLogonTimestampDue(long timestamp, Instant now) {
    if (timestamp == 0) {
      return true;
    }
    Duration spread = Duration.ofHours(ThreadLocalRandom.current().nextLong(5 * 24 + 1));
    return FileTime.toInstant(timestamp).plus(LOGON_TIME_SYNC).minus(spread).isBefore(now);
  }

  /** Counts a wrong password, and locks the account when the policy says so. */
  public void countWrongPassword(int account) throws DirectoryException {
    if (store.failure() != null) {
      return;
    }
    store.write(
        transaction -> {
          Update update = new Update(transaction, clock.instant());
          Update.ObjectChange change = update.change(account);
          countWrongPassword(update, change, PasswordPolicy.of(transaction, account));
          return change.apply();
        });
  }

  private static void countWrongPassword(
      Update update, Update.ObjectChange change, PasswordPolicy policy) {
    WellKnown w = update.wellKnown();
    EntryBuilder after = change.after();
    long now = update.fileTime();
    long last = after.number(w.badPasswordTime, 0);
    long count = last - policy.observationWindow() >= now ? after.number(w.badPwdCount, 0) : 0;
    after.set(w.badPwdCount, count + 1).set(w.badPasswordTime, now);
    boolean trust =
        new UserAccountControl((int) after.number(w.userAccountControl, 0))
            .hasAny(UserAccountControl.TRUST_MASK);
    Sid sid = Names.sid(update.transaction(), change.before());
    boolean exempt = trust || (sid != null && sid.rid() == ADMINISTRATOR);
    if (policy.lockoutThreshold() > 0 && count + 1 >= policy.lockoutThreshold() && !exempt) {
      after.set(w.lockoutTime, now);
    }
  }

  /** The identity of an account, with its groups as they are now. */
  public Caller caller(View view, int account) {
    Entry entry = view.existing(account);
    Sid sid = Names.sid(view, entry);
    if (sid == null) {
      return Caller.ANONYMOUS;
    }
    Set<Sid> groups = new HashSet<>(TokenGroups.sids(view, account));
    groups.add(Caller.EVERYONE);
    groups.add(Caller.AUTHENTICATED_USERS);
    UserAccountControl control =
        new UserAccountControl((int) entry.number(view.schema().wellKnown().userAccountControl, 0));
    if (control.has(UserAccountControl.SERVER_TRUST_ACCOUNT)) {
      groups.add(Caller.ENTERPRISE_DOMAIN_CONTROLLERS);
    }
    for (Sid each : Set.copyOf(groups)) {
      if (each.subAuthorityCount() == 1) {
        groups.addAll(TokenGroups.ofWellKnown(view, each));
      }
    }
    String name = entry.text(view.schema().wellKnown().sAMAccountName).orElse(entry.name());
    return new Caller(account, forest.netBiosName() + "\\" + name, sid, groups);
  }

  /** The account of a name, for other ways of signing in than by password. */
  public Optional<Integer> account(String name) {
    return AccountNames.find(store.snapshot(), forest, name);
  }
}
