package dev.tombolo.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.ad.FileTime;
import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.TestDirectory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rows of the checklist about passwords and their policies. */
class PasswordChecklistTest extends ToolTest {
  private static final String SECOND = "Zb4?mvt81r";
  private static final String THIRD = "Nf2+hyj63s";

  private Outcome reset(LdapTools who, String dn, String password, String... arguments)
      throws Exception {
    return who.change(
        dn, "replace: unicodePwd\nunicodePwd:: " + LdapTools.quoted(password) + "\n", arguments);
  }

  private Outcome change(String dn, String from, String to) throws Exception {
    return change(ldap, dn, from, from, to);
  }

  private Outcome change(LdapTools tools, String dn, String signedIn, String from, String to)
      throws Exception {
    return tools
        .as(dn, signedIn)
        .change(
            dn,
            "delete: unicodePwd\nunicodePwd:: %s\n-\nadd: unicodePwd\nunicodePwd:: %s\n"
                .formatted(LdapTools.quoted(from), LdapTools.quoted(to)));
  }

  @Test
  @Behaviour(row = 49, source = "MS-ADTS 3.1.1.3.1.5")
  void aPasswordIsResetOverTlsOnly() throws Exception {
    String dn = user("u1");
    reset(ldap.inClear(), dn, SECOND).exitsWith(53).says("0000001F: SvcErr");
    ldap.as(dn, STRONG).whoAmI().succeeds();
    reset(ldap, dn, SECOND).succeeds();
    ldap.as(dn, SECOND).whoAmI().succeeds();
    reset(ldap.inClear(), dn, THIRD, "-ZZ").succeeds();
    ldap.inClear().as(dn, THIRD).whoAmI("-ZZ").succeeds().says("u:ADATUM\\u1");
  }

  @Test
  @Behaviour(row = 50, source = "MS-SAMR 3.1.1.7; MS-ADTS 3.1.1.3.4.1.27")
  void aResetMindsTheHistoryOnlyWhenHinted() throws Exception {
    String dn = user("u1");
    reset(ldap, dn, "weak").exitsWith(53).says("0000052D: SvcErr");
    ldap.replace("$B", "minPwdAge", "0").succeeds();
    reset(ldap, dn, SECOND).succeeds();
    String hints = "!1.2.840.113556.1.4.2239=MAMCAQE=";
    reset(ldap, dn, STRONG, "-e", hints).exitsWith(53).says("0000052D: SvcErr");
    reset(ldap, dn, STRONG).succeeds();
    reset(ldap, dn, THIRD, "-e", hints).succeeds();
  }

  @Test
  @Behaviour(row = 51, source = "MS-SAMR 3.1.1.7; seen on domain controllers")
  void aChangeMindsTheOldPasswordAndThePolicy() throws Exception {
    String dn = user("u1");
    change(ldap, dn, STRONG, "wrong", SECOND).exitsWith(19).says("00000056: AtrErr");
    change(dn, STRONG, SECOND).exitsWith(19).says("0000052D: AtrErr");
    ldap.replace("$B", "minPwdAge", "0").succeeds();
    change(dn, STRONG, STRONG).exitsWith(19).says("0000052D: AtrErr");
    change(dn, STRONG, SECOND).succeeds();
    ldap.as(dn, SECOND).whoAmI().succeeds();
  }

  @Test
  @Behaviour(row = 52, source = "MS-SAMR 3.1.1.8.5; Samba sam.py")
  void pwdLastSetIsZeroOrMinusOne() throws Exception {
    String dn = user("u1");
    ldap.replace(dn, "pwdLastSet", "0").succeeds();
    ldap.as(dn, STRONG).whoAmI().exitsWith(49).says("data 773");
    ldap.replace(dn, "pwdLastSet", "-1").succeeds();
    assertThat(FileTime.toInstant(ldap.read(dn, "pwdLastSet").number("pwdLastSet")))
        .isCloseTo(
            directory.clock().instant(),
            org.assertj.core.api.Assertions.within(
                Duration.ofMinutes(5).toMillis(), java.time.temporal.ChronoUnit.MILLIS));
    ldap.as(dn, STRONG).whoAmI().succeeds();
    ldap.replace(dn, "pwdLastSet", "5").exitsWith(80).says("00000057: ");
  }

  @Test
  @Behaviour(row = 54, source = "MS-ADTS 3.1.1.4.5.36; MS-SAMR 3.1.1.5")
  void theLowestPrecedenceOfTheNearestSettingsWins() throws Exception {
    String user = user("u1");
    String group = group("g1", user);
    String viaGroup = settings("by-group", 1, group);
    assertThat(resultant(user)).isEqualTo(viaGroup);
    String lax = settings("lax", 20, user);
    assertThat(resultant(user)).isEqualTo(lax);
    String strict = settings("strict", 10, user);
    assertThat(resultant(user)).isEqualTo(strict);
    reset(ldap, user, SECOND).exitsWith(53).says("0000052D: SvcErr");
    reset(ldap, user, SECOND + SECOND).succeeds();
  }

  private String resultant(String user) throws Exception {
    return ldap.read(user, "msDS-ResultantPSO").value("msDS-ResultantPSO");
  }

  private String settings(String name, int precedence, String appliesTo) throws Exception {
    String dn = "CN=" + name + ",CN=Password Settings Container,CN=System,$B";
    ldap.add(
            """
            dn: %s
            objectClass: msDS-PasswordSettings
            msDS-PasswordSettingsPrecedence: %d
            msDS-PasswordReversibleEncryptionEnabled: FALSE
            msDS-PasswordHistoryLength: 5
            msDS-PasswordComplexityEnabled: TRUE
            msDS-MinimumPasswordLength: 15
            msDS-MinimumPasswordAge: 0
            msDS-MaximumPasswordAge: -36288000000000
            msDS-LockoutThreshold: 0
            msDS-LockoutObservationWindow: -18000000000
            msDS-LockoutDuration: -18000000000
            msDS-PSOAppliesTo: %s
            """
                .formatted(dn, precedence, appliesTo))
        .succeeds();
    return LdapTools.expand(dn);
  }

  @Test
  @Behaviour(row = 51, source = "MS-SAMR 3.1.1.7")
  void aPasswordMayBeChangedWhenItIsOldEnough() throws Exception {
    try (TestDirectory own = new TestDirectory()) {
      LdapTools there = ldap.on(own);
      String dn = user(there, "u1");
      change(there, dn, STRONG, STRONG, SECOND).exitsWith(19).says("0000052D: AtrErr");
      own.clock().advance(Duration.ofHours(25));
      change(there, dn, STRONG, STRONG, SECOND).succeeds();
    }
  }
}
