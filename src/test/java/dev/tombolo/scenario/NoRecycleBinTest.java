package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S3 and S4: the forest has no recycle bin, and the account is created once more. */
class NoRecycleBinTest extends ScenarioTest {
  @Override
  List<String> settings() {
    return List.of("directory.recycleBin=false");
  }

  private String createAgain(Attribute... more) throws LDAPException {
    return onPremises().addUser("StellaC", OnPremises.SALES, more);
  }

  @Test
  void accountOfTheSameNameIsAnotherUser() throws Exception {
    Belongings had = furnish(STELLA_UPN);
    onPremises().delete(STELLA);
    lab().delta();

    String dn = createAgain();
    Cycle cycle = lab().delta();

    assertThat(cycle.exported()).containsEntry("export-add", 1);
    JsonNode anew = user(STELLA_UPN);
    assertThat(anew.path("id").asText()).isNotEqualTo(had.user());
    assertThat(anew.path("onPremisesImmutableId").asText())
        .isNotEqualTo(had.immutableId())
        .isEqualTo(onPremises().immutableId(dn));
    assertThat(anew.path("assignedLicenses")).isEmpty();
    assertThat(anew.path("onPremisesProvisioningErrors")).isEmpty();
    assertThat(members(had.group())).isEmpty();
    assertThat(isInBin(had.user())).isTrue();
    lab().hashTick();
    assertThat(lab().signsIn(STELLA_UPN, OnPremises.PASSWORD)).isTrue();
    lab().expectSettled();
  }

  @Test
  void accountWithTheOldAnchorIsTheUserOfBefore() throws Exception {
    Belongings had = furnish(STELLA_UPN);
    onPremises().delete(STELLA);
    lab().delta();

    String dn =
        createAgain(
            new Attribute("mS-DS-ConsistencyGuid", Base64.getDecoder().decode(had.immutableId())));
    Cycle cycle = lab().delta();

    assertThat(cycle.exported()).contains(entry("export-add", 1));
    JsonNode back = user(STELLA_UPN);
    assertThat(back.path("id").asText()).isEqualTo(had.user());
    assertThat(back.path("onPremisesSyncEnabled").asBoolean()).isTrue();
    assertThat(back.path("onPremisesDistinguishedName").asText()).isEqualTo(dn);
    assertThat(back.path("onPremisesImmutableId").asText()).isEqualTo(had.immutableId());
    assertThat(back.at("/assignedLicenses/0/skuId").asText()).isEqualTo(had.sku());
    assertThat(members(had.group())).containsExactly(had.user());
    lab().hashTick();
    assertThat(lab().signsIn(STELLA_UPN, OnPremises.PASSWORD)).isTrue();
    onPremises().set(dn, "displayName", "Stella again");
    lab().delta();
    assertThat(user(STELLA_UPN).path("displayName").asText()).isEqualTo("Stella again");
    lab().expectSettled();
  }
}
