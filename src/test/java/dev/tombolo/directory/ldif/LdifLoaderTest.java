package dev.tombolo.directory.ldif;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.directory.TestDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LdifLoaderTest {
  private static LdifReport load(TestDirectory directory, boolean keepGoing, String... ldif)
      throws LdifLoadException, IOException {
    List<LdifSource> sources = new ArrayList<>();
    for (String text : ldif) {
      sources.add(LdifSource.of("fixture.ldif", text));
    }
    return directory.server().load(sources, keepGoing, LdifLoader.Progress.NONE);
  }

  @Test
  void childrenMayComeBeforeParentsAndMembersBeforeTheirTargets() throws Exception {
    try (TestDirectory directory = new TestDirectory();
        LDAPConnection admin = directory.admin()) {
      LdifReport report =
          load(
              directory,
              false,
              """
              dn: CN=Sales Team,OU=Sales,%1$s
              objectClass: group
              sAMAccountName: sales
              member: CN=Stella C,OU=Sales,%1$s

              dn: CN=Stella C,OU=Sales,%1$s
              objectClass: user
              sAMAccountName: stellac
              userPrincipalName: stellac@adatum.com
              userAccountControl: 512
              clearTextPassword: Pa55w.rd-1
              manager: CN=Boss,OU=Sales,%1$s

              dn: OU=Sales,%1$s
              objectClass: organizationalUnit

              dn: CN=Boss,OU=Sales,%1$s
              objectClass: inetOrgPerson
              sAMAccountName: boss
              userPassword: Pa55w.rd-2
              """
                  .formatted(BASE));
      assertThat(report.added()).isEqualTo(4);
      SearchResultEntry stella = admin.getEntry("CN=Stella C,OU=Sales," + BASE);
      assertThat(stella.getAttributeValue("memberOf")).isEqualTo("CN=Sales Team,OU=Sales," + BASE);
      assertThat(stella.getAttributeValue("manager")).isEqualTo("CN=Boss,OU=Sales," + BASE);
      directory.bind("stellac@adatum.com", "Pa55w.rd-1").close();
      assertThat(stella.hasAttribute("clearTextPassword")).isFalse();
    }
  }

  @Test
  void aBadRecordStopsTheLoadWithItsPlaceAndLeavesTheDirectoryAsItWas() throws Exception {
    try (TestDirectory directory = new TestDirectory();
        LDAPConnection admin = directory.admin()) {
      String usn = admin.getRootDSE().getAttributeValue("highestCommittedUSN");
      String ldif =
          """
          dn: OU=Good,%1$s
          objectClass: organizationalUnit

          dn: CN=Bad,OU=Good,%1$s
          objectClass: user
          shoeSize: 43

          dn: CN=Fine,OU=Good,%1$s
          objectClass: user
          """
              .formatted(BASE);
      assertThatThrownBy(() -> load(directory, false, ldif))
          .isInstanceOfSatisfying(
              LdifLoadException.class,
              stopped -> {
                assertThat(stopped.problem().file()).isEqualTo("fixture.ldif");
                assertThat(stopped.problem().line()).isEqualTo(4);
                assertThat(stopped.problem().dn()).isEqualTo("CN=Bad,OU=Good," + BASE);
                assertThat(stopped.problem().reason()).contains("00000057");
              });
      assertThat(admin.getEntry("OU=Good," + BASE)).isNull();
      assertThat(admin.getRootDSE().getAttributeValue("highestCommittedUSN")).isEqualTo(usn);

      LdifReport report = load(directory, true, ldif);
      assertThat(report.added()).isEqualTo(2);
      assertThat(report.leftOut()).extracting(LdifProblem::line).containsExactly(4L);
      assertThat(admin.getEntry("CN=Fine,OU=Good," + BASE)).isNotNull();
    }
  }

  @Test
  void everyKindOfBadRecordIsSaidWithItsLine() throws Exception {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("dn: CN=x,OU=nowhere,%s\nobjectClass: user\n", "the parent object is neither");
    reasons.put("dn: CN=x,DC=other,DC=com\nobjectClass: user\n", "is not below DC=adatum,DC=com");
    reasons.put(
        "dn: CN=g,CN=Users,%s\nobjectClass: group\nmember: CN=none,%s\n", "member: CN=none");
    reasons.put(
        "dn: CN=x,CN=Users,%s\nobjectClass user\n", "does not begin with an attribute name");
    reasons.put("dn: no name\nobjectClass: user\n", "no name");
    reasons.put("dn: CN=gone,CN=Users,%s\nchangetype: delete\n", "no such object");
    reasons.put(
        "dn: CN=w,CN=Users,%s\nobjectClass: user\nuserAccountControl: 512\nclearTextPassword: short\n",
        "0000052D");
    reasons.put(
        "dn: CN=t,CN=Users,%s\nobjectClass: user\nsAMAccountType: 805306368\n",
        "sAMAccountType is the directory's to write");
    reasons.put("dn: CN=n,CN=Users,%s\nobjectClass: groupOfNames\n", "demands member");
    reasons.put("dn: OU=o,CN=Users,%s\nobjectClass: organizationalUnit\n", "cannot be below");
    reasons.put(
        "dn: CN=n,CN=Users,%s\nobjectClass: groupOfNames\nmember: CN=none,%s\n",
        "neither in the directory nor in the file: CN=none");
    reasons.put("dn: CN=u,CN=Users,%s\nobjectClass: posixGroup2\n", "no class posixGroup2");
    try (TestDirectory directory = new TestDirectory()) {
      reasons.forEach(
          (ldif, reason) ->
              assertThatThrownBy(() -> load(directory, false, "\n\n" + ldif.replace("%s", BASE)))
                  .as(ldif)
                  .isInstanceOf(LdifLoadException.class)
                  .hasMessageStartingWith("fixture.ldif:3:")
                  .message()
                  .containsIgnoringCase(reason));
    }
  }

  @Test
  void changeRecordsActInTheirOrder() throws Exception {
    try (TestDirectory directory = new TestDirectory();
        LDAPConnection admin = directory.admin()) {
      load(
          directory,
          false,
          """
          dn: CN=one,CN=Users,%1$s
          changetype: add
          objectClass: user
          sAMAccountName: one

          dn: CN=one,CN=Users,%1$s
          changetype: modify
          add: description
          description: first
          -
          replace: clearTextPassword
          clearTextPassword: Pa55w.rd-1
          -
          replace: userAccountControl
          userAccountControl: 512

          dn: CN=one,CN=Users,%1$s
          changetype: modrdn
          newrdn: CN=two
          deleteoldrdn: 1
          """
              .formatted(BASE));
      assertThat(admin.getEntry("CN=two,CN=Users," + BASE).getAttributeValue("description"))
          .isEqualTo("first");
      directory.bind("ADATUM\\one", "Pa55w.rd-1").close();
    }
  }

  @Test
  void furtherSchemaComesFromLdif() throws Exception {
    try (TestDirectory directory = new TestDirectory();
        LDAPConnection admin = directory.admin()) {
      load(
          directory,
          false,
          """
          dn: CN=Shoe-Size,CN=Schema,CN=Configuration,%1$s
          objectClass: attributeSchema
          attributeID: 2.25.1234567.1
          lDAPDisplayName: shoeSize
          attributeSyntax: 2.5.5.9
          oMSyntax: 2
          isSingleValued: TRUE
          searchFlags: 1

          dn: CN=User,CN=Schema,CN=Configuration,%1$s
          changetype: modify
          add: mayContain
          mayContain: shoeSize

          dn: CN=big,CN=Users,%1$s
          objectClass: user
          shoeSize: 47
          """
              .formatted(BASE));
      assertThat(admin.search(BASE, SearchScope.SUB, "(shoeSize>=40)", "cn").getEntryCount())
          .isEqualTo(1);
    }
  }

  @Test
  void anExportIsThereAfterARestart(@TempDir Path data) throws Exception {
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    try (TestDirectory directory = new TestDirectory(settings -> settings.withData(data));
        LDAPConnection admin = directory.admin()) {
      load(
          directory,
          false,
          "dn: CN=x,CN=Users," + BASE + "\nobjectClass: user\nsAMAccountName: x\n");
      admin.delete("CN=x,CN=Users," + BASE);
      directory.server().export(before);
    }
    try (TestDirectory directory = new TestDirectory(settings -> settings.withData(data))) {
      directory.server().export(after);
    }
    assertThat(after.toString(StandardCharsets.UTF_8))
        .isEqualTo(before.toString(StandardCharsets.UTF_8));
  }
}
