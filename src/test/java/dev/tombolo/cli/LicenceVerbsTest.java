package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceVerbsTest extends VerbTest {
  private static final String SPE_E5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";

  @Test
  void listShowsSeats() {
    lab().user("Ada", "usageLocation", "US");
    lab().run("licence", "assign", "Ada@adatum.com", "SPE_E5").expect(0);
    Run run = lab().run("licence", "list").expect(0);
    assertThat(run.lines().get(0))
        .matches("skuPartNumber +consumedUnits +enabled +capabilityStatus +skuId");
    assertThat(run.lines().get(1)).matches("SPE_E5 +1 +2 +Enabled +" + SPE_E5);
    JsonNode json = lab().run("license", "list", "--json").expect(0).json();
    assertThat(json.path(0).path("consumedUnits").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SPE_E5", "spe_e5", "adatum:SPE_E5", SPE_E5})
  void aLicenceIsAssignedAndRemovedByPartNumberOrId(String sku) {
    String ada = lab().user("Ada", "usageLocation", "US");
    assertThat(lab().run("licence", "assign", "Ada@adatum.com", sku).expect(0).lines())
        .containsExactly("SPE_E5 is assigned to user Ada@adatum.com (" + ada + ")");
    JsonNode licences =
        lab().graph().get("/users/" + ada + "?$select=assignedLicenses").expect(200).body();
    assertThat(licences.findValuesAsText("skuId")).containsExactly(SPE_E5);
    JsonNode after = lab().run("licence", "remove", ada, sku, "--json").expect(0).json();
    assertThat(after.path("assignedLicenses")).isEmpty();
    lab()
        .run("licence", "remove", ada, sku)
        .expectRefusal(1, "Request_BadRequest: User does not have a corresponding license.");
  }

  @Test
  void aMissingUsageLocationIsNamedAndCanBeSet() {
    String ada = lab().user("Ada");
    lab()
        .run("licence", "assign", ada, "SPE_E5")
        .expectRefusal(
            1,
            "Request_BadRequest: License assignment cannot be done for user with invalid usage"
                + " location. The user has none; set one with --usage-location CC.");
    JsonNode user =
        lab()
            .run("licence", "assign", ada, "SPE_E5", "--usage-location", "DE", "--json")
            .expect(0)
            .json();
    assertThat(user.path("usageLocation").asText()).isEqualTo("DE");
    assertThat(user.path("assignedLicenses")).hasSize(1);
  }

  @Test
  void whatTheTenantDoesNotHaveIsRefused() {
    String ada = lab().user("Ada", "usageLocation", "US");
    lab()
        .run("licence", "assign", ada, "NOPE")
        .expectRefusal(1, "the tenant has no licence \"NOPE\"; it has SPE_E5");
    for (String name : new String[] {"B", "C"}) {
      String id = lab().user(name, "usageLocation", "US");
      lab().run("licence", "assign", id, "SPE_E5").expect(0);
    }
    lab()
        .run("licence", "assign", ada, "SPE_E5")
        .expectRefusal(
            1,
            "Request_BadRequest: Subscription with SKU "
                + SPE_E5
                + " does not have any available licenses.");
  }
}
