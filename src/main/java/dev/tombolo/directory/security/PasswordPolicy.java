package dev.tombolo.directory.security;

import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.GroupType;
import dev.tombolo.ad.Sid;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The rules for passwords and lockout that hold for an account: the domain's, or those of the
 * password settings object that wins (MS-SAMR 3.1.1.5, MS-ADTS 3.1.1.4.5.36). Durations are ticks,
 * negative as the directory keeps them.
 *
 * @param minLength characters a password has at the least
 * @param complex whether a password needs several kinds of characters
 * @param historyLength how many former passwords may not come again
 * @param minAge how long a password must stand before its owner may change it
 * @param maxAge how long a password is good; 0 or {@link FileTime#FOREVER} for ever
 * @param lockoutThreshold wrong passwords that lock the account; 0 for never
 * @param lockoutDuration how long it is locked; 0 or {@link FileTime#FOREVER} until somebody
 *     unlocks it
 * @param observationWindow how long a wrong password counts
 * @param refuseChange whether nobody may change a password
 */
public record PasswordPolicy(
    int minLength,
    boolean complex,
    int historyLength,
    long minAge,
    long maxAge,
    int lockoutThreshold,
    long lockoutDuration,
    long observationWindow,
    boolean refuseChange) {
  private static final int PASSWORD_COMPLEX = 1;
  private static final int REFUSE_CHANGE = 32;
  private static final int KRBTGT = 502;

  /** The policy that holds for an account. */
  public static PasswordPolicy of(View view, int account) {
    int settings = resultantSettings(view, account);
    return settings < 0 ? ofDomain(view) : ofSettings(view, view.existing(settings));
  }

  /** The policy that holds for an account in the making, which is in its primary group only. */
  public static PasswordPolicy ofNew(View view, EntryBuilder account) {
    WellKnown w = view.schema().wellKnown();
    Sid domain = Names.sid(view, view.existing(view.object(Register.DOMAIN)));
    long control = account.number(w.userAccountControl, 0);
    if (domain == null || (control & UserAccountControl.NORMAL_ACCOUNT) == 0) {
      return ofDomain(view);
    }
    Sid primary = domain.child(account.number(w.primaryGroupID, 0));
    int group = view.find(w.objectSid, primary.bytes());
    if (group < 0) {
      return ofDomain(view);
    }
    Set<Integer> groups = globalSecurityGroups(view, group);
    groups.add(group);
    int settings = best(view, linked(view, groups));
    return settings < 0 ? ofDomain(view) : ofSettings(view, view.existing(settings));
  }

  /** The domain's policy. */
  public static PasswordPolicy ofDomain(View view) {
    WellKnown w = view.schema().wellKnown();
    Entry domain = view.existing(view.object(Register.DOMAIN));
    long properties = domain.number(w.pwdProperties, 0);
    return new PasswordPolicy(
        (int) domain.number(w.minPwdLength, 0),
        (properties & PASSWORD_COMPLEX) != 0,
        (int) domain.number(w.pwdHistoryLength, 0),
        domain.number(w.minPwdAge, 0),
        domain.number(w.maxPwdAge, 0),
        (int) domain.number(w.lockoutThreshold, 0),
        domain.number(w.lockoutDuration, 0),
        domain.number(w.lockOutObservationWindow, 0),
        (properties & REFUSE_CHANGE) != 0);
  }

  private static PasswordPolicy ofSettings(View view, Entry settings) {
    Schema schema = view.schema();
    return new PasswordPolicy(
        (int) settings.number(schema.known("msDS-MinimumPasswordLength"), 0),
        settings.isTrue(schema.known("msDS-PasswordComplexityEnabled")),
        (int) settings.number(schema.known("msDS-PasswordHistoryLength"), 0),
        settings.number(schema.known("msDS-MinimumPasswordAge"), 0),
        settings.number(schema.known("msDS-MaximumPasswordAge"), 0),
        (int) settings.number(schema.known("msDS-LockoutThreshold"), 0),
        settings.number(schema.known("msDS-LockoutDuration"), 0),
        settings.number(schema.known("msDS-LockoutObservationWindow"), 0),
        false);
  }

  /**
   * The id of the password settings object that holds for an account, or -1 when the domain's
   * policy does.
   */
  public static int resultantSettings(View view, int account) {
    WellKnown w = view.schema().wellKnown();
    Entry user = view.existing(account);
    int control = (int) user.number(w.userAccountControl, 0);
    if ((control & UserAccountControl.NORMAL_ACCOUNT) == 0 || isKrbtgt(view, user)) {
      return -1;
    }
    int own = best(view, linked(view, List.of(account)));
    return own >= 0 ? own : best(view, linked(view, globalSecurityGroups(view, account)));
  }

  private static boolean isKrbtgt(View view, Entry user) {
    var sid = Names.sid(view, user);
    return sid != null && sid.rid() == KRBTGT && sid.subAuthorityCount() == 5;
  }

  private static Set<Integer> globalSecurityGroups(View view, int account) {
    Set<Integer> groups = TokenGroups.transitive(view, account);
    AttributeType groupType = view.schema().wellKnown().groupType;
    groups.removeIf(
        id -> {
          GroupType type = new GroupType((int) view.existing(id).number(groupType, 0));
          return !type.securityEnabled() || type.scope() != GroupType.GLOBAL;
        });
    return groups;
  }

  private static List<Integer> linked(View view, Collection<Integer> ids) {
    int pair = view.schema().known("msDS-PSOAppliesTo").linkPair();
    List<Integer> settings = new ArrayList<>();
    for (int id : ids) {
      byte[] prefix = Keys.linksOf(pair, id);
      for (OctetCursor each = view.backLinks().ascend(prefix);
          each.next() && each.keyStartsWith(prefix); ) {
        int source = LinkKey.ofBackLink(each.key()).source();
        if (!view.existing(source).isDeleted()) {
          settings.add(source);
        }
      }
    }
    return settings;
  }

  /** The lowest precedence wins, then the least GUID. */
  private static int best(View view, List<Integer> settings) {
    AttributeType precedence = view.schema().known("msDS-PasswordSettingsPrecedence");
    return settings.stream()
        .min(
            (one, other) -> {
              Entry first = view.existing(one);
              Entry second = view.existing(other);
              int order =
                  Long.compare(
                      first.number(precedence, Long.MAX_VALUE),
                      second.number(precedence, Long.MAX_VALUE));
              return order != 0 ? order : Arrays.compareUnsigned(first.guid(), second.guid());
            })
        .orElse(-1);
  }

  /** Whether passwords expire at all. */
  public boolean expires() {
    return maxAge != 0 && maxAge != FileTime.FOREVER;
  }
}
