package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Attribute;
import dev.tombolo.lab.Part;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S14, S15: linked objects that nobody deletes, and the seed's order of steps against them. */
class OrphanTest extends ScenarioTest {
  private static final String SALES_GROUP = "CN=Sales,OU=Groups,OU=Sync,DC=adatum,DC=com";
  private static final String CONTACT = "CN=Partner,OU=Sync,DC=adatum,DC=com";

  private static Map<String, String> reasons(JsonNode orphans) {
    Map<String, String> reasons = new TreeMap<>();
    orphans.forEach(each -> reasons.put(each.path("name").asText(), each.path("reason").asText()));
    return reasons;
  }

  /** The sync server of before is lost, together with what it knew. */
  @Test
  void objectsDeletedBeforeTheSyncServerWasRebuiltStayUntilRemovedByHand(@TempDir Path folder)
      throws Exception {
    lab()
        .administrator()
        .add(
            CONTACT,
            new Attribute("objectClass", "contact"),
            new Attribute("mail", "partner@example.com"),
            new Attribute("proxyAddresses", "SMTP:partner@example.com"));
    lab().delta();
    assertThat(lab().ask("orphan", "list")).isEmpty();
    String id = user(STELLA_UPN).path("id").asText();
    String anchor = user(STELLA_UPN).path("onPremisesImmutableId").asText();
    onPremises().delete(STELLA);
    onPremises().delete(SALES_GROUP);
    onPremises().delete(CONTACT);
    String lee =
        onPremises().move("CN=Lee Gu,OU=Engineering," + OnPremises.SYNC, OnPremises.NO_SYNC);
    try (ScenarioLab rebuilt =
        ScenarioLab.in(
            folder.resolve("rebuilt.json"),
            EnumSet.of(Part.CONNECTOR),
            "connector.directory.url=" + lab().ready().ldaps(),
            "connector.directory.caCertificate=" + lab().ready().caCertificate(),
            "connector.tenant.url=" + lab().ready().tenant(),
            "connector.passwordWriteback=false")) {
      // The seed's order: run a cycle, check that it succeeded, look for what should be gone.
      Cycle initial = rebuilt.initial();
      assertThat(initial.exported()).doesNotContainKey("export-delete");
      assertThat(rebuilt.delta().exported()).isEmpty();
      assertThat(isLive(STELLA_UPN)).isTrue();
      String step = initial.step(Cycle.TENANT, "Full Synchronization").path("id").asText();
      assertThat(rebuilt.ask("sync", "objects", step, "disconnector-remains").toString())
          .contains(anchor);

      assertThat(reasons(rebuilt.ask("orphan", "list")))
          .containsOnly(
              Map.entry(STELLA_UPN, "no-object"),
              Map.entry("Sales", "no-object"),
              Map.entry("Partner", "no-object"),
              Map.entry("LeeG@adatum.com", "out-of-scope"));
      JsonNode shown = rebuilt.ask("orphan", "show", STELLA_UPN);
      assertThat(shown.path("id").asText()).isEqualTo(id);
      assertThat(shown.path("sourceAnchor").asText()).isEqualTo(anchor);
      assertThat(rebuilt.ask("orphan", "show", anchor)).isEqualTo(shown);
      assertThat(rebuilt.ask("orphan", "show", id)).isEqualTo(shown);
      assertThat(rebuilt.ask("orphan", "show", "LeeG@adatum.com").path("explanation").asText())
          .contains(lee)
          .contains("excluded: " + OnPremises.NO_SYNC);
      assertThat(rebuilt.tombolo("orphan", "show", "AllanD@adatum.com").expect(1).err())
          .contains("is no orphan")
          .contains("is synchronized");

      // Only then by hand, in the tenant, where the three types of object have a verb each.
      for (JsonNode orphan : rebuilt.ask("orphan", "list")) {
        String type = orphan.path("type").asText();
        lab().tombolo(type, "remove", orphan.path("id").asText(), "--force").expect(0);
      }
      rebuilt.delta();
      assertThat(rebuilt.ask("orphan", "list")).isEmpty();
      rebuilt.expectSettled();
    }
    assertThat(isInBin(id)).isTrue();
    assertThat(isLive(STELLA_UPN)).isFalse();
    assertThat(isLive("LeeG@adatum.com")).isFalse();
    assertThat(lab().ask("group", "list").findValuesAsText("displayName")).doesNotContain("Sales");
    assertThat(lab().ask("contact", "list").findValuesAsText("displayName"))
        .doesNotContain("Partner");
  }

  @Test
  void deletionThatHasNotBeenSynchronizedIsDoneByACycle() throws Exception {
    onPremises().delete(STELLA);
    assertThat(lab().ask("orphan", "list")).isEmpty();
    assertThat(lab().ask("sync", "explain", STELLA_UPN).path("summary").asText())
        .contains("has been deleted on-premises; the next cycle imports that");
    assertThat(lab().tombolo("orphan", "remove", STELLA_UPN, "--force").expect(1).err())
        .contains("is no orphan");
    assertThat(lab().delta().exported()).containsEntry("export-delete", 1);
    assertThat(isLive(STELLA_UPN)).isFalse();
  }

  @Test
  void objectWhoseDeletionTheTenantRefusedIsAnOrphanThatCanBeRemovedByHand() throws Exception {
    String id = user(STELLA_UPN).path("id").asText();
    String anchor = user(STELLA_UPN).path("onPremisesImmutableId").asText();
    lab().tombolo("fault", "add", "tenant.provisioning.operation", "--about", anchor).expect(0);
    onPremises().delete(STELLA);
    assertThat(lab().anyDelta().result()).isEqualTo("completed-export-errors");
    JsonNode orphans = lab().ask("orphan", "list");
    assertThat(reasons(orphans)).containsOnly(Map.entry(STELLA_UPN, "delete-failed"));
    assertThat(orphans.get(0).path("explanation").asText()).contains("refused 1 time");

    assertThat(lab().ask("orphan", "remove", STELLA_UPN, "--force").path("action").asText())
        .isEqualTo("removed");
    assertThat(isInBin(id)).isTrue();
    lab().expectSettled();
    assertThat(lab().ask("orphan", "list")).isEmpty();
  }
}
