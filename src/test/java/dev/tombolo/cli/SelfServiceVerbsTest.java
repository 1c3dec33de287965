package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelfServiceVerbsTest extends VerbTest {
  private static final String ADA = "Ada@adatum.com";
  private static final String NEW = "N3w-Passw0rd";

  private void register(String... options) {
    String[] all = new String[options.length + 4];
    all[0] = "password";
    all[1] = "methods";
    all[2] = ADA;
    all[3] = "--register";
    System.arraycopy(options, 0, all, 4, options.length);
    lab().run(all).expect(0);
  }

  @Test
  void aUserResetsWithACodeFromTheInbox() {
    lab().user("Ada");
    register("email", "--contact", "ada@example.org");
    assertThat(
            lab()
                .run("password", "reset", ADA, "--self", "--from-inbox", "--new-password", NEW)
                .expect(0)
                .lines())
        .containsExactly("the password of Ada@adatum.com is reset");
    assertThat(lab().signsIn(ADA, NEW)).isTrue();
    assertThat(lab().run("password", "inbox", ADA).expect(0).out())
        .contains("email", "ada@example.org");
    assertThat(lab().run("password", "inbox", ADA, "--json").expect(0).json().path("messages"))
        .hasSize(1);
  }

  @Test
  void answersAreAskedForWithTheirQuestions() {
    lab().user("Ada");
    register(
        "securityQuestions",
        "--answer",
        "City?=Oslo",
        "--answer",
        "Pet?=Rex",
        "--answer",
        "Car?=Saab");
    Script person = new Script(true, "oslo", "rex", "saab", NEW);
    lab().run(person, "password", "reset", ADA, "--self").expect(0);
    assertThat(person.questions()).containsExactly("City? ", "Pet? ", "Car? ", "New password: ");
    assertThat(lab().signsIn(ADA, NEW)).isTrue();
  }

  @Test
  void theAuthenticatorIsAMethodToo() {
    lab().user("Ada");
    register("mobileAppCode");
    register("mobileAppNotification");
    for (String method : new String[] {"mobileAppCode", "mobileAppNotification"}) {
      String password = NEW + method;
      lab()
          .run(
              "password",
              "reset",
              ADA,
              "--self",
              "--from-inbox",
              "--method",
              method,
              "--new-password",
              password)
          .expect(0);
      assertThat(lab().signsIn(ADA, password)).isTrue();
    }
    assertThat(lab().run("password", "inbox", ADA).expect(0).out())
        .contains("The authenticator shows ");
    assertThat(lab().run("password", "methods", ADA).expect(0).out())
        .contains("mobileAppCode", "mobileAppNotification");
    lab().run("password", "methods", ADA, "--remove", "mobileAppCode").expect(0);
    assertThat(lab().run("password", "methods", ADA).expect(0).out())
        .doesNotContain("mobileAppCode");
  }

  @Test
  void refusalsAreToldInALine() {
    lab().user("Ada");
    assertThat(lab().run("password", "reset", ADA, "--self").expect(1).err())
        .startsWith("tombolo: the reset cannot begin: SSPR_0014 UserNotProperlyConfigured: ")
        .hasLineCount(1);
    register("email", "--contact", "ada@example.org");
    assertThat(lab().run(new Script(true, "0"), "password", "reset", ADA, "--self").expect(1).err())
        .startsWith("tombolo: you have not proven who you are by email: VerificationFailed ");
    assertThat(lab().run("password", "unlock", ADA, "--from-inbox").expect(1).err())
        .startsWith("tombolo: the account was not unlocked: UnlockNotAllowed ");
    assertThat(lab().run("password", "reset", ADA, "--self", "--force-change").expect(2).err())
        .contains("--force-change");
    assertThat(
            lab()
                .run("password", "methods", ADA, "--register", "email", "--contact", "x")
                .expect(1)
                .err())
        .contains("no contact for email");
  }

  @Test
  void thePolicyIsShownAndChanged() {
    lab().user("Ada");
    assertThat(lab().run("password", "policy").expect(0).out())
        .contains("writeBackPasswords", "not properly configured");
    assertThat(
            lab()
                .run("password", "policy", "--scope", "none", "--gates", "2", "--json")
                .expect(0)
                .json()
                .at("/policy/scope")
                .asText())
        .isEqualTo("none");
    assertThat(lab().run("password", "reset", ADA, "--self").expect(1).err()).contains("SSPR_0009");
    lab().run("password", "policy", "--write-back", "no", "--allow-unlock", "no").expect(0);
    assertThat(
            lab()
                .run("password", "policy", "--scope", "all", "--write-back", "yes")
                .expect(1)
                .err())
        .contains("not enabled in a sync tool");
    lab().run("password", "policy", "--write-back", "maybe").expect(2);
  }
}
