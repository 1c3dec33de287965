package dev.tombolo.directory.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.ad.AccessMask;
import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.Sddl;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is inherited (MS-DTYP 2.5.3.4) and what follows from a list (MS-ADTS 5.1.3.3). */
final class InheritanceTest {
  private static final Sid DOMAIN = Sid.of(5, 21, 1, 2, 3);
  private static final Sid ALICE = DOMAIN.child(1104);
  private static final UUID USER = UUID.fromString("bf967aba-0de6-11d0-a285-00aa003049e2");
  private static final UUID GROUP = UUID.fromString("bf967a9c-0de6-11d0-a285-00aa003049e2");
  private static final UUID RESET = UUID.fromString("00299570-246d-11d0-a768-00aa006e0529");

  private static SecurityDescriptor parse(String text) throws DescriptorException {
    String expanded = text.replace("{user}", USER.toString()).replace("{reset}", RESET.toString());
    return Sddl.inDomain(DOMAIN).parse(expanded);
  }

  private static String entries(SecurityDescriptor descriptor) {
    String text = Sddl.inDomain(DOMAIN).format(descriptor);
    return text.substring(text.indexOf("D:") + 2)
        .replaceFirst("^P?A?I?", "")
        .replace(USER.toString(), "{user}")
        .replace(RESET.toString(), "{reset}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // above | what a user below it has of it
        "(A;CI;RP;;;AU) | (A;CIID;RP;;;AU)",
        "(A;;RP;;;AU) | -",
        "(A;CIIO;RP;;;AU) | (A;CIID;RP;;;AU)",
        "(A;CINP;RP;;;AU) | (A;ID;RP;;;AU)",
        "(A;CINPIO;RP;;;AU) | (A;ID;RP;;;AU)",
        "(A;OI;RP;;;AU) | (A;OIIOID;RP;;;AU)",
        "(A;OINP;RP;;;AU) | -",
        "(A;OICI;RP;;;AU) | (A;OICIID;RP;;;AU)",
        "(D;CI;WP;;;AU) | (D;CIID;WP;;;AU)",
        "(OA;CIIO;CR;{reset};{user};BA) | (OA;CIID;CR;{reset};{user};BA)",
        "(OA;CI;CR;{reset};bf967a86-0de6-11d0-a285-00aa003049e2;BA)"
            + " | (OA;CIIOID;CR;{reset};bf967a86-0de6-11d0-a285-00aa003049e2;BA)",
        "(OA;CINP;CR;{reset};bf967a86-0de6-11d0-a285-00aa003049e2;BA) | -",
        "(A;CI;WP;;;CO) | (A;ID;WP;;;DU)(A;CIIOID;WP;;;CO)",
        "(A;CINP;WP;;;CO) | (A;ID;WP;;;DU)",
        "(A;CIID;RP;;;AU) | (A;CIID;RP;;;AU)"
      })
  void childrenHaveOfTheirParent(String above, String below) throws Exception {
    SecurityDescriptor combined =
        Inheritance.combine(parse("O:DAG:DAD:" + above), parse("O:DUG:DUD:"), USER);
    assertThat(entries(combined)).isEqualTo(below == null ? "" : below);
  }

  @Test
  void theOwnComesFirstAndAProtectedListInheritsNothing() throws Exception {
    SecurityDescriptor above = parse("O:DAG:DAD:(D;CI;RP;;;AU)S:(AU;CISA;WP;;;WD)");
    assertThat(entries(Inheritance.combine(above, parse("O:DAG:DAD:(A;;RP;;;AU)"), USER)))
        .isEqualTo("(A;;RP;;;AU)(D;CIID;RP;;;AU)S:AI(AU;CIIDSA;WP;;;WD)");
    assertThat(entries(Inheritance.combine(above, parse("O:DAG:DAD:P(A;;RP;;;AU)"), USER)))
        .isEqualTo("(A;;RP;;;AU)S:AI(AU;CIIDSA;WP;;;WD)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // as a client sends it | as it is kept
        "D:(A;;RP;;;AU)(A;CIID;WP;;;DA) | (A;;RP;;;AU)",
        "D:P(A;;RP;;;AU)(A;CIID;WP;;;DA) | (A;;RP;;;AU)(A;CI;WP;;;DA)",
        "D:(A;;GR;;;AU) | (A;;LCRPLORC;;;AU)",
        "D:(A;;RP;;;AU)(D;;WP;;;AU)(A;;LC;;;AU) | (D;;WP;;;AU)(A;;RP;;;AU)(A;;LC;;;AU)",
        "D:(A;CI;WP;;;CO) | (A;;WP;;;DU)(A;CIIO;WP;;;CO)",
        "D:(A;;WP;;;CG) | (A;;WP;;;DG)"
      })
  void anObjectKeepsItsOwn(String given, String kept) throws Exception {
    assertThat(entries(OwnDescriptor.of(parse("O:DUG:DG" + given)))).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // list | right | granted to Alice, who is in Domain Users
        "(A;;RP;;;DU) | RP | true",
        "(A;;RP;;;DA) | RP | false",
        "(A;IO;RP;;;DU) | RP | false",
        "(D;;RP;;;AU)(A;;RP;;;DU) | RP | false",
        "(A;;RP;;;DU)(D;;RP;;;AU) | RP | true",
        "(A;;RP;;;DU) | RPWP | false",
        "(A;;RP;;;DU)(A;;WP;;;AU) | RPWP | true",
        "(A;;WP;;;DU)(D;;RP;;;AU)(A;;RP;;;AU) | RPWP | false",
        "(A;;RP;;;PS) | RP | false",
        "(OA;;RP;{reset};;DU) | RP | false",
        "(OD;;RP;{reset};;DU)(A;;RP;;;DU) | RP | true"
      })
  void theFirstEntryThatDecidesARightDoes(String list, String right, boolean granted)
      throws Exception {
    Rights rights = Rights.of(parse("O:DAG:DAD:" + list), InheritanceTest::isAlice, 0);
    assertThat(rights.grants(mask(right))).isEqualTo(granted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(OA;;CR;{reset};;DU) | true",
        "(A;;CR;;;DU) | true",
        "(OA;;CR;{user};;DU) | false",
        "(OD;;CR;{reset};;AU)(A;;CR;;;DU) | false",
        "(OD;;CR;{user};;AU)(A;;CR;;;DU) | true"
      })
  void aRightIsNarrowedByItsGuid(String list, boolean granted) throws Exception {
    Rights rights = Rights.of(parse("O:DAG:DAD:" + list), InheritanceTest::isAlice, 0);
    assertThat(rights.grants(AccessMask.CONTROL_ACCESS, RESET)).isEqualTo(granted);
    assertThat(rights.grants(AccessMask.CONTROL_ACCESS, GROUP))
        .isEqualTo(list.contains("(A;;CR;;;DU)"));
  }

  @Test
  void anOwnerAlwaysReadsAndWritesTheListUnlessItSaysWhatOwnersMay() throws Exception {
    SecurityDescriptor own = parse("O:S-1-5-21-1-2-3-1104G:DUD:P");
    int both = AccessMask.READ_CONTROL | AccessMask.WRITE_DAC;
    assertThat(Rights.of(own, InheritanceTest::isAlice, 0).grants(both)).isTrue();
    assertThat(Rights.of(own, InheritanceTest::isAlice, 0).grants(AccessMask.WRITE_OWNER))
        .isFalse();
    SecurityDescriptor told = parse("O:S-1-5-21-1-2-3-1104G:DUD:P(A;;RC;;;OW)");
    assertThat(Rights.of(told, InheritanceTest::isAlice, 0).grants(AccessMask.READ_CONTROL))
        .isTrue();
    assertThat(Rights.of(told, InheritanceTest::isAlice, 0).grants(AccessMask.WRITE_DAC)).isFalse();
  }

  @Test
  void withoutAListEverythingIsAllowedAndWithAnEmptyOneNothing() throws Exception {
    assertThat(
            Rights.of(parse("O:DAG:DAD:NO_ACCESS_CONTROL"), InheritanceTest::isAlice, 0)
                .grants(AccessMask.ALL))
        .isTrue();
    assertThat(
            Rights.of(parse("O:DAG:DAD:"), InheritanceTest::isAlice, 0)
                .grants(AccessMask.LIST_CONTENTS))
        .isFalse();
  }

  private static int mask(String rights) throws DescriptorException {
    var list = parse("D:(A;;" + rights + ";;;AU)").dacl();
    return list == null ? 0 : list.entries().get(0).mask();
  }

  private static boolean isAlice(Sid sid) {
    return Set.of(ALICE, DOMAIN.child(513), Caller.AUTHENTICATED_USERS).contains(sid);
  }
}
