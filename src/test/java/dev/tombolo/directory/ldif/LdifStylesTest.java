package dev.tombolo.directory.ldif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.directory.TestDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LDIF as other servers' tools and tutorials have it. */
class LdifStylesTest {
  @Test
  void apacheDirectoryStyleLoadsWhole() throws Exception {
    String base = "DC=sevenseas,DC=example";
    try (TestDirectory directory = Fixture.directory("sevenseas.example");
        LDAPConnection admin = Fixture.admin(directory, base)) {
      LdifReport report =
          Fixture.load(directory, false, LdifSource.of(Fixture.file("sevenseas.ldif")));
      assertThat(report.leftOut()).isEmpty();
      assertThat(report.added()).isEqualTo(6);
      assertThat(admin.getEntry(base).getAttributeValue("description")).startsWith("The seven");
      Entry crew = admin.getEntry("cn=HMS Swallow,ou=crews,ou=groups," + base);
      assertThat(crew.getAttributeValues("uniqueMember"))
          .containsExactlyInAnyOrder(
              "CN=Anna Holm,OU=people," + base, "CN=Bertil Strand,OU=people," + base);
      Entry anna = admin.getEntry("cn=Anna Holm,ou=people," + base);
      assertThat(anna.getAttributeValue("manager")).isEqualTo("CN=Bertil Strand,OU=people," + base);
      assertThat(anna.getAttributeValue("uid")).isEqualTo("aholm");
      enableAndBind(directory, admin, "CN=Anna Holm,OU=people," + base, "Sea-Legs-1");
      assertThat(
              admin
                  .getEntry("cn=Bertil Strand,ou=people," + base)
                  .getAttributeValue("userPassword"))
          .as("a hash of another server is an attribute like others; it signs nobody in")
          .startsWith("{SHA}");
    }
  }

  /** An account that comes without userAccountControl is disabled, as any add makes it. */
  private static void enableAndBind(
      TestDirectory directory, LDAPConnection admin, String dn, String password) throws Exception {
    assertThatThrownBy(() -> directory.bind(dn, password)).hasMessageContaining("data 533");
    admin.modify(dn, new Modification(ModificationType.REPLACE, "userAccountControl", "512"));
    directory.bind(dn, password).close();
  }

  @Test
  void aNamingContextThatIsNoDomainIsRefused() throws Exception {
    try (TestDirectory directory = Fixture.directory("sevenseas.example")) {
      LdifSource source = LdifSource.of(Fixture.file("sevenseas-o.ldif"));
      assertThatThrownBy(() -> Fixture.load(directory, false, source))
          .isInstanceOf(LdifLoadException.class)
          .hasMessageContaining("sevenseas-o.ldif:4: o=sevenSeas: ")
          .hasMessageContaining("the domain of this directory")
          .hasMessageContaining("holds no names that do not end in DC=");
    }
  }

  @Test
  void aFileOfAnotherDomainSaysWhichSettingToChange() throws Exception {
    try (TestDirectory directory = new TestDirectory()) {
      LdifSource source = LdifSource.of(Fixture.file("spaceship.ldif"));
      assertThatThrownBy(() -> Fixture.load(directory, false, source))
          .isInstanceOf(LdifLoadException.class)
          .hasMessageContaining("spaceship.ldif:1: dc=spaceship,dc=com: ")
          .hasMessageContaining("is not below DC=adatum,DC=com")
          .hasMessageContaining("directory.domain=spaceship.com");
    }
  }

  @Test
  void openLdapStyleLoadsButForWhatActiveDirectoryRefuses() throws Exception {
    String base = "DC=spaceship,DC=com";
    try (TestDirectory directory = Fixture.directory("spaceship.com");
        LDAPConnection admin = Fixture.admin(directory, base)) {
      LdifReport report =
          Fixture.load(directory, true, LdifSource.of(Fixture.file("spaceship.ldif")));
      assertThat(report.leftOut()).extracting(LdifProblem::line).containsExactly(1L, 15L, 41L);
      assertThat(report.leftOut().get(0).reason()).contains("domainDNS does not allow o ");
      assertThat(report.leftOut())
          .anySatisfy(
              problem -> {
                assertThat(problem.dn()).isEqualTo("cn=Unit 7,ou=people,dc=spaceship,dc=com");
                assertThat(problem.reason()).contains("(mail)");
              })
          .anySatisfy(
              problem ->
                  assertThat(problem.reason())
                      .startsWith("member: cn=Unit 7,ou=people,dc=spaceship,dc=com: "));
      Entry rosa = admin.getEntry("cn=Rosa Quill,ou=people," + base);
      assertThat(rosa.getAttributeValueBytes("jpegPhoto")).startsWith(0xFF, 0xD8, 0xFF, 0xE0);
      assertThat(rosa.getAttributeValue("memberOf")).isEqualTo("CN=ship_crew,OU=people," + base);
      Entry crew = admin.getEntry("cn=ship_crew,ou=people," + base);
      assertThat(crew.getAttributeValue("groupType")).isEqualTo("-2147483646");
    }
  }

  @Test
  void springStyleLoadsButForNamesThatActiveDirectoryRefuses() throws Exception {
    String base = "DC=springtest,DC=org";
    try (TestDirectory directory = Fixture.directory("springtest.org");
        LDAPConnection admin = Fixture.admin(directory, base)) {
      LdifReport report =
          Fixture.load(directory, true, LdifSource.of(Fixture.file("springtest.ldif")));
      assertThat(report.leftOut()).extracting(LdifProblem::line).contains(21L);
      assertThat(report.leftOut())
          .anySatisfy(
              problem -> {
                assertThat(problem.dn()).isEqualTo("uid=ada,ou=people,dc=springtest,dc=org");
                assertThat(problem.reason())
                    .startsWith("the class inetOrgPerson is named by CN, not by uid");
              })
          .anySatisfy(
              problem -> {
                assertThat(problem.dn()).startsWith("cn=developers,");
                assertThat(problem.reason())
                    .contains("neither in the directory nor in the file: uid=ada");
              });
      assertThat(report.leftOut()).hasSize(2);
      assertThat(admin.getEntry("cn=managers,ou=groups," + base).getAttributeValue("member"))
          .isEqualTo("CN=Grace M.,OU=\\\"quoted people\\\"," + base);
      assertThat(admin.getEntry("ou=space cadets," + base)).isNotNull();
      enableAndBind(
          directory, admin, "CN=Grace M.,OU=\\\"quoted people\\\"," + base, "Nanoseconds-30cm");
    }
  }

  @Test
  void anExportOfLdifdeLoadsWhole() throws Exception {
    String base = "DC=fabrikam,DC=com";
    try (TestDirectory directory = Fixture.directory("fabrikam.com");
        LDAPConnection admin = Fixture.admin(directory, base)) {
      LdifReport report =
          Fixture.load(directory, false, LdifSource.of(Fixture.file("ldifde-export.ldf")));
      assertThat(report.added()).isEqualTo(5);
      assertThat(report.changed()).isEqualTo(2);
      String units = ",OU=Branch Offices," + base;
      Entry team = admin.getEntry("CN=North Sales Team" + units);
      assertThat(team.getAttributeValues("member"))
          .containsExactlyInAnyOrder(
              "CN=Kim Åkers" + units, "CN=Pat Coleman\\, Jr." + units, "CN=Later" + units);
      Entry pat = admin.getEntry("CN=Pat Coleman\\, Jr." + units);
      assertThat(pat.getAttributeValue("description"))
          .isEqualTo(
              "A description long enough that the tool puts it on a line of its own, folded as RFC"
                  + " 2849 says.");
      assertThat(pat.getAttributeValues("otherTelephone")).hasSize(2);
      directory.bind("kakers@fabrikam.com", "Pa55w.rd").close();
    }
  }

  @Test
  void theSameExportLoadsAsUtf16() throws Exception {
    String text = Files.readString(Fixture.file("ldifde-export.ldf"));
    byte[] wide = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
    byte[] marked = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
    for (byte[] octets : List.of(wide, marked)) {
      try (TestDirectory directory = Fixture.directory("fabrikam.com");
          LDAPConnection admin = Fixture.admin(directory, "DC=fabrikam,DC=com")) {
        assertThat(Fixture.load(directory, false, source(octets)).added()).isEqualTo(5);
        assertThat(admin.getEntry("CN=Kim Åkers,OU=Branch Offices,DC=fabrikam,DC=com")).isNotNull();
      }
    }
  }

  private static LdifSource source(byte[] octets) {
    return new LdifSource() {
      @Override
      public String name() {
        return "octets.ldif";
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }

      @Override
      public long size() {
        return octets.length;
      }
    };
  }

  @Test
  void whatLdapsearchPrintsAroundItsObjectsIsPassedOver() throws Exception {
    try (TestDirectory directory = new TestDirectory()) {
      LdifReport report =
          Fixture.load(
              directory,
              """
              # extended LDIF
              #
              # LDAPv3
              # base <DC=adatum,DC=com> with scope subtree
              #

              # found, adatum.com
              dn: CN=found,DC=adatum,DC=com
              objectClass: container

              # search reference
              ref: ldap://ForestDnsZones.adatum.com/DC=ForestDnsZones,DC=adatum,DC=com

              # search result
              search: 2
              result: 0 Success

              # numResponses: 2
              # numEntries: 1
              """);
      assertThat(report).isEqualTo(new LdifReport(1, 0, List.of()));
    }
  }

  @Test
  void octetsThatAreNoTextAreSaidWithTheirLine() throws Exception {
    ByteArrayOutputStream latin = new ByteArrayOutputStream();
    latin.write(
        "dn: CN=a,DC=adatum,DC=com\nobjectClass: container\ndescription: caf\u00e9\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    try (TestDirectory directory = new TestDirectory()) {
      assertThatThrownBy(() -> Fixture.load(directory, false, source(latin.toByteArray())))
          .isInstanceOf(LdifLoadException.class)
          .hasMessage("octets.ldif:1: CN=a,DC=adatum,DC=com: line 3 is not UTF-8");
    }
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    try (TestDirectory directory = new TestDirectory()) {
      assertThatThrownBy(() -> Fixture.load(directory, "version: 2\n\ndn: CN=a\nobjectClass: x\n"))
          .isInstanceOf(LdifLoadException.class)
          .hasMessageContaining("version 2");
    }
  }

  @Test
  void aValueByUrlComesFromTheFilesOwnFolderOnly(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("secret"), new byte[] {1});
    Path home = folder.resolve("fixtures");
    Files.createDirectories(home.resolve("photos"));
    Files.write(home.resolve("photos/a b.jpg"), new byte[] {7, 8, 9});
    Files.createSymbolicLink(home.resolve("way-out"), folder.resolve("secret"));
    try (TestDirectory directory = new TestDirectory();
        LDAPConnection admin = directory.admin()) {
      LdifSource good = LdifSource.of(write(home, "file:photos/a%20b.jpg"));
      assertThat(Fixture.load(directory, false, good).added()).isEqualTo(1);
      assertThat(
              admin.getEntry("CN=p,CN=Users,DC=adatum,DC=com").getAttributeValueBytes("jpegPhoto"))
          .containsExactly(7, 8, 9);
      for (String url :
          List.of(
              "file:../secret",
              "file:way-out",
              "file:///etc/hostname",
              "file:/etc/hostname",
              "http://127.0.0.1/x",
              "file:none",
              "file:%")) {
        assertThatThrownBy(() -> Fixture.load(directory, false, LdifSource.of(write(home, url))))
            .as(url)
            .isInstanceOf(LdifLoadException.class)
            .hasMessageContaining("photo.ldif:1: CN=p,CN=Users,DC=adatum,DC=com: " + url);
      }
      String text = Files.readString(write(home, "file:photos/a%20b.jpg"));
      assertThatThrownBy(() -> Fixture.load(directory, text))
          .isInstanceOf(LdifLoadException.class)
          .hasMessageContaining("only in an LDIF file");
    }
  }

  private static Path write(Path folder, String url) throws Exception {
    return Files.writeString(
        folder.resolve("photo.ldif"),
        "dn: CN=p,CN=Users,DC=adatum,DC=com\nobjectClass: user\njpegPhoto:< " + url + "\n");
  }
}
