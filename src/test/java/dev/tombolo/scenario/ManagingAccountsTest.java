package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Attribute;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** S10, S17, S18, S29, S30, S38 and S39: what is managed on-premises, and what in the cloud. */
class ManagingAccountsTest extends ScenarioTest {
  private static final String SOURCE_OF_AUTHORITY =
      "Unable to update the specified properties for on-premises mastered Directory Sync objects or"
          + " objects currently undergoing migration.";

  @Test
  void userIsCreatedChangedAndDeletedOnPremises() throws Exception {
    String dn = onPremises().addUser("ada", OnPremises.SALES);
    assertThat(lab().delta().exported()).containsEntry("export-add", 1);
    assertThat(user("ada@adatum.com").path("onPremisesSyncEnabled").asBoolean()).isTrue();
    onPremises().set(dn, "displayName", "Ada Lovelace");
    assertThat(lab().delta().exported()).containsOnly(entry("export-update", 1));
    assertThat(user("ada@adatum.com").path("displayName").asText()).isEqualTo("Ada Lovelace");
    onPremises().delete(dn);
    assertThat(lab().delta().exported()).containsEntry("export-delete", 1);
    assertThat(isLive("ada@adatum.com")).isFalse();
    lab().expectSettled();
  }

  @Test
  void editInTheCloudIsRefusedWholeAndTheEditOnPremisesArrives() throws Exception {
    String path = "/users/" + STELLA_UPN;
    for (String body :
        new String[] {
          "{'displayName':'Stella C.'}",
          "{'usageLocation':'DE','department':'Marketing'}",
          "{'userPrincipalName':'stella@adatum.com'}",
          "{'accountEnabled':false}"
        }) {
      assertThat(
              lab().graph().patch(path, body).expectError(400, "Request_BadRequest").message())
          .isEqualTo(SOURCE_OF_AUTHORITY);
    }
    JsonNode user = user(STELLA_UPN);
    assertThat(user.path("displayName").asText()).isEqualTo("Stella Carrington");
    assertThat(user.path("usageLocation").asText()).isNotEqualTo("DE");
    assertThat(user.path("accountEnabled").asBoolean()).isTrue();
    assertThat(lab().delta().exported()).isEmpty();

    onPremises().set(STELLA, "displayName", "Stella C.");
    assertThat(lab().delta().exported()).containsOnly(entry("export-update", 1));
    assertThat(user(STELLA_UPN).path("displayName").asText()).isEqualTo("Stella C.");
    lab().expectSettled();
  }

  @Test
  void whatOnlyTheCloudHasIsManagedThereAndSurvivesACycle() throws Exception {
    Belongings had = furnish(STELLA_UPN);
    lab().graph().patch("/users/" + STELLA_UPN, "{'mobilePhone':'+1 555 0199'}").expect(204);
    onPremises().set(STELLA, "mobile", "+1 555 0100");
    onPremises().set(STELLA, "title", "Director");
    lab().delta();
    lab().initial();
    JsonNode user = user(STELLA_UPN);
    assertThat(user.path("mobilePhone").asText()).isEqualTo("+1 555 0199");
    assertThat(user.at("/assignedLicenses/0/skuId").asText()).isEqualTo(had.sku());
    assertThat(members(had.group())).containsExactly(had.user());
    lab().expectSettled();
  }

  @Test
  void userMovedOutOfScopeIsDeletedAndComesBackWithTheMoveBack() throws Exception {
    Belongings had = furnish(STELLA_UPN);
    int seats = seatsUsed("SPE_E5");
    String away = onPremises().move(STELLA, OnPremises.NO_SYNC);
    assertThat(lab().delta().exported()).containsEntry("export-delete", 1);
    assertThat(isLive(STELLA_UPN)).isFalse();
    JsonNode gone = deleted(had.user());
    assertThat(gone.path("onPremisesImmutableId").asText()).isEqualTo(had.immutableId());
    assertThat(gone.path("onPremisesSyncEnabled").asBoolean(true)).isFalse();
    assertThat(seatsUsed("SPE_E5")).isEqualTo(seats - 1);
    lab().expectSettled();

    onPremises().move(away, OnPremises.SALES);
    assertThat(lab().delta().exported()).containsEntry("export-add", 1);
    JsonNode back = user(STELLA_UPN);
    assertThat(back.path("id").asText()).isEqualTo(had.user());
    assertThat(back.path("onPremisesSyncEnabled").asBoolean()).isTrue();
    assertThat(back.at("/assignedLicenses/0/skuId").asText()).isEqualTo(had.sku());
    assertThat(members(had.group())).containsExactly(had.user());
    lab().expectSettled();
  }

  @Test
  void disabledAccountIsSynchronizedWithoutItsPassword() throws Exception {
    lab().hashTick();
    onPremises().set(STELLA, "userAccountControl", "514");
    assertThat(lab().delta().exported()).containsOnly(entry("export-update", 1));
    assertThat(user(STELLA_UPN).path("accountEnabled").asBoolean(true)).isFalse();
    onPremises().setPassword(STELLA, "An0ther-Passw0rd");
    lab().hashTick();
    assertThat(lab().signsIn(STELLA_UPN, "An0ther-Passw0rd")).isFalse();
    lab().delta();
    lab().expectSettled();

    onPremises().set(STELLA, "userAccountControl", "512");
    lab().delta();
    lab().hashTick();
    assertThat(lab().signsIn(STELLA_UPN, "An0ther-Passw0rd")).isTrue();
    lab().expectSettled();
  }

  @Test
  void membersThatComeAfterTheirGroupAreMembersInTheEnd() throws Exception {
    String group = "CN=Night Shift,OU=Groups," + OnPremises.SYNC;
    onPremises().addGroup(group, "Night Shift", STELLA);
    String outside = onPremises().addUser("nightowl", OnPremises.NO_SYNC);
    onPremises().addMember(group, outside);
    lab().delta();
    String id = lab().ask("group", "show", "Night Shift").path("id").asText();
    assertThat(members(id)).containsExactly(user(STELLA_UPN).path("id").asText());

    onPremises().move(outside, OnPremises.SALES);
    lab().delta();
    lab().delta();
    assertThat(members(id))
        .containsExactlyInAnyOrder(
            user(STELLA_UPN).path("id").asText(), user("nightowl@adatum.com").path("id").asText());
    lab().expectSettled();
  }

  @Test
  void deletedSecurityGroupIsGoneForGood() throws Exception {
    String group = "CN=Day Shift,OU=Groups," + OnPremises.SYNC;
    onPremises().addGroup(group, "Day Shift", STELLA);
    lab().delta();
    String id = lab().ask("group", "show", "Day Shift").path("id").asText();
    UUID guid = onPremises().guid(group);
    onPremises().delete(group);
    assertThat(lab().delta().exported()).containsEntry("export-delete", 1);
    assertThat(lab().graph().get("/groups/" + id).status()).isEqualTo(404);
    assertThat(isInBin(id)).isFalse();
    lab().expectSettled();

    onPremises().undelete(guid, group);
    lab().delta();
    JsonNode anew = lab().ask("group", "show", "Day Shift");
    assertThat(anew.path("id").asText()).isNotEqualTo(id);
    assertThat(members(anew.path("id").asText()))
        .containsExactly(user(STELLA_UPN).path("id").asText());
    lab().expectSettled();
  }

  @Test
  void addressThatAnotherHasIsLeftOutUntilItIsFree() throws Exception {
    Attribute shared = new Attribute("proxyAddresses", "smtp:shared@adatum.com");
    String first = onPremises().addUser("first", OnPremises.SALES, shared);
    lab().delta();
    onPremises().addUser("second", OnPremises.SALES, shared);
    assertThat(lab().delta().exported()).containsEntry("export-add", 1);
    JsonNode second = user("second@adatum.com");
    assertThat(second.at("/onPremisesProvisioningErrors/0/category").asText())
        .isEqualTo("PropertyConflict");
    assertThat(second.at("/onPremisesProvisioningErrors/0/value").asText())
        .isEqualTo("smtp:shared@adatum.com");
    assertThat(second.path("proxyAddresses").toString()).doesNotContain("shared@adatum.com");
    lab().expectSettled();

    onPremises().set(first, "proxyAddresses", "SMTP:first@adatum.com");
    lab().delta();
    lab().advance("PT1H1S");
    JsonNode healed = user("second@adatum.com");
    assertThat(healed.path("onPremisesProvisioningErrors")).isEmpty();
    assertThat(healed.path("proxyAddresses").toString()).contains("smtp:shared@adatum.com");
    lab().delta();
    lab().expectSettled();
  }
}
