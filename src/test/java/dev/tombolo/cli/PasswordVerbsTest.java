package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordVerbsTest extends VerbTest {
  private static final String ADA = "Ada@adatum.com";
  private static final String OLD = "Pa55w.rd1234";
  private static final String NEW = "N3w-Passw0rd";

  @Test
  void changeTakesPasswordsFromOptions() {
    lab().user("Ada");
    assertThat(
            lab()
                .run("password", "change", ADA, "--current-password", OLD, "--new-password", NEW)
                .expect(0)
                .lines())
        .containsExactly("the password of Ada@adatum.com is changed");
    assertThat(lab().signsIn(ADA, NEW)).isTrue();
    assertThat(lab().signsIn(ADA, OLD)).isFalse();
  }

  @Test
  void changeAsksForThePasswordsThatAreMissing() {
    lab().user("Ada");
    Script person = new Script(true, OLD, NEW);
    lab().run(person, "password", "change", ADA).expect(0);
    assertThat(person.questions()).containsExactly("Current password: ", "New password: ");
    assertThat(lab().signsIn(ADA, NEW)).isTrue();
    assertThat(lab().run(new Script(false), "password", "change", ADA).expect(2).err())
        .startsWith("tombolo: the current password is missing");
  }

  @Test
  void passwordsCanComeOnStandardInput(@TempDir Path folder) throws Exception {
    lab().user("Ada");
    try (Program program =
        Program.reading(
            OLD + "\n" + NEW + "\n",
            folder,
            "password",
            "change",
            ADA,
            "--json",
            "--ready-file",
            lab().readyFile().toString())) {
      assertThat(program.ended().expect(0).json().path("success").asBoolean()).isTrue();
    }
    assertThat(lab().signsIn(ADA, NEW)).isTrue();
  }

  @Test
  void changeTellsWhyItWasRefused() {
    lab().user("Ada");
    for (String user : new String[] {ADA, "nobody@adatum.com"}) {
      lab()
          .run("password", "change", user, "--current-password", "wrong", "--new-password", NEW)
          .expectRefusal(
              1,
              "the password was not changed: IncorrectPassword IncorrectPassword: The current"
                  + " password is incorrect.");
    }
    assertThat(
            lab()
                .run("password", "change", ADA, "--current-password", OLD, "--new-password", "x")
                .expect(1)
                .err())
        .startsWith("tombolo: the password was not changed: FuzzyPolicyViolation PasswordTooWeak: ")
        .hasLineCount(1);
  }

  @Test
  void resetIsTheAdministrators() {
    String ada = lab().user("Ada");
    assertThat(lab().run(new Script(true, NEW), "password", "reset", ADA).expect(0).lines())
        .containsExactly("the password of user Ada@adatum.com (" + ada + ") is reset");
    assertThat(lab().signsIn(ADA, NEW)).isTrue();
    lab().run("password", "reset", ada, "--new-password", OLD, "--json").expect(0);
    assertThat(lab().signsIn(ADA, OLD)).isTrue();
    assertThat(lab().run("password", "reset", ADA, "--new-password", "x").expect(1).err())
        .contains("FuzzyPolicyViolation PasswordTooWeak")
        .hasLineCount(1);
  }
}
