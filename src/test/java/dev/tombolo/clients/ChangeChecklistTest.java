package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.compatibility.Behaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The rows of the checklist about clients that follow changes. */
class ChangeChecklistTest extends ToolTest {
  private static final Pattern COOKIE = Pattern.compile("# cookie:: (\\S+)");
  private static final int INCREMENTAL_VALUES = 0x80000000;

  private String cookie = "";

  /** What has changed since the last call, as LDIF. */
  private Outcome changes(int flags, String... more) throws Exception {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "-E";
    arguments[1] = "!dirSync=" + flags + "/1048576" + (cookie.isEmpty() ? "" : "/" + cookie);
    arguments[2] = "(objectClass=*)";
    System.arraycopy(more, 0, arguments, 3, more.length);
    Outcome outcome = ldap.search("$B", "sub", arguments).succeeds();
    Matcher matcher = COOKIE.matcher(outcome.out());
    assertThat(matcher.find()).as(outcome.out()).isTrue();
    cookie = matcher.group(1);
    return outcome;
  }

  /** Reads until nothing is left to tell. */
  private void catchUp(int flags) throws Exception {
    Outcome outcome = changes(flags);
    while (!outcome.values("dn").isEmpty()) {
      outcome = changes(flags);
    }
  }

  @Test
  @Behaviour(row = 46, source = "MS-ADTS 3.1.1.3.4.1.3")
  void aFullReadTellsWhatIsReplicated() throws Exception {
    String user = user("u1", "title: Clerk");
    group("g1", user);
    for (String control :
        List.of(
            "!1.2.840.113556.1.4.841=::MAoCAQACAxAAAAQA",
            "!1.2.840.113556.1.4.841=::MA4CBQCAAAAAAgMQAAAEAA==",
            "!1.2.840.113556.1.4.841=::MA0CBIAAAAACAxAAAAQA",
            "!dirSync=0/1048576")) {
      Outcome read = ldap.search("$B", "sub", "-E", control, "(sAMAccountName=u1)").succeeds();
      assertThat(read.values("dn")).as(control).containsExactly(user);
      assertThat(read.attributes())
          .contains("objectGUID", "instanceType", "parentGUID", "name", "title")
          .doesNotContain("cn", "memberOf", "badPwdCount", "uSNChanged", "unicodePwd");
      read.says("# DirSync control continueFlag=0").says("# cookie:: TVNEUw");
    }
  }

  @Test
  @Behaviour(row = 47, source = "MS-ADTS 3.1.1.3.4.1.3; MS-DRSR 5.115")
  void onlyWhatChangedIsTold() throws Exception {
    String user = user("u1", "title: Clerk");
    catchUp(0);
    ldap.replace(user, "description", "somebody").succeeds();
    Outcome changed = changes(0);
    assertThat(changed.values("dn")).containsExactly(user);
    assertThat(changed.attributes())
        .containsExactlyInAnyOrder("description", "objectGUID", "instanceType");
    ldap.change(user, "delete: title\n").succeeds();
    Outcome cleared = changes(0, "-A");
    assertThat(cleared.attributes())
        .containsExactlyInAnyOrder("title", "objectGUID", "instanceType");
    ldap.rename("-r", user, "CN=u2").succeeds();
    Outcome renamed = changes(0);
    assertThat(renamed.value("name")).isEqualTo("u2");
    assertThat(renamed.attributes())
        .containsExactlyInAnyOrder("name", "parentGUID", "objectGUID", "instanceType");
    ldap.delete("CN=u2,CN=Users,$B").succeeds();
    Outcome deleted = changes(0);
    assertThat(deleted.value("isDeleted")).isEqualTo("TRUE");
    assertThat(deleted.value("dn")).startsWith("CN=u2\\0ADEL:");
    assertThat(deleted.attributes()).contains("name", "parentGUID", "lastKnownParent");
    assertThat(changes(0).values("dn")).isEmpty();
  }

  @Test
  @Behaviour(row = 47, source = "MS-ADTS 3.1.1.3.4.1.3; MS-DRSR 5.115")
  void membersAreToldTogetherOrOneByOne() throws Exception {
    String first = user("u1");
    String second = user("u2");
    String group = group("g1", first);
    catchUp(0);
    ldap.change(group, "add: member\nmember: " + second + "\n").succeeds();
    String before = cookie;
    assertThat(changes(0).values("member")).containsExactlyInAnyOrder(first, second);
    cookie = before;
    Outcome added = changes(INCREMENTAL_VALUES);
    assertThat(added.value("member;range=1-1")).isEqualTo(second);
    ldap.change(group, "delete: member\nmember: " + first + "\n").succeeds();
    Outcome removed = changes(INCREMENTAL_VALUES);
    assertThat(removed.value("member;range=0-0")).isEqualTo(first);
    assertThat(removed.attributes())
        .containsExactlyInAnyOrder("member;range=0-0", "objectGUID", "instanceType");
  }

  @Test
  @Behaviour(row = 48, source = "MS-ADTS 3.1.1.3.4.1.3; MS-DRSR 5.115.4")
  void changesAreToldOfAWholeContextToThoseWhoMayReplicate() throws Exception {
    String user = user("u1");
    String full = "!1.2.840.113556.1.4.841=::MAoCAQACAxAAAAQA";
    ldap.search("CN=Users,$B", "sub", "-E", full).exitsWith(50).says("00002105: SecErr");
    ldap.search("CN=Users,$B", "sub", "-E", "!dirSync=1/1048576").exitsWith(53);
    ldap.as(user, STRONG).search("$B", "sub", "-E", full).exitsWith(50).says("00002105: SecErr");
  }

  @Test
  @Behaviour(row = 58, source = "MS-ADTS 3.1.1.3.4.1.9")
  void aChangeIsToldToWhoWaitsForIt() throws Exception {
    String user = user("u1");
    Path out = folder.resolve("told");
    Path in = Files.writeString(folder.resolve("nothing"), "");
    Process waiting =
        Command.start(
            ldap.environment(),
            in,
            out,
            folder.resolve("told-err"),
            ldap.command(
                "ldapsearch",
                "-LLL",
                "-b",
                "$B",
                "-E",
                "!1.2.840.113556.1.4.528",
                "(objectClass=*)",
                "description"));
    try {
      LdapTools editor = ldap;
      int[] count = {0};
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .ignoreNoExceptions()
          .until(
              () -> {
                editor.replace(user, "description", "change " + count[0]++).succeeds();
                return Command.read(out).contains("dn: " + user);
              });
      assertThat(Command.read(out)).contains("description: change ");
      assertThat(waiting.isAlive()).isTrue();
    } finally {
      waiting.destroyForcibly();
      waiting.waitFor();
    }
    ldap.as(ADMINISTRATOR, dev.tombolo.directory.TestDirectory.PASSWORD)
        .search("$B", "sub", "-E", "!1.2.840.113556.1.4.528", "(cn=u1)")
        .exitsWith(53)
        .says("000020B9: SvcErr");
  }
}
