package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cli.Run;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S19 and S20: passwords that are set in the cloud and written back on-premises. */
class PasswordWritebackTest extends ScenarioTest {
  private static final String NEXT = "N3w-Passw0rd!";

  @BeforeEach
  void synchronizeHashes() {
    lab().hashTick();
  }

  private List<Integer> events() {
    return StreamSupport.stream(lab().ask("sync", "events", "--limit", "30").spliterator(), false)
        .filter(entry -> entry.path("source").asText().equals("PasswordResetService"))
        .map(entry -> entry.path("event").asInt())
        .toList();
  }

  @Test
  void passwordThatIsResetInTheCloudIsSetOnPremisesAndUnlocksTheAccount() throws Exception {
    for (int attempt = 0; attempt < 12; attempt++) {
      assertThat(lab().binds(STELLA_UPN, "wrong-" + attempt)).isFalse();
    }
    JsonNode answer = lab().ask("password", "reset", STELLA_UPN, "--new-password", NEXT);
    assertThat(answer.path("action").asText()).isEqualTo("reset");

    assertThat(events()).contains(31009, 31010);
    assertThat(lab().binds(STELLA_UPN, NEXT)).isTrue();
    assertThat(onPremises().read(STELLA, "lockoutTime").getAttributeValue("lockoutTime"))
        .isIn(null, "0");
    assertThat(lab().signsIn(STELLA_UPN, NEXT)).isTrue();
    lab().delta();
    lab().hashTick();
    assertThat(lab().signsIn(STELLA_UPN, NEXT)).isTrue();
    assertThat(lab().signsIn(STELLA_UPN, OnPremises.PASSWORD)).isFalse();
    lab().advance("PT1H1S");
    assertThat(lab().binds(STELLA_UPN, OnPremises.PASSWORD)).isFalse();
    lab().expectSettled();
  }

  @Test
  void passwordThatTheUserChangesInTheCloudIsChangedOnPremises() throws Exception {
    Run change =
        lab()
            .tombolo(
                "password",
                "change",
                STELLA_UPN,
                "--current-password",
                OnPremises.PASSWORD,
                "--new-password",
                NEXT)
            .expect(0);
    assertThat(change.out()).contains("written back by");
    assertThat(lab().binds(STELLA_UPN, NEXT)).isTrue();
    assertThat(lab().signsIn(STELLA_UPN, NEXT)).isTrue();
    lab().delta();
    lab().hashTick();
    lab().expectSettled();
  }

  @Test
  void passwordThatThePolicyOnPremisesRefusesIsSetOnNeitherSide() throws Exception {
    onPremises().set(OnPremises.BASE, "minPwdLength", "12");
    Run refused = lab().tombolo("password", "reset", STELLA_UPN, "--new-password", "Sh0rt-Pw");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("policy");
    assertThat(events()).contains(31009, 31011, 33008);
    assertThat(lab().binds(STELLA_UPN, OnPremises.PASSWORD)).isTrue();
    assertThat(lab().signsIn(STELLA_UPN, OnPremises.PASSWORD)).isTrue();
    assertThat(lab().binds(STELLA_UPN, "Sh0rt-Pw")).isFalse();
    assertThat(lab().signsIn(STELLA_UPN, "Sh0rt-Pw")).isFalse();
    onPremises().set(OnPremises.BASE, "minPwdLength", "7");
    lab().expectSettled();
  }

  @Test
  void whenAPasswordIsSetInTheCloudAloneTheNextCycleDoesNotPutItsTimeBack() throws Exception {
    lab().advance("PT10M");
    lab()
        .graph()
        .patch(
            "/users/" + STELLA_UPN,
            "{'passwordProfile':{'password':'" + NEXT + "','forceChangePasswordNextSignIn':false}}")
        .expect(204);
    String set = lastChange();
    lab().delta();
    lab().hashTick();
    assertThat(lastChange()).isEqualTo(set);
    assertThat(lab().signsIn(STELLA_UPN, NEXT)).isTrue();
    lab().expectSettled();
    onPremises().setPassword(STELLA, "Third-Passw0rd!");
    lab().delta();
    assertThat(lastChange()).isNotEqualTo(set);
  }

  private String lastChange() {
    return lab()
        .graph()
        .get("/users/" + STELLA_UPN + "?$select=lastPasswordChangeDateTime")
        .expect(200)
        .get("lastPasswordChangeDateTime");
  }
}
