package dev.tombolo.directory;

import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.directory.security.Passwords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line tools of OpenLDAP as clients; the build runs this where they are installed. */
@Tag("clients")
class OpenLdapToolsTest extends WireTest {
  private static final String SHOW_DELETED = "!1.2.840.113556.1.4.417";
  private static final String DELETED = "CN=Deleted Objects," + BASE;

  @TempDir private Path folder;
  private String user;

  /** How a tool ended, and what it said. */
  private record Outcome(int exit, String out, String err) {
    private Outcome succeeds() {
      return exitsWith(0);
    }

    private Outcome exitsWith(int code) {
      assertThat(exit).as(out + err).isEqualTo(code);
      return this;
    }

    private Outcome says(String text) {
      assertThat(out + err).contains(text);
      return this;
    }

    private List<String> values(String attribute) {
      return out.lines()
          .filter(line -> line.startsWith(attribute + ":"))
          .map(line -> value(line.substring(attribute.length() + 1)))
          .toList();
    }

    /** What follows the colon in LDIF (RFC 2849): a second colon stands before base64. */
    private static String value(String text) {
      return text.startsWith(":")
          ? new String(
              Base64.getDecoder().decode(text.substring(1).strip()), StandardCharsets.UTF_8)
          : text.strip();
    }
  }

  @BeforeEach
  void addUser() throws LDAPException {
    user = objects.user("u1");
  }

  private String ldap() {
    return "ldap://127.0.0.1:" + directory.server().ldapPort();
  }

  private String ldaps() {
    return "ldaps://127.0.0.1:" + directory.server().ldapsPort();
  }

  /** Runs a tool as the Administrator over TLS. */
  private Outcome tool(String tool, String... arguments) throws Exception {
    return input("", tool, arguments);
  }

  private Outcome input(String input, String tool, String... arguments) throws Exception {
    return run(
        input, tool, ldaps(), TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD, arguments);
  }

  private Outcome run(
      String input, String tool, String uri, String name, String password, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/" + tool, "-x", "-H", uri, "-o", "nettimeout=30"));
    if (!name.isEmpty()) {
      command.addAll(List.of("-D", name, "-w", password));
    }
    command.addAll(Arrays.asList(arguments));
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("LDAPTLS_CACERT", TestDirectory.caCertificate().toString());
    builder.environment().put("LDAPTLS_REQCERT", "demand");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the tool ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private Outcome search(String base, String scope, String... rest) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-LLL", "-o", "ldif-wrap=no", "-b", base, "-s", scope));
    arguments.addAll(Arrays.asList(rest));
    return tool("ldapsearch", arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"u1@adatum.com", "ADATUM\\u1", "adatum.com/Users/u1"})
  void whoAmI(String name) throws Exception {
    for (String uri : new String[] {ldap(), ldaps()}) {
      run("", "ldapwhoami", uri, name, TestObjects.PASSWORD).succeeds().says("u:ADATUM\\u1");
    }
    run("", "ldapwhoami", ldap(), name, TestObjects.PASSWORD, "-ZZ")
        .succeeds()
        .says("u:ADATUM\\u1");
  }

  @Test
  void aWrongPasswordIsToldWithItsSubcode() throws Exception {
    run("", "ldapwhoami", ldap(), user, "wrong")
        .exitsWith(49)
        .says("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e");
    run("", "ldapwhoami", ldap(), "u1", TestObjects.PASSWORD).exitsWith(49);
  }

  @Test
  void everybodyReadsTheRootDseAndNothingElse() throws Exception {
    run("", "ldapsearch", ldap(), "", "", "-LLL", "-b", "", "-s", "base")
        .succeeds()
        .says("defaultNamingContext: " + BASE);
    run("", "ldapsearch", ldap(), "", "", "-b", BASE).exitsWith(1).says("000004DC: LdapErr");
  }

  @Test
  void anObjectIsAddedChangedComparedRenamedAndDeleted() throws Exception {
    String dn = "CN=Jane Doe," + USERS;
    input(
            "dn: "
                + dn
                + "\nobjectClass: user\nsAMAccountName: jane\ndescription:: "
                + base64("Zoë".getBytes(StandardCharsets.UTF_8))
                + "\n",
            "ldapadd")
        .succeeds();
    input("dn: " + dn + "\nobjectClass: user\n", "ldapadd").exitsWith(68).says("00002071: UpdErr");
    input(
            "dn: "
                + dn
                + "\nchangetype: modify\nreplace: title\ntitle: Clerk\n-\nadd: otherTelephone\n"
                + "otherTelephone: 1\notherTelephone: 2\n-\ndelete: otherTelephone\n"
                + "otherTelephone: 1\n",
            "ldapmodify")
        .succeeds();
    Outcome found = search(BASE, "sub", "(sAMAccountName=jane)", "title", "otherTelephone");
    assertThat(found.succeeds().values("title")).containsExactly("Clerk");
    assertThat(found.values("otherTelephone")).containsExactly("2");
    tool("ldapcompare", dn, "title:clerk").exitsWith(6);
    tool("ldapcompare", dn, "title:manager").exitsWith(5);
    tool("ldapmodrdn", dn, "CN=Jane Roe").exitsWith(53).says("00000057: SvcErr");
    tool("ldapmodrdn", "-r", dn, "CN=Jane Roe").succeeds();
    tool("ldapmodrdn", "-r", "-s", "CN=Computers," + BASE, "CN=Jane Roe," + USERS, "CN=Jane Roe")
        .succeeds();
    tool("ldapdelete", "CN=Jane Roe,CN=Computers," + BASE).succeeds();
    tool("ldapdelete", "CN=Jane Roe,CN=Computers," + BASE)
        .exitsWith(32)
        .says("0000208D: NameErr")
        .says("CN=Computers," + BASE);
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  @Test
  void permissiveModifyIsAGenericControl() throws Exception {
    String twice = "dn: " + user + "\nchangetype: modify\nadd: otherTelephone\notherTelephone: 1\n";
    input(twice, "ldapmodify").succeeds();
    input(twice, "ldapmodify").exitsWith(20).says("00002083: AtrErr");
    input(twice, "ldapmodify", "-e", "!1.2.840.113556.1.4.1413").succeeds();
    input(twice, "ldapmodify", "-e", "!1.2.3.4").exitsWith(12);
  }

  @Test
  void pagesAreTurned() throws Exception {
    String staff = objects.unit("Staff", BASE);
    for (int i = 0; i < 1100; i++) {
      admin.add("CN=c" + i + "," + staff, new Attribute("objectClass", "contact"));
    }
    assertThat(
            search(staff, "one", "-E", "pr=500/noprompt", "(objectClass=contact)", "cn")
                .succeeds()
                .values("cn"))
        .hasSize(1100)
        .doesNotHaveDuplicates();
    Outcome cut = search(staff, "one", "(objectClass=contact)", "cn").exitsWith(4);
    assertThat(cut.values("cn")).hasSize(1000);
    assertThat(
            search(staff, "one", "-E", "sss=-cn", "-E", "pr=500/noprompt", "(cn=c10*)", "cn")
                .succeeds()
                .values("cn"))
        .startsWith("c1099", "c1098")
        .endsWith("c10");
  }

  @Test
  void dirSyncIsReadByNameAndByNumber() throws Exception {
    for (String control :
        new String[] {
          "!1.2.840.113556.1.4.841=::MAoCAQACAxAAAAQA",
          "!1.2.840.113556.1.4.841=::MA4CBQCAAAAAAgMQAAAEAA==",
          "!dirSync=0/1048576"
        }) {
      Outcome full = search(BASE, "sub", "-E", control, "(sAMAccountName=u1)").succeeds();
      assertThat(full.values("dn")).as(control).containsExactly(user);
      assertThat(full.values("name")).containsExactly("u1");
      assertThat(full.values("cn")).isEmpty();
      assertThat(full.values("memberOf")).isEmpty();
    }
    search(USERS, "sub", "-E", "!1.2.840.113556.1.4.841=::MAoCAQACAxAAAAQA")
        .exitsWith(50)
        .says("00002105: SecErr");
  }

  @Test
  void aDirSyncCookieIsTakenUpAgain() throws Exception {
    Outcome first =
        tool("ldapsearch", "-o", "ldif-wrap=no", "-b", BASE, "-E", "!dirSync=0/1048576", "name");
    Matcher cookie = Pattern.compile("# cookie:: (\\S+)").matcher(first.succeeds().out);
    assertThat(cookie.find()).as(first.out).isTrue();
    objects.set(user, "title", "Clerk");
    Outcome delta = search(BASE, "sub", "-E", "!dirSync=0/1048576/" + cookie.group(1)).succeeds();
    assertThat(delta.values("dn")).containsExactly(user);
    assertThat(delta.values("title")).containsExactly("Clerk");
  }

  @Test
  void namesAreExtended() throws Exception {
    for (String control : new String[] {"1.2.840.113556.1.4.529=::MAMCAQE=", "!extendedDn=1"}) {
      assertThat(search(user, "base", "-E", control, "cn").succeeds().values("dn").get(0))
          .startsWith("<GUID=" + objects.guid(user) + ">;<SID=S-1-5-21-")
          .endsWith(">;" + user);
    }
  }

  @Test
  void aDeletedObjectIsFoundAndBroughtBack() throws Exception {
    UUID guid = objects.guid(user);
    tool("ldapdelete", user).succeeds();
    search("<GUID=" + guid + ">", "base").exitsWith(32);
    for (String control : new String[] {SHOW_DELETED, "!showDeleted"}) {
      assertThat(
              search(
                      "<WKGUID=18E2EA80684F11D2B9AA00C04F79F805," + BASE + ">",
                      "one",
                      "-E",
                      control,
                      "(isDeleted=TRUE)",
                      "lastKnownParent")
                  .succeeds()
                  .values("lastKnownParent"))
          .containsExactly(USERS);
    }
    String undelete =
        "dn: CN=u1\\0ADEL:"
            + guid
            + ","
            + DELETED
            + "\nchangetype: modify\ndelete: isDeleted\n-\nreplace: distinguishedName\n"
            + "distinguishedName: "
            + user
            + "\n-\n";
    input(undelete, "ldapmodify").exitsWith(32);
    input(undelete, "ldapmodify", "-e", SHOW_DELETED).succeeds();
    assertThat(objects.guid(user)).isEqualTo(guid);
    run("", "ldapwhoami", ldaps(), user, TestObjects.PASSWORD).succeeds();
    input(undelete, "ldapmodify", "-e", SHOW_DELETED).exitsWith(32);
  }

  @Test
  void aDeletedObjectIsRecycledByASecondDelete() throws Exception {
    UUID guid = objects.guid(user);
    tool("ldapdelete", user).succeeds();
    tool("ldapdelete", "-e", SHOW_DELETED, "<GUID=" + guid + ">").succeeds();
    search("<GUID=" + guid + ">", "base", "-E", SHOW_DELETED).exitsWith(32);
    assertThat(
            search("<GUID=" + guid + ">", "base", "-E", "!1.2.840.113556.1.4.2064", "isRecycled")
                .succeeds()
                .values("isRecycled"))
        .containsExactly("TRUE");
  }

  @Test
  void aTreeIsDeletedAtOnce() throws Exception {
    String staff = objects.unit("Staff", BASE);
    admin.add("CN=c," + staff, new Attribute("objectClass", "contact"));
    tool("ldapdelete", staff).exitsWith(66).says("0000208C: UpdErr");
    tool("ldapdelete", "-e", "!1.2.840.113556.1.4.805", staff).succeeds();
    search(staff, "base").exitsWith(32);
  }

  @Test
  void aPasswordIsResetAndChanged() throws Exception {
    String reset = reset("Zb4?mvt81r");
    run(reset, "ldapmodify", ldap(), TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD)
        .exitsWith(53)
        .says("0000001F: SvcErr");
    run(reset, "ldapmodify", ldap(), TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD, "-ZZ")
        .succeeds();
    run("", "ldapwhoami", ldaps(), user, "Zb4?mvt81r").succeeds();
    input(reset("weak"), "ldapmodify").exitsWith(53).says("0000052D: SvcErr");
    admin.modify(BASE, new Modification(ModificationType.REPLACE, "minPwdAge", "0"));
    String change =
        "dn: "
            + user
            + "\nchangetype: modify\ndelete: unicodePwd\nunicodePwd:: "
            + base64(Passwords.quote("Zb4?mvt81r"))
            + "\n-\nadd: unicodePwd\nunicodePwd:: "
            + base64(Passwords.quote("Nf2+hyj63s"))
            + "\n";
    run(change, "ldapmodify", ldaps(), user, "Zb4?mvt81r").succeeds();
    run("", "ldapwhoami", ldaps(), user, "Nf2+hyj63s").succeeds();
    run(change, "ldapmodify", ldaps(), user, "Nf2+hyj63s").exitsWith(19).says("00000056: AtrErr");
  }

  private String reset(String password) {
    return "dn: "
        + user
        + "\nchangetype: modify\nreplace: unicodePwd\nunicodePwd:: "
        + base64(Passwords.quote(password))
        + "\n";
  }

  @Test
  void rangesAndReferencesAreShown() throws Exception {
    String group = objects.group("g1", user);
    assertThat(
            search(group, "base", "(cn=*)", "member;range=0-*")
                .succeeds()
                .values("member;range=0-*"))
        .containsExactly(user);
    search(BASE, "sub", "(cn=nobody)")
        .succeeds()
        .says("ldap://adatum.com/CN=Configuration," + BASE);
    assertThat(search(BASE, "sub", "-E", "!1.2.840.113556.1.4.1339", "(cn=nobody)").succeeds().out)
        .doesNotContain("ldap://");
    search("DC=other,DC=com", "base").exitsWith(10);
  }

  @Test
  void ambiguousNamesWindowsAndContextsAreSearched() throws Exception {
    objects.set(user, "givenName", "John");
    objects.set(user, "sn", "Smith");
    tool("ldapsearch", "-b", USERS, "(anr=john smi)", "1.1").succeeds().says("dn: " + user);
    tool(
            "ldapsearch",
            "-b",
            USERS,
            "-E",
            "!2.16.840.1.113730.3.4.9=::MA4CAQACAQGgBgIBAQIBAA==",
            "(cn=*)",
            "1.1")
        .exitsWith(60)
        .says("00002045");
    Outcome window =
        tool(
            "ldapsearch",
            "-b",
            USERS,
            "-E",
            "!sss=cn",
            "-E",
            "!vlv=0/0:u1",
            "(objectClass=user)",
            "cn");
    assertThat(window.out()).contains("dn: " + user);
    tool("ldapsearch", "-b", "", "-E", "!1.2.840.113556.1.4.1340=::MAMCAQI=", "(cn=Schema)", "1.1")
        .succeeds()
        .says("dn: CN=Schema,CN=Configuration," + BASE);
    tool(
            "ldapsearch",
            "-b",
            objects.group("g1", user),
            "-s",
            "base",
            "-E",
            "!1.2.840.113556.1.4.1504=::MAgEBm1lbWJlcg==",
            "1.1")
        .succeeds()
        .says("dn: " + user);
  }
}
