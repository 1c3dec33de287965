package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cli.Run;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** S1, S2, S5, S8, S9 and S14: a user who was deleted on-premises. */
class AccidentalDeleteTest extends ScenarioTest {
  private static final String CLOUD_PASSWORD = "Cl0ud-Passw0rd";

  @Test
  void deletedUserGoesToTheRecycleBinAndTheSeatIsFree() throws Exception {
    Belongings had = furnish(STELLA_UPN);
    lab().expectSettled();
    int seats = seatsUsed("SPE_E5");
    String before = deltaLink();

    onPremises().delete(STELLA);
    Cycle cycle = lab().delta();

    assertThat(cycle.counts(Cycle.FOREST, "Delta Import")).contains(entry("stage-delete", 1));
    assertThat(cycle.counts(Cycle.FOREST, "Delta Synchronization"))
        .contains(entry("connector-delete-remove-mv", 1), entry("provisioned-delete", 1));
    assertThat(cycle.exported()).contains(entry("export-delete", 1));
    assertThat(isLive(STELLA_UPN)).isFalse();
    assertThat(isLive(had.user())).isFalse();
    JsonNode gone = deleted(had.user());
    assertThat(Instant.parse(gone.path("deletedDateTime").asText()))
        .isCloseTo(lab().now(), within(1, ChronoUnit.MINUTES));
    assertThat(gone.path("userPrincipalName").asText())
        .isEqualTo(had.user().replace("-", "") + STELLA_UPN);
    assertThat(gone.path("onPremisesSyncEnabled").asBoolean(true)).isFalse();
    assertThat(gone.path("onPremisesImmutableId").asText()).isEqualTo(had.immutableId());
    assertThat(seatsUsed("SPE_E5")).isEqualTo(seats - 1);
    assertThat(members(had.group())).isEmpty();
    assertThat(since(before, had.user()).at("/@removed/reason").asText()).isEqualTo("changed");
    assertThat(audit(had.user()).get(0)).isEqualTo("Delete user");
    lab().expectSettled();
  }

  @Test
  void undeletedUserComesBackWithLicenceAndGroupEvenWithoutASeat() throws Exception {
    Belongings had = furnish(STELLA_UPN);
    UUID guid = onPremises().guid(STELLA);
    onPremises().delete(STELLA);
    lab().delta();
    fillTheSeats();
    String before = deltaLink();

    onPremises().undelete(guid, STELLA);
    Cycle cycle = lab().delta();

    assertThat(cycle.counts(Cycle.FOREST, "Delta Import")).contains(entry("stage-add", 1));
    assertThat(cycle.exported()).contains(entry("export-add", 1));
    JsonNode back = user(STELLA_UPN);
    assertThat(back.path("id").asText()).isEqualTo(had.user());
    assertThat(back.path("deletedDateTime").isNull()).isTrue();
    assertThat(back.path("onPremisesSyncEnabled").asBoolean()).isTrue();
    assertThat(back.path("accountEnabled").asBoolean()).isTrue();
    assertThat(back.path("onPremisesImmutableId").asText()).isEqualTo(had.immutableId());
    assertThat(back.at("/assignedLicenses/0/skuId").asText()).isEqualTo(had.sku());
    assertThat(members(had.group())).containsExactly(had.user());
    assertThat(seatsUsed("SPE_E5")).isEqualTo(3);
    assertThat(isInBin(had.user())).isFalse();
    assertThat(since(before, had.user()).has("@removed")).isFalse();
    assertThat(audit(had.user())).contains("Restore user");
    lab().hashTick();
    assertThat(lab().signsIn(STELLA_UPN, OnPremises.PASSWORD)).isTrue();
    lab().expectSettled();
  }

  @Test
  void administratorsPasswordHoldsUntilTheRestoredUserIsLinkedAgain() throws Exception {
    lab().hashTick();
    assertThat(lab().signsIn(STELLA_UPN, OnPremises.PASSWORD)).isTrue();
    String id = user(STELLA_UPN).path("id").asText();
    UUID guid = onPremises().guid(STELLA);
    onPremises().delete(STELLA);
    lab().delta();

    lab().tombolo("user", "restore", STELLA_UPN, "--password", CLOUD_PASSWORD).expect(0);
    JsonNode restored = user(STELLA_UPN);
    assertThat(restored.path("id").asText()).isEqualTo(id);
    assertThat(restored.path("onPremisesSyncEnabled").asBoolean(true)).isFalse();
    assertThat(lab().signsIn(STELLA_UPN, CLOUD_PASSWORD)).isTrue();
    lab().expectSettled();
    lab().hashTick();
    assertThat(lab().signsIn(STELLA_UPN, CLOUD_PASSWORD)).as("nobody is linked yet").isTrue();
    assertThat(isLive(id)).isTrue();

    onPremises().undelete(guid, STELLA);
    assertThat(lab().delta().exported()).contains(entry("export-add", 1));
    JsonNode linked = user(STELLA_UPN);
    assertThat(linked.path("id").asText()).isEqualTo(id);
    assertThat(linked.path("onPremisesSyncEnabled").asBoolean()).isTrue();
    lab().hashTick();
    assertThat(lab().signsIn(STELLA_UPN, CLOUD_PASSWORD)).isFalse();
    assertThat(lab().signsIn(STELLA_UPN, OnPremises.PASSWORD)).isTrue();
    lab().expectSettled();
  }

  @Test
  void restoredUserCanBeDeletedAgain() throws Exception {
    UUID guid = onPremises().guid(STELLA);
    String id = user(STELLA_UPN).path("id").asText();
    for (int round = 0; round < 3; round++) {
      onPremises().delete(STELLA);
      assertThat(lab().delta().exported()).containsEntry("export-delete", 1);
      assertThat(isInBin(id)).isTrue();
      onPremises().undelete(guid, STELLA);
      assertThat(lab().delta().exported()).containsEntry("export-add", 1);
      assertThat(user(STELLA_UPN).path("id").asText()).isEqualTo(id);
    }
    lab().expectSettled();
  }

  @Test
  void purgedUserIsGoneAndTheUndeletedAccountMakesAnotherUser() throws Exception {
    Belongings had = furnish(STELLA_UPN);
    UUID guid = onPremises().guid(STELLA);
    onPremises().delete(STELLA);
    lab().delta();
    String before = deltaLink();

    lab().tombolo("user", "remove", STELLA_UPN, "--purge", "--force").expect(0);

    expectNewUserAfterUndelete(had, guid, before);
  }

  @Test
  void usersArePurgedAfterThirtyDays() throws Exception {
    Belongings had = furnish(STELLA_UPN);
    UUID guid = onPremises().guid(STELLA);
    onPremises().delete(STELLA);
    lab().delta();
    String before = deltaLink();

    lab().advance("P30DT1S");

    lab().initial();
    expectNewUserAfterUndelete(had, guid, before);
  }

  private void expectNewUserAfterUndelete(Belongings had, UUID guid, String before)
      throws Exception {
    assertThat(isInBin(had.user())).isFalse();
    assertThat(lab().ask("user", "list", "--deleted")).isEmpty();
    assertThat(since(before, had.user()).at("/@removed/reason").asText()).isEqualTo("deleted");
    assertThat(audit(had.user())).contains("Hard Delete user");
    assertThat(lab().tombolo("user", "restore", had.user()).code()).isEqualTo(1);

    onPremises().undelete(guid, STELLA);
    assertThat(lab().delta().exported()).containsEntry("export-add", 1);
    JsonNode anew = user(STELLA_UPN);
    assertThat(anew.path("id").asText()).isNotEqualTo(had.user());
    assertThat(anew.path("onPremisesImmutableId").asText()).isEqualTo(had.immutableId());
    assertThat(anew.path("assignedLicenses")).isEmpty();
    assertThat(members(had.group())).isEmpty();
    lab().expectSettled();
  }

  @Test
  void anHourBeforeTheThirtyDaysEndTheUserCanBeRestored() throws Exception {
    String id = user(STELLA_UPN).path("id").asText();
    onPremises().delete(STELLA);
    lab().delta();
    lab().advance("P29DT23H");
    assertThat(isInBin(id)).isTrue();
    lab().tombolo("user", "restore", STELLA_UPN).expect(0);
    assertThat(user(STELLA_UPN).path("id").asText()).isEqualTo(id);
  }

  @Test
  void aSecondAfterTheThirtyDaysTheUserCannotBeRestored() throws Exception {
    String id = user(STELLA_UPN).path("id").asText();
    onPremises().delete(STELLA);
    lab().delta();
    lab().advance("P30DT1S");
    assertThat(lab().tombolo("user", "restore", id).code()).isEqualTo(1);
    assertThat(lab().graph().post("/directory/deletedItems/" + id + "/restore", "{}").status())
        .isEqualTo(404);
    assertThat(isLive(id)).isFalse();
  }

  @Test
  void deletionThatHasNotBeenSynchronizedYetLeavesTheUserLive() throws Exception {
    String id = user(STELLA_UPN).path("id").asText();
    onPremises().delete(STELLA);
    assertThat(isLive(STELLA_UPN)).isTrue();

    Run start = lab().tombolo("sync", "start", "--policy", "delta").expect(0);
    assertThat(start.out()).contains("Success");
    Cycle last = new Cycle(lab().ask("sync", "history", "--limit", "1").get(0)).expectSuccess();
    assertThat(last.exported()).containsEntry("export-delete", 1);
    String step = last.step(Cycle.TENANT, "Export").path("id").asText();
    assertThat(lab().ask("sync", "objects", step, "export-delete")).hasSize(1);
    assertThat(isLive(STELLA_UPN)).isFalse();
    assertThat(isInBin(id)).isTrue();
    lab().expectSettled();
  }

  /** There are two seats, and one is Stella's. */
  private void fillTheSeats() {
    lab().tombolo("licence", "assign", "BenS@adatum.com", "SPE_E5", "--usage-location", "US").expect(0);
    lab().tombolo("licence", "assign", "LeeG@adatum.com", "SPE_E5", "--usage-location", "US").expect(0);
    Run refused =
        lab().tombolo("licence", "assign", "AlexW@adatum.com", "SPE_E5", "--usage-location", "US");
    assertThat(refused.code()).isEqualTo(1);
  }

  @Override
  List<String> settings() {
    return List.of("tenant.licences=SPE_E5=2,AAD_PREMIUM=100");
  }
}
