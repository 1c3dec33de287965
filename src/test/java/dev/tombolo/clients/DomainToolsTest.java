package dev.tombolo.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.OwnClassPath;
import dev.tombolo.compatibility.Behaviour;
import dev.tombolo.directory.TestDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that sign in as a domain's members do, and those that first look for its controller. */
class DomainToolsTest extends CompanyTest {
  private static final String ADMINISTRATOR = "ADATUM\\Administrator";

  @TempDir private Path folder;

  private Outcome ldbsearch(String password) throws Exception {
    return Command.run(
        folder,
        Map.of(),
        "",
        List.of(
            "/usr/bin/ldbsearch",
            "-H",
            ldap(),
            "-U",
            ADMINISTRATOR + "%" + password,
            "-b",
            TestDirectory.BASE,
            "(sAMAccountName=alice)",
            "mail"));
  }

  @Test
  @RunsClient(Client.LDBSEARCH)
  @Behaviour(source = "Samba's ldbsearch, NTLM in SPNEGO, the connection sealed")
  void ldbsearchSignsInByNtlmAndSealsTheConnection() throws Exception {
    Outcome alice = ldbsearch(TestDirectory.PASSWORD).succeeds();
    assertThat(alice.value("mail")).isEqualTo("alice.smith@adatum.com");
    Outcome refused = ldbsearch(TestDirectory.PASSWORD + "x");
    assertThat(refused.exit()).isNotZero();
    refused.says("data 52e");
  }

  @Test
  @RunsClient(Client.LDAP3_NTLM)
  @Behaviour(source = "Python's ldap3, NTLM by Microsoft's older bind")
  void ldap3SignsInByNtlmInClearAndOverTls() throws Exception {
    Map<String, String> environment =
        Map.of(
            "LDAP_URL", ldap(),
            "LDAPS_URL", ldaps(),
            "CA_FILE", TestDirectory.caCertificate().toString(),
            "USER_NAME", ADMINISTRATOR,
            "USER_PASSWORD", TestDirectory.PASSWORD);
    Outcome story =
        Command.run(
                folder,
                environment,
                "",
                List.of("/usr/bin/python3", "src/test/resources/clients/ldap3/ntlm.py"))
            .succeeds();
    assertThat(story.out().lines())
        .containsExactly(
            "signed in: u:" + ADMINISTRATOR,
            "signed in: u:" + ADMINISTRATOR,
            "refused: False 49 True");
  }

  @Test
  @RunsClient(Client.ADCLI)
  @Behaviour(source = "adcli info: the netlogon ping on port 389, MS-ADTS 6.3.3")
  void adcliFindsTheDomainController() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("/usr/bin/unshare", "--net", "sh", "src/test/resources/clients/adcli/info.sh"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Duser.home=" + folder,
            "-cp",
            OwnClassPath.text(),
            "dev.tombolo.cli.Main",
            "directory",
            "--set",
            "directory.ldap.port=389",
            "--set",
            "directory.ldaps.port=636"));
    Command.run(folder, Map.of("READY", folder.resolve("ready").toString()), "", command)
        .succeeds()
        .says("domain-name = adatum.com")
        .says("domain-short = ADATUM")
        .says("domain-controller-usable = yes")
        .says("domain-controller-flags = pdc gc ldap ds closest writable");
  }
}
