package dev.tombolo.directory;

import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.tombolo.directory.protocol.AccessLogTarget;
import dev.tombolo.directory.security.Passwords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  @TempDir private Path folder;
  private Path file;
  private TestDirectory directory;

  @BeforeEach
  void start() {
    file = folder.resolve("access.log");
    directory =
        new TestDirectory(
            settings -> settings.withAccessLog(AccessLogTarget.parse(file.toString())));
  }

  @AfterEach
  void stop() {
    directory.close();
  }

  /** The lines, once so many are there: a line is written after its answer. */
  private List<String> lines(int count) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.readAllLines(file), lines -> lines.size() >= count);
  }

  private static void assertLine(String line, String what) {
    assertThat(line)
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z conn=\\d+ from=127\\.0\\.0\\.1:\\d+ as=\"[^\"]*\""
                + " msg=\\d+ "
                + what
                + " us=\\d+");
  }

  @Test
  void eachOperationIsALine() throws Exception {
    String alice;
    try (LDAPConnection admin = directory.admin()) {
      TestObjects objects = new TestObjects(admin);
      alice = objects.user("alice");
      SearchRequest search =
          new SearchRequest(BASE, SearchScope.SUB, "(sAMAccountName=alice)", "cn", "mail");
      search.addControl(new SimplePagedResultsControl(10, true));
      admin.search(search);
      objects.set(alice, "mail", "alice@adatum.com");
      admin.modifyDN(alice, "CN=bob", true);
      assertThatThrownBy(() -> admin.delete(alice)).isInstanceOf(LDAPException.class);
    }
    List<String> lines = lines(6);
    assertThat(lines).hasSize(6);
    assertLine(
        lines.get(0),
        "BIND dn=\"CN=Administrator,CN=Users,DC=adatum,DC=com\" method=simple result=0");
    assertLine(lines.get(1), "ADD dn=\"CN=alice,CN=Users,DC=adatum,DC=com\" result=0");
    assertLine(
        lines.get(2),
        "SEARCH base=\"DC=adatum,DC=com\" scope=SUB filter=\"\\(sAMAccountName=alice\\)\""
            + " attrs=cn,mail controls=1\\.2\\.840\\.113556\\.1\\.4\\.319!"
            + " result=0 entries=1 references=3");
    assertLine(
        lines.get(3),
        "MODIFY dn=\"CN=alice,CN=Users,DC=adatum,DC=com\" attrs=REPLACE:mail result=0");
    assertLine(
        lines.get(4),
        "MODIFYDN dn=\"CN=alice,CN=Users,DC=adatum,DC=com\" newrdn=\"CN=bob\" result=0");
    assertLine(
        lines.get(5), "DELETE dn=\"CN=alice,CN=Users,DC=adatum,DC=com\" result=32 error=0000208D");
    assertThat(lines.get(5)).contains(" as=\"ADATUM\\Administrator\" ");
  }

  @Test
  void noSecretIsInIt() throws Exception {
    try (LDAPConnection admin = directory.admin();
        ProtectedClient client = new ProtectedClient(directory.server().ldapPort())) {
      TestObjects objects = new TestObjects(admin);
      String alice = objects.user("alice");
      admin.modify(
          alice,
          new Modification(
              ModificationType.REPLACE, "unicodePwd", Passwords.quote("S3cret!other")));
      admin.search(BASE, SearchScope.SUB, "(|(cn=x)(!(userPassword=S3cret!other)))", "cn");
      admin.search(BASE, SearchScope.SUB, "(2.5.4.35=S3cret!other)", "cn");
      assertThatThrownBy(() -> admin.compare(alice, "unicodePwd", "S3cret!other"))
          .isInstanceOf(LDAPException.class);
      assertThatThrownBy(() -> directory.bind(alice, "S3cret!wrong").close())
          .isInstanceOf(LDAPException.class);
      NtlmClient ntlm = new NtlmClient("ADATUM", "alice", "S3cret!other", 0);
      byte[] challenge = client.sicily(0x8A, ntlm.negotiate());
      client.sicily(0x8B, ntlm.authenticate(challenge, true));
    }
    List<String> lines = lines(9);
    assertThat(lines).hasSize(9);
    assertThat(String.join("\n", lines))
        .doesNotContain("S3cret", TestDirectory.PASSWORD, PASSWORD, "NTLMSSP")
        .contains("filter=\"(hidden)\"", "method=sicily-negotiate", "attrs=REPLACE:unicodePwd");
  }

  @Test
  void whatAClientSaysStaysInItsLine() throws Exception {
    try (LDAPConnection nobody = directory.plain()) {
      assertThatThrownBy(() -> nobody.bind("CN=x\nconn=1 \"forged\"", "wrong"))
          .isInstanceOf(LDAPException.class);
    }
    List<String> lines = lines(1);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains("BIND dn=\"CN=x\\u000aconn=1 \\\"forged\\\"\"")
        .contains("result=49 error=80090308");
  }

  @Test
  void thereIsNoneUnlessItIsAskedFor() {
    assertThat(AccessLogTarget.parse("off")).isEqualTo(AccessLogTarget.OFF);
    assertThat(AccessLogTarget.parse("log")).isInstanceOf(AccessLogTarget.Messages.class);
    assertThat(TestDirectory.defaults().accessLog()).isEqualTo(AccessLogTarget.OFF);
  }

  @Test
  void aFileThatCannotBeWrittenKeepsTheDirectoryFromStarting() {
    AccessLogTarget target = AccessLogTarget.parse(folder.resolve("no/such/file").toString());
    assertThatThrownBy(() -> new TestDirectory(settings -> settings.withAccessLog(target)))
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("the access log");
  }
}
