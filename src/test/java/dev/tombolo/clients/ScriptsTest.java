package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.BASE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.TestDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clients of other languages, each with a script that does what its users do: sign in, find,
 * page, read groups, change a password, follow changes. A script tells what it saw.
 */
class ScriptsTest extends CompanyTest {
  private static final List<String> STORY =
      List.of(
          "signed in: u:ADATUM\\alice",
          "found: " + Company.ALICE + " alice.smith@adatum.com",
          "paged: " + Company.CONTACTS,
          "groups: Inner Outer",
          "signed in again: u:ADATUM\\alice",
          "refused: 49 52e",
          "followed: CN=Alice Smith Manager",
          "followed: CN=c0001 deleted");

  @TempDir private Path folder;

  private static Path script(String name) {
    return Path.of("src/test/resources/clients", name);
  }

  private Outcome run(String program, Path script) throws Exception {
    return Command.run(folder, environment(), "", List.of(program, script.toString())).succeeds();
  }

  private Map<String, String> environment() {
    return Map.of(
        "LDAP_URL",
        ldap(),
        "LDAPS_URL",
        ldaps(),
        "CA_FILE",
        TestDirectory.caCertificate().toString(),
        "BASE",
        BASE,
        "ADMIN",
        TestDirectory.ADMINISTRATOR,
        "ADMIN_PASSWORD",
        TestDirectory.PASSWORD,
        "USER_PASSWORD",
        Company.PASSWORD,
        "NEW_PASSWORD",
        Company.NEW_PASSWORD);
  }

  @Test
  @RunsClient(Client.LDAP3)
  @Behaviour(source = "Python's ldap3 (schema, paging, dir_sync and modify_password for AD)")
  void ldap3SignsInFindsPagesChangesAPasswordAndFollowsChanges() throws Exception {
    assertThat(run("/usr/bin/python3", script("ldap3/story.py")).out().lines())
        .containsAll(STORY)
        .contains("is Active Directory: True")
        .hasSize(STORY.size() + 1);
  }

  @Test
  @RunsClient(Client.PYTHON_LDAP)
  @Behaviour(source = "python-ldap")
  void pythonLdapSignsInFindsPagesChangesAPasswordAndFollowsChanges() throws Exception {
    assertThat(run("/usr/bin/python3", script("python-ldap/story.py")).out().lines())
        .containsAll(STORY)
        .contains("sixth notification: 11")
        .hasSize(STORY.size() + 1);
  }

  @Test
  @RunsClient(Client.NET_LDAP)
  @Behaviour(source = "Perl's Net::LDAP")
  void netLdapSignsInFindsPagesChangesAPasswordAndFollowsChanges() throws Exception {
    assertThat(run("/usr/bin/perl", script("net-ldap/story.pl")).out().lines())
        .containsExactlyElementsOf(STORY);
  }

  @Test
  @RunsClient(Client.PHP)
  @Behaviour(source = "PHP's LDAP extension")
  void phpSignsInFindsPagesChangesAPasswordAndFollowsChanges() throws Exception {
    assertThat(run("/usr/bin/php", script("php/story.php")).out().lines())
        .containsExactlyElementsOf(STORY);
  }

  @Test
  @RunsClient(Client.NODE)
  @Behaviour(source = "Node's ldapts")
  void ldaptsSignsInFindsPagesChangesAPasswordAndFollowsChanges() throws Exception {
    assertThat(run("node", besideItsPackages("ldapts.mjs")).out().lines())
        .containsExactlyElementsOf(STORY);
  }

  @Test
  @RunsClient(Client.NODE)
  @Behaviour(source = "Node's activedirectory2")
  void activedirectory2AuthenticatesFindsUsersAndGroupsAndFollowsUsns() throws Exception {
    assertThat(run("node", besideItsPackages("activedirectory2.mjs")).out().lines())
        .containsExactly(
            "authenticated: true",
            "refused: 49 52e",
            "found: " + Company.ALICE + " alice.smith@adatum.com",
            "found by principal name: Alice Smith",
            "found by name: Alice Smith",
            "user exists: true false",
            "group: CN=Inner," + Company.STAFF,
            "groups: Inner Outer",
            "member: true false",
            "users of group: Alice Smith",
            "paged: " + Company.CONTACTS,
            "followed: Alice Smith Manager");
  }

  /** Node looks for packages beside the script, so it is run where npm installs them. */
  private Path besideItsPackages(String name) throws Exception {
    Path modules = Files.createDirectories(Path.of("target/clients/node"));
    for (String file : List.of("package.json", "package-lock.json", name)) {
      Files.copy(script("node/" + file), modules.resolve(file), REPLACE_EXISTING);
    }
    Path installed = modules.resolve("installed-lock.json");
    Path wanted = modules.resolve("package-lock.json");
    if (!Files.exists(installed) || Files.mismatch(installed, wanted) != -1) {
      Command.run(folder, Map.of(), "", List.of("npm", "ci", "--prefix", modules.toString()))
          .succeeds();
      Files.copy(wanted, installed, REPLACE_EXISTING);
    }
    return modules.resolve(name);
  }

  @Test
  @RunsClient(Client.LDBSEARCH)
  @Behaviour(source = "Samba's ldbsearch, simple bind")
  void ldbsearchFindsPagesReadsIdentifiersAndFollowsChanges() throws Exception {
    Outcome alice =
        ldbsearch("-b", BASE, "--extended-dn", "(sAMAccountName=alice)", "mail", "memberOf");
    assertThat(alice.value("dn"))
        .matches("<GUID=[-0-9a-f]{36}>;<SID=S-1-5-21-[-0-9]+>;" + Company.ALICE);
    assertThat(alice.value("mail")).isEqualTo("alice.smith@adatum.com");
    assertThat(alice.value("memberOf")).endsWith(";CN=Inner," + Company.STAFF);
    ldbsearch("-b", Company.STAFF, "--paged", "(objectClass=contact)", "cn")
        .says("# " + Company.CONTACTS + " entries");
    new LdapTools(directory, folder).delete("CN=c0001," + Company.STAFF).succeeds();
    assertThat(ldbsearch("-b", BASE, "--show-deleted", "(isDeleted=TRUE)", "cn").values("dn"))
        .anyMatch(dn -> dn.startsWith("CN=c0001\\0ADEL:"));
    ldbsearch("-b", BASE, "--controls=dirsync:1:0:0", "(sAMAccountName=alice)", "title")
        .says("title: Clerk")
        .says("# DIRSYNC cookie returned was:");
  }

  private Outcome ldbsearch(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/ldbsearch",
                "-H",
                ldap(),
                "--simple-bind-dn=" + TestDirectory.ADMINISTRATOR,
                "--password=" + TestDirectory.PASSWORD));
    command.addAll(List.of(arguments));
    return Command.run(folder, Map.of(), "", command).succeeds();
  }
}
