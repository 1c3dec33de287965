package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.tenant.TestTenant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserVerbsTest extends VerbTest {
  private String stella() {
    return TestTenant.idOf(lab().sync(TestTenant.stella()).get(0));
  }

  private Run list(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "user";
    args[1] = "list";
    System.arraycopy(options, 0, args, 2, options.length);
    return lab().run(args).expect(0);
  }

  private static List<String> names(Run run) {
    return run.json().findValuesAsText("userPrincipalName");
  }

  @Test
  void listIsAnAlignedTableOrJson() {
    String ada = lab().user("Ada");
    String stella = stella();
    List<String> lines = list().lines();
    assertThat(lines.get(0))
        .matches("userPrincipalName +displayName +enabled +synced +licences +id");
    assertThat(lines)
        .hasSize(4)
        .anyMatch(line -> line.matches("Ada@adatum.com +Ada +yes +no +0 +" + ada))
        .anyMatch(line -> line.matches("StellaC@adatum.com +Stella C +yes +yes +0 +" + stella));
    int column = lines.get(0).indexOf("displayName");
    assertThat(lines.get(1).charAt(column - 1)).isEqualTo(' ');
    assertThat(lines.get(1).charAt(column)).isNotEqualTo(' ');

    JsonNode json = list("--json").json();
    assertThat(json.isArray()).isTrue();
    assertThat(json).hasSize(3);
    assertThat(json.findValuesAsText("id")).contains(ada, stella);
  }

  @Test
  void listGoesThroughEveryPage() throws Exception {
    for (int i = 0; i < 3; i++) {
      lab().user("U" + i);
    }
    assertThat(GraphClient.of(lab().lab().ready()).list("/users?$top=1&$select=userPrincipalName"))
        .hasSize(4);
  }

  @Test
  void listCanBeNarrowed() {
    lab().user("Ada");
    stella();
    assertThat(names(list("--json", "--synced"))).containsExactly("StellaC@adatum.com");
    assertThat(names(list("--json", "--search", "stel"))).containsExactly("StellaC@adatum.com");
    assertThat(names(list("--json", "--search", "ada"))).containsExactly("Ada@adatum.com");
    assertThat(names(list("--json", "--search", "Ada", "--synced"))).isEmpty();
    assertThat(names(list("--json", "--deleted"))).isEmpty();
    lab().run("user", "list", "--search", "a\"b").expect(2);
  }

  @Test
  void aDeletedUserIsListedUnderTheNameItHad() {
    String stella = stella();
    lab().sync(TestTenant.deleteUser(TestTenant.STELLA));
    lab().user("Ada");
    lab().run("user", "remove", "ada@adatum.com", "--force").expect(0);
    List<String> lines = list("--deleted").lines();
    assertThat(lines.get(0)).contains("deletedDateTime");
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "StellaC@adatum.com +Stella C +no +no longer +0 +\\d{4}-.*Z +" + stella));
    assertThat(list("--deleted", "--synced").lines()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"StellaC@adatum.com", "stellac", "ID"})
  void showTakesAnIdOrAName(String key) {
    String stella = stella();
    String id = key.equals("ID") ? stella : key;
    Run people = lab().run("user", "show", id).expect(0);
    assertThat(people.lines())
        .anyMatch(line -> line.matches("userPrincipalName +StellaC@adatum.com"))
        .anyMatch(line -> line.matches("onPremisesImmutableId +" + TestTenant.STELLA))
        .noneMatch(line -> line.contains("@odata"));
    JsonNode json = lab().run("user", "show", id, "--json").expect(0).json();
    assertThat(json.path("id").asText()).isEqualTo(stella);
    assertThat(json.path("onPremisesSyncEnabled").asBoolean()).isTrue();
  }

  @Test
  void showNamesLicences() {
    String stella = stella();
    lab().run("licence", "assign", stella, "SPE_E5").expect(0);
    assertThat(lab().run("user", "show", stella).expect(0).lines())
        .anyMatch(line -> line.matches("licences +SPE_E5"))
        .noneMatch(line -> line.contains("skuId"));
    assertThat(lab().run("user", "show", stella, "--json").expect(0).json().path("licences"))
        .isEmpty();
  }

  @Test
  void showFindsADeletedUser() {
    String ada = lab().user("Ada");
    lab().run("user", "remove", ada, "--force").expect(0);
    for (String key : List.of(ada, "Ada@adatum.com")) {
      JsonNode shown = lab().run("user", "show", key, "--json").expect(0).json();
      assertThat(shown.path("id").asText()).isEqualTo(ada);
      assertThat(shown.path("deletedDateTime").asText()).isNotEmpty();
    }
  }

  @Test
  void whatIsNotThereIsRefusedInGraphsWords() {
    String message =
        "Request_ResourceNotFound: Resource '"
            + UNKNOWN
            + "' does not exist or one of its queried reference-property objects are not present.";
    for (String verb : List.of("show", "set-password")) {
      lab().run("user", verb, UNKNOWN).expectRefusal(1, message);
    }
    lab().run("user", "remove", UNKNOWN, "--force").expectRefusal(1, message);
    lab().run("user", "purge", UNKNOWN, "--force").expectRefusal(1, message);
    lab().run("user", "restore", UNKNOWN).expectRefusal(1, message);
    lab().run("user", "restore", "x@y.z").expectRefusal(1, "there is no user \"x@y.z\"");
    lab().run("user", "show", "nobody").expectRefusal(1, "there is no user \"nobody\"");
  }

  @Test
  void severalOfANameHaveToBeToldApart() {
    String first = lab().user("Ada");
    lab().run("user", "remove", first, "--force").expect(0);
    String second = lab().user("Ada");
    lab().run("user", "remove", second, "--force").expect(0);
    Run run = lab().run("user", "restore", "Ada@adatum.com").expect(1);
    assertThat(run.err())
        .startsWith("tombolo: several users are called \"Ada@adatum.com\"; name one by its id: ")
        .contains(first, second)
        .hasLineCount(1);
    lab().run("user", "restore", second).expect(0);
  }

  @Test
  void removeAsksAPersonAndRefusesAProgram() {
    String ada = lab().user("Ada");
    Run program = lab().run("user", "remove", ada).expect(2);
    assertThat(program.err())
        .startsWith("tombolo: there is no terminal to ask for consent on; say --force");
    lab().run("user", "purge", ada).expect(2);

    Script no = new Script(true, "n");
    lab().run(no, "user", "remove", ada).expectRefusal(1, "not agreed to; nothing was done");
    assertThat(no.questions()).containsExactly("Remove user Ada@adatum.com (" + ada + ")? [y/N] ");
    lab().run(new Script(true), "user", "remove", ada).expect(1);
    lab().graph().get("/users/" + ada).expect(200);

    assertThat(lab().run(new Script(true, "y"), "user", "remove", ada).expect(0).lines())
        .containsExactly("user Ada@adatum.com (" + ada + ") is in the recycle bin, for 30 days");
    lab().graph().get("/users/" + ada).expect(404);
    lab().graph().get("/directory/deletedItems/" + ada).expect(200);
  }

  @Test
  void removeAndPurgeIsForGood() {
    String ada = lab().user("Ada");
    assertThat(lab().run("user", "remove", "Ada@adatum.com", "--purge", "--force").expect(0).out())
        .contains("is gone for good");
    lab().graph().get("/directory/deletedItems/" + ada).expect(404);

    String eve = lab().user("Eve");
    JsonNode removed = lab().run("user", "remove", eve, "--force", "--json").expect(0).json();
    assertThat(removed.path("action").asText()).isEqualTo("removed");
    JsonNode purged =
        lab()
            .run("user", "remove", "Eve@adatum.com", "--purge", "--force", "--json")
            .expect(0)
            .json();
    assertThat(purged.path("action").asText()).isEqualTo("purged");
    assertThat(purged.path("id").asText()).isEqualTo(eve);
  }

  @Test
  void purgeTakesWhatIsInTheRecycleBinOnly() {
    String ada = lab().user("Ada");
    lab().run("user", "purge", ada, "--force").expect(1);
    lab().run("user", "remove", ada, "--force").expect(0);
    lab().run(new Script(true, "yes"), "user", "purge", "ada@adatum.com").expect(0);
    lab().graph().get("/directory/deletedItems/" + ada).expect(404);
    lab().run("user", "restore", ada).expect(1);
  }

  @Test
  void restoreBringsAUserBack() {
    String stella = stella();
    lab().sync(TestTenant.deleteUser(TestTenant.STELLA));
    Run run = lab().run("user", "restore", "stellac@adatum.com").expect(0);
    assertThat(run.lines()).containsExactly("user StellaC@adatum.com (" + stella + ") is back");
    lab().graph().get("/users/StellaC@adatum.com").expect(200);
  }

  @Test
  void restoreCanGiveAnotherName() {
    String first = lab().user("Ada");
    lab().run("user", "remove", first, "--force").expect(0);
    lab().user("Ada");
    assertThat(lab().run("user", "restore", first).expect(1).err())
        .isEqualTo(
            "tombolo: Request_BadRequest: Another object with the same value for property"
                + " userPrincipalName already exists.\n");
    JsonNode back =
        lab()
            .run("user", "restore", first, "--new-upn", "Ada2@adatum.com", "--json")
            .expect(0)
            .json();
    assertThat(back.path("userPrincipalName").asText()).isEqualTo("Ada2@adatum.com");
    assertThat(back.path("id").asText()).isEqualTo(first);
  }

  @Test
  void restoreCanGiveUpTakenProxyAddresses() {
    String first = lab().user("Ada", "mail", "info@adatum.com");
    lab().run("user", "remove", first, "--force").expect(0);
    lab().user("Eve", "mail", "info@adatum.com");
    assertThat(lab().run("user", "restore", first).expect(1).err()).contains("proxyAddresses");
    JsonNode back =
        lab().run("user", "restore", first, "--auto-reconcile-proxies", "--json").expect(0).json();
    assertThat(back.path("proxyAddresses")).isEmpty();
  }

  @Test
  void restoreCanSetAPasswordOfTheCloud() {
    stella();
    lab().sync(TestTenant.deleteUser(TestTenant.STELLA));
    Run run = lab().run("user", "restore", "StellaC@adatum.com", "--password", "N3w-Passw0rd");
    assertThat(run.expect(0).lines()).hasSize(2);
    assertThat(run.lines().get(0)).endsWith(" is back; the password is set");
    assertThat(run.lines().get(1))
        .contains("the next password hash synchronization of this user overwrites it");
    assertThat(lab().signsIn("StellaC@adatum.com", "N3w-Passw0rd")).isTrue();
  }

  @Test
  void restoreCanMakeAPassword() {
    String ada = lab().user("Ada");
    lab().run("user", "remove", ada, "--force").expect(0);
    String password =
        lab()
            .run("user", "restore", ada, "--auto-password", "--json")
            .expect(0)
            .json()
            .path("newPassword")
            .asText();
    assertThat(lab().signsIn("Ada@adatum.com", password)).isTrue();

    lab().run("user", "remove", ada, "--force").expect(0);
    String line = lab().run("user", "restore", ada, "--auto-password").expect(0).lines().get(0);
    String second = line.substring(line.lastIndexOf(' ') + 1);
    assertThat(second).isNotEqualTo(password);
    assertThat(lab().signsIn("Ada@adatum.com", second)).isTrue();
    lab().run("user", "restore", ada, "--auto-password", "--password", "x").expect(2);
  }

  @Test
  void aPasswordThatIsTooWeakDoesNotHideThatTheUserIsBack() {
    String ada = lab().user("Ada");
    lab().run("user", "remove", ada, "--force").expect(0);
    Run run = lab().run("user", "restore", ada, "--password", "weak").expect(1);
    assertThat(run.err())
        .startsWith(
            "tombolo: the user is back, but the password was not set: Request_BadRequest: The"
                + " specified password does not comply")
        .hasLineCount(1);
    lab().graph().get("/users/" + ada).expect(200);
  }

  @Test
  void setPasswordResetsThatOfACloudUser() {
    String ada = lab().user("Ada");
    assertThat(
            lab().run("user", "set-password", ada, "--password", "An0ther-one").expect(0).lines())
        .containsExactly("the password of user Ada@adatum.com (" + ada + ") is reset");
    assertThat(lab().signsIn("Ada@adatum.com", "An0ther-one")).isTrue();
    String made =
        lab()
            .run("user", "set-password", "Ada@adatum.com", "--json")
            .expect(0)
            .json()
            .path("newPassword")
            .asText();
    assertThat(made).isNotEmpty();
    lab().run("user", "set-password", ada, "--password", "An0ther-one", "--force-change").expect(0);
    assertThat(lab().signsIn("Ada@adatum.com", "An0ther-one")).isFalse();
  }

  @Test
  void setPasswordTellsWhyItWasNotSet() {
    String ada = lab().user("Ada");
    lab()
        .run("user", "set-password", ada, "--password", "weak")
        .expectRefusal(
            1,
            "the password of user Ada@adatum.com ("
                + ada
                + ") was not reset: FuzzyPolicyViolation PasswordTooWeak: The specified password"
                + " does not comply with password complexity requirements. Please provide a"
                + " different password.");
    String stella = stella();
    assertThat(lab().run("user", "set-password", stella).expect(1).err())
        .startsWith("tombolo: Request_BadRequest: A new password is required")
        .hasLineCount(1);
    lab()
        .run("user", "set-password", stella, "--password", "N3w-Passw0rd")
        .expectRefusal(
            1,
            "the password of user StellaC@adatum.com ("
                + stella
                + ") was not reset: SSPR_0030 OnPremisesConnectivityError: No agent is connected.");
  }
}
