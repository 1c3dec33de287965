package dev.tombolo.directory.sam;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.GroupType;
import dev.tombolo.ad.Sid;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.PasswordPolicy;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.store.View;
import dev.tombolo.directory.update.Update;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the security accounts manager adds to users, computers and groups, and what it refuses
 * (MS-SAMR 3.1.1.6 and 3.1.1.8).
 */
public final class SamRules {
  /**
   * What clients may not set on users (MS-SAMR 3.1.1.8, and the requirement list of MS-ADTS
   * 3.1.1.5.2.2).
   */
  private static final Set<String> USER_OWNED =
      Set.of(
          "badPasswordTime",
          "badPwdCount",
          "dBCSPwd",
          "isCriticalSystemObject",
          "lastLogoff",
          "lastLogon",
          "lastLogonTimestamp",
          "lmPwdHistory",
          "logonCount",
          "memberOf",
          "msDS-User-Account-Control-Computed",
          "ntPwdHistory",
          "objectSid",
          "rid",
          "sAMAccountType",
          "supplementalCredentials");

  private static final Set<String> GROUP_OWNED =
      Set.of(
          "isCriticalSystemObject",
          "memberOf",
          "objectSid",
          "rid",
          "sAMAccountType",
          "userPassword");

  private static final Set<String> OTHERS_OWNED =
      Set.of(
          "isCriticalSystemObject",
          "lmPwdHistory",
          "ntPwdHistory",
          "objectSid",
          "sAMAccountName",
          "sAMAccountType",
          "supplementalCredentials",
          "unicodePwd");

  private static final String NAME_REFUSED = "\"/\\[]:|<>+=;?,*";
  private static final String BASE_32 = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
  private static final int DOMAIN_USERS = 513;

  /** A service, its host with or without a port or instance, and perhaps a name. */
  private static final Pattern SERVICE_NAME = Pattern.compile("[^/]+/[^/]+(/[^/]+)?");

  private final Transaction transaction;
  private final WellKnown w;

  /** The rules on one directory. */
  public SamRules(Transaction transaction) {
    this.transaction = transaction;
    this.w = transaction.schema().wellKnown();
  }

  /** Whether objects of a class are users or computers. */
  public boolean isUser(ObjectClass structural) {
    return structural.isOrInherits(w.userClass);
  }

  /** Whether objects of a class are groups. */
  public boolean isGroup(ObjectClass structural) {
    return structural.isOrInherits(w.groupClass);
  }

  /** Refuses a client's write of what the accounts manager owns. */
  public void checkClientMayWrite(ObjectClass structural, AttributeType attribute)
      throws DirectoryException {
    if (isUser(structural) && USER_OWNED.contains(attribute.name())) {
      throw AdError.SAM_OWNED.exception();
    }
    if (isGroup(structural) && GROUP_OWNED.contains(attribute.name())) {
      throw AdError.SAM_OWNED.exception();
    }
    if (!isUser(structural) && !isGroup(structural) && OTHERS_OWNED.contains(attribute.name())) {
      throw AdError.NOT_ALLOWED.exception();
    }
  }

  /** Completes a new user, computer or group; nothing for others. */
  public void complete(ObjectClass structural, EntryBuilder entry, boolean hasPassword)
      throws DirectoryException {
    if (isUser(structural)) {
      completeUser(structural, entry, hasPassword);
    } else if (isGroup(structural)) {
      completeGroup(entry);
    } else {
      return;
    }
    if (!entry.has(w.sAMAccountName)) {
      entry.set(w.sAMAccountName, generatedName());
    }
    checkName(structural, entry, -1);
    if (!entry.has(w.objectSid)) {
      entry.set(w.objectSid, nextSid().bytes());
    }
  }

  private void completeUser(ObjectClass structural, EntryBuilder entry, boolean hasPassword)
      throws DirectoryException {
    UserAccountControl control = defaultedControl(entry);
    checkControl(structural, control, hasPassword);
    applyControl(entry, control);
    int primaryGroup = control.defaultPrimaryGroup();
    if (entry.number(w.primaryGroupID, primaryGroup) != primaryGroup) {
      throw AdError.PRIMARY_GROUP.exception();
    }
    entry.set(w.primaryGroupID, primaryGroup);
    defaultTo(entry, w.accountExpires, FileTime.NEVER);
    for (AttributeType counter :
        List.of(
            w.badPasswordTime,
            w.badPwdCount,
            w.codePage,
            w.countryCode,
            w.lastLogoff,
            w.lastLogon,
            w.logonCount,
            w.pwdLastSet)) {
      defaultTo(entry, counter, 0);
    }
    if (structural.isOrInherits(w.computerClass) && control.hasAny(UserAccountControl.TRUST_MASK)) {
      entry.set(w.isCriticalSystemObject, control.has(UserAccountControl.SERVER_TRUST_ACCOUNT));
    }
  }

  private UserAccountControl defaultedControl(EntryBuilder entry) {
    UserAccountControl given =
        new UserAccountControl(
            (int)
                entry.number(
                    w.userAccountControl,
                    UserAccountControl.NORMAL_ACCOUNT
                        | UserAccountControl.ACCOUNTDISABLE
                        | UserAccountControl.PASSWD_NOTREQD));
    UserAccountControl stored =
        given.without(UserAccountControl.LOCKOUT | UserAccountControl.PASSWORD_EXPIRED);
    return stored.hasAny(UserAccountControl.ACCOUNT_TYPE_MASK)
        ? stored
        : stored.with(UserAccountControl.NORMAL_ACCOUNT);
  }

  private void checkControl(ObjectClass structural, UserAccountControl control, boolean hasPassword)
      throws DirectoryException {
    if (control.has(UserAccountControl.TEMP_DUPLICATE_ACCOUNT)) {
      throw AdError.INVALID_PARAMETER.exception();
    }
    if (control.has(UserAccountControl.INTERDOMAIN_TRUST_ACCOUNT)) {
      throw AdError.CREATE_TRUST_DENIED.exception();
    }
    int type = control.bits() & UserAccountControl.ACCOUNT_TYPE_MASK;
    if (Integer.bitCount(type) > 1) {
      throw AdError.NOT_ALLOWED.exception();
    }
    if (!structural.isOrInherits(w.computerClass)
        && control.hasAny(UserAccountControl.TRUST_MASK)) {
      throw AdError.CLASS_CHANGE.exception();
    }
    boolean needsPassword =
        control.has(UserAccountControl.NORMAL_ACCOUNT)
            && control.enabled()
            && !control.has(UserAccountControl.PASSWD_NOTREQD)
            && !hasPassword
            && PasswordPolicy.ofDomain(transaction).minLength() > 0;
    if (needsPassword) {
      throw AdError.PASSWORD_POLICY_RESET.exception();
    }
  }

  private void applyControl(EntryBuilder entry, UserAccountControl control) {
    entry.set(w.userAccountControl, control.bits()).set(w.sAMAccountType, control.samAccountType());
  }

  private void completeGroup(EntryBuilder entry) throws DirectoryException {
    GroupType type = new GroupType((int) entry.number(w.groupType, GroupType.DEFAULT.bits()));
    checkGroupType(type);
    entry.set(w.groupType, type.bits()).set(w.sAMAccountType, type.samAccountType());
  }

  private static void checkGroupType(GroupType type) throws DirectoryException {
    if (!type.isValid() || (type.bits() & GroupType.BUILTIN_LOCAL) != 0) {
      throw AdError.BAD_GROUP_TYPE.exception();
    }
  }

  private static void defaultTo(EntryBuilder entry, AttributeType attribute, long number) {
    if (!entry.has(attribute)) {
      entry.set(attribute, number);
    }
  }

  private static String generatedName() {
    StringBuilder name = new StringBuilder("$");
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < 19; i++) {
      name.append(i == 6 ? '-' : BASE_32.charAt(random.nextInt(BASE_32.length())));
    }
    return name.toString();
  }

  /** The domain's SID with the next relative identifier, which is never given out again. */
  public Sid nextSid() {
    long rid = transaction.register(Register.NEXT_RID);
    transaction.register(Register.NEXT_RID, rid + 1);
    return domainSid(transaction).child(rid);
  }

  /** The SID of the domain. */
  public static Sid domainSid(View view) {
    return Names.domainSid(view);
  }

  /** Refuses an account name that is malformed or taken (MS-SAMR 3.1.1.8.4). */
  public void checkName(ObjectClass structural, EntryBuilder entry, int self)
      throws DirectoryException {
    String name = entry.text(w.sAMAccountName);
    if (name == null) {
      throw AdError.MISSING_ATTRIBUTE.exception();
    }
    int longest = isGroup(structural) ? 256 : 20;
    if (name.length() > longest
        || name.isBlank()
        || name.endsWith(".")
        || hasRefusedCharacter(name)) {
      throw AdError.BAD_SAM_NAME.exception();
    }
    int owner = find(w.sAMAccountName, name, self);
    if (owner >= 0) {
      Entry taken = transaction.existing(owner);
      boolean group = isGroup(transaction.schema().objectClass(taken.structuralClass()));
      boolean alias =
          group
              && new GroupType((int) taken.number(w.groupType, 0)).scope()
                  == GroupType.DOMAIN_LOCAL;
      throw (alias ? AdError.ALIAS_EXISTS : group ? AdError.GROUP_EXISTS : AdError.USER_EXISTS)
          .exception();
    }
  }

  /** Refuses an object whose names live objects have by now, as one that comes back may find. */
  public void checkNames(ObjectClass structural, EntryBuilder entry, int self)
      throws DirectoryException {
    if (isUser(structural) || isGroup(structural)) {
      checkName(structural, entry, self);
    }
    checkPrincipalNames(entry, self);
  }

  private static boolean hasRefusedCharacter(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < 0x20 || NAME_REFUSED.indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Refuses a userPrincipalName or servicePrincipalName that a live object has (MS-ADTS
   * 3.1.1.5.1.3), and a servicePrincipalName that is none.
   */
  public void checkPrincipalNames(EntryBuilder entry, int self) throws DirectoryException {
    String upn = entry.text(w.userPrincipalName);
    if (upn != null && find(w.userPrincipalName, upn, self) >= 0) {
      throw AdError.UPN_TAKEN.about(w.userPrincipalName.attid(), w.userPrincipalName.name());
    }
    for (byte[] value : entry.values(w.servicePrincipalName)) {
      String spn = new String(value, StandardCharsets.UTF_8);
      if (!SERVICE_NAME.matcher(spn).matches()) {
        throw AdError.BAD_REFERENCE.about(
            w.servicePrincipalName.attid(), w.servicePrincipalName.name());
      }
      if (find(w.servicePrincipalName, spn, self) >= 0) {
        throw AdError.SPN_TAKEN.about(
            w.servicePrincipalName.attid(), w.servicePrincipalName.name());
      }
    }
  }

  /** The live object but this one that has a value, or -1. */
  private int find(AttributeType attribute, String text, int self) {
    byte[] key = attribute.syntax().key(text.getBytes(StandardCharsets.UTF_8));
    byte[] prefix = Keys.indexed(key);
    var each = transaction.index(attribute).ascend(prefix);
    while (each.next() && each.keyStartsWith(prefix)) {
      int id = each.keyTail();
      if (id != self
          && !transaction.existing(id).isDeleted()
          && transaction.existing(id).all(attribute).stream()
              .anyMatch(value -> Arrays.equals(attribute.syntax().key(value), key))) {
        return id;
      }
    }
    return -1;
  }

  /** Follows up a client's change of an existing user, computer or group. */
  public void follow(
      ObjectClass structural,
      Update.ObjectChange change,
      Set<AttributeType> written,
      boolean passwordSet)
      throws DirectoryException {
    EntryBuilder after = change.after();
    if (isUser(structural)) {
      followUser(structural, change, written, passwordSet);
    } else if (isGroup(structural) && written.contains(w.groupType)) {
      followGroupType(change);
    }
    if ((isUser(structural) || isGroup(structural)) && written.contains(w.sAMAccountName)) {
      checkName(structural, after, change.id());
    }
    if (written.contains(w.userPrincipalName) || written.contains(w.servicePrincipalName)) {
      checkPrincipalNames(after, change.id());
    }
  }

  private void followUser(
      ObjectClass structural,
      Update.ObjectChange change,
      Set<AttributeType> written,
      boolean passwordSet)
      throws DirectoryException {
    EntryBuilder after = change.after();
    if (written.contains(w.userAccountControl)) {
      followControl(structural, change, passwordSet);
    }
    if (written.contains(w.lockoutTime)) {
      if (after.number(w.lockoutTime, 0) != 0) {
        throw AdError.BAD_SAM_VALUE.about(w.lockoutTime.attid(), w.lockoutTime.name());
      }
      after.set(w.lockoutTime, 0).set(w.badPwdCount, 0);
    }
    if (written.contains(w.primaryGroupID)) {
      followPrimaryGroup(change);
    }
  }

  private void followControl(
      ObjectClass structural, Update.ObjectChange change, boolean passwordSet)
      throws DirectoryException {
    EntryBuilder after = change.after();
    UserAccountControl asked = new UserAccountControl((int) after.number(w.userAccountControl, 0));
    if (asked.has(UserAccountControl.LOCKOUT) && after.number(w.lockoutTime, 0) != 0) {
      after.set(w.lockoutTime, 0).set(w.badPwdCount, 0);
    }
    UserAccountControl control = defaultedControl(after);
    Sid sid = Names.sid(transaction, change.before());
    if (sid != null && (sid.rid() == 500 || sid.rid() == 502) && sid.subAuthorityCount() == 5) {
      boolean disables =
          !control.enabled()
              && new UserAccountControl((int) change.before().number(w.userAccountControl, 0))
                  .enabled();
      if (disables) {
        throw AdError.SPECIAL_ACCOUNT.exception();
      }
    }
    checkControl(structural, control, passwordSet || after.has(w.unicodePwd));
    applyControl(after, control);
  }

  private void followGroupType(Update.ObjectChange change) throws DirectoryException {
    EntryBuilder after = change.after();
    GroupType type = new GroupType((int) after.number(w.groupType, 0));
    GroupType before = new GroupType((int) change.before().number(w.groupType, 0));
    checkGroupType(type);
    boolean directly =
        before.scope() != type.scope()
            && before.scope() != GroupType.UNIVERSAL
            && type.scope() != GroupType.UNIVERSAL;
    if (directly || (before.bits() & GroupType.BUILTIN_LOCAL) != 0) {
      throw AdError.BAD_GROUP_TYPE.exception();
    }
    after.set(w.sAMAccountType, type.samAccountType());
  }

  /**
   * The new primary group must have the user as a member, who then leaves its list and joins the
   * old one's.
   */
  private void followPrimaryGroup(Update.ObjectChange change) throws DirectoryException {
    Sid sid = Names.sid(transaction, change.before());
    if (sid == null) {
      throw AdError.CLASS_CHANGE.exception();
    }
    long rid = change.after().number(w.primaryGroupID, DOMAIN_USERS);
    int group = transaction.find(w.objectSid, sid.parent().child(rid).bytes());
    boolean member =
        group >= 0
            && transaction
                .link(w.member.linkPair(), group, change.id(), new byte[0])
                .map(link -> link.present())
                .orElse(false);
    long before = change.before().number(w.primaryGroupID, DOMAIN_USERS);
    if (rid != before && !member) {
      throw AdError.PRIMARY_GROUP.exception();
    }
  }

  /** What a user that changes its primary group changes of the two groups. */
  public void movePrimaryGroup(Update update, Update.ObjectChange change) {
    Sid sid = Names.sid(transaction, change.before());
    long before = change.before().number(w.primaryGroupID, DOMAIN_USERS);
    long after = change.after().number(w.primaryGroupID, DOMAIN_USERS);
    if (sid == null || before == after) {
      return;
    }
    changeMember(update, sid.parent().child(after), change.id(), false);
    changeMember(update, sid.parent().child(before), change.id(), true);
  }

  private void changeMember(Update update, Sid group, int member, boolean add) {
    int id = transaction.find(w.objectSid, group.bytes());
    if (id >= 0) {
      Update.ObjectChange change = update.change(id);
      if (add) {
        change.addLink(w.member, member, new byte[0]);
      } else {
        change.removeLink(w.member, member, new byte[0]);
      }
      boolean changed = change.apply();
      assert changed;
    }
  }

  /** The error for a member that a group's scope does not take (MS-SAMR 3.1.1.8.9), or null. */
  public @Nullable DirectoryException refuseMember(GroupType group, int member) {
    Entry entry = transaction.existing(member);
    if (!isGroup(transaction.schema().objectClass(entry.structuralClass()))) {
      return null;
    }
    int scope = new GroupType((int) entry.number(w.groupType, 0)).scope();
    if (group.scope() == GroupType.GLOBAL && scope == GroupType.DOMAIN_LOCAL) {
      return AdError.LOCAL_IN_GLOBAL.exception();
    }
    if (group.scope() == GroupType.GLOBAL && scope == GroupType.UNIVERSAL) {
      return AdError.UNIVERSAL_IN_GLOBAL.exception();
    }
    return group.scope() == GroupType.UNIVERSAL && scope == GroupType.DOMAIN_LOCAL
        ? AdError.LOCAL_IN_UNIVERSAL.exception()
        : null;
  }

  /** Whether a group is an account's primary group, which no link says. */
  public boolean isPrimaryGroup(int group, int account) {
    Sid sid = Names.sid(transaction, transaction.existing(group));
    Entry entry = transaction.existing(account);
    return sid != null && entry.number(w.primaryGroupID, -1) == sid.rid();
  }
}
