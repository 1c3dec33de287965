package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Attribute;
import dev.tombolo.cli.Run;
import dev.tombolo.lab.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of one's own beside the default ones, over the wires. */
class RulesTest extends ScenarioTest {
  private static final String RULES =
      """
      - name: In from AD - User NoSync
        direction: inbound
        precedence: 50
        objects: [user]
        type: user
        scope:
          - - extensionAttribute15 EQUAL NoSync
        flows:
          - {to: cloudFiltered, constant: "True"}

      - name: In from AD - User Title
        direction: inbound
        precedence: 51
        objects: [user]
        type: user
        flows:
          - {to: title, expression: 'IIF(IsPresent([title]), [title] & " (" & [department] & ")", NULL)'}
          - {to: department, expression: 'IIF([department] = "Forbidden", Error("no such department"), [department])'}
          - {to: physicalDeliveryOfficeName, from: employeeNumber, once: true}

      - name: Out to AAD - User first location
        direction: outbound
        precedence: 50
        type: user
        flows:
          - {to: usageLocation, constant: NL, once: true}
      """;

  @TempDir private static Path folder;

  @Override
  List<String> settings() {
    try {
      Files.writeString(folder.resolve("own.yaml"), RULES);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return List.of("connector.rules=" + folder);
  }

  private String cloud(String upn, String property) {
    return lab().graph().get("/users/" + upn + "?$select=" + property).expect(200).get(property);
  }

  @Test
  void rulesFilterComputeAndFlowOnce() throws Exception {
    String ann =
        onPremises()
            .addUser(
                "ann",
                OnPremises.SYNC,
                new Attribute("title", "Clerk"),
                new Attribute("employeeNumber", "first"),
                new Attribute("department", "Sales"));
    lab().delta();
    lab().delta();
    assertThat(cloud("ann@adatum.com", "jobTitle")).isEqualTo("Clerk (Sales)");
    assertThat(cloud("ann@adatum.com", "usageLocation")).isEqualTo("NL");

    assertThat(cloud("ann@adatum.com", "officeLocation")).isEqualTo("first");

    onPremises().set(ann, "department", "IT");
    onPremises().set(ann, "employeeNumber", "second");
    lab().delta();
    assertThat(cloud("ann@adatum.com", "jobTitle")).isEqualTo("Clerk (IT)");
    assertThat(cloud("ann@adatum.com", "officeLocation")).as("flows once").isEqualTo("first");
    assertThat(cloud("ann@adatum.com", "usageLocation")).isEqualTo("NL");
    lab().expectSettled();

    onPremises().set(ann, "department", "Forbidden");
    Cycle failed = lab().anyDelta();
    assertThat(failed.result()).isEqualTo("completed-sync-errors");
    assertThat(failed.step(Cycle.FOREST, "Delta Synchronization").toString())
        .contains("sync-rule-error-function-triggered")
        .contains("In from AD - User Title: department: no such department");
    assertThat(lab().ask("sync", "explain", ann).path("summary").asText())
        .contains("no such department");
    onPremises().set(ann, "department", "IT");
    lab().delta();

    onPremises().set(ann, "extensionAttribute15", "NoSync");
    assertThat(lab().delta().exported()).containsEntry("export-delete", 1);
    assertThat(isLive("ann@adatum.com")).isFalse();
    assertThat(lab().ask("sync", "explain", ann).path("summary").asText())
        .contains("\"In from AD - User NoSync\" leaves it out, cloudFiltered = True");
    onPremises().set(ann, "extensionAttribute15");
    assertThat(lab().delta().exported()).containsEntry("export-add", 1);
    assertThat(isLive("ann@adatum.com")).isTrue();
  }

  @Test
  void rulesAreListedAndShown() {
    JsonNode rules = lab().ask("sync", "rules", "list");
    assertThat(rules.findValuesAsText("name"))
        .contains("In from AD - User NoSync", "Out to AAD - User Join");
    JsonNode rule = lab().ask("sync", "rules", "show", "in from ad - user nosync");
    assertThat(rule.at("/scope/0/0").asText()).isEqualTo("extensionAttribute15 EQUAL NoSync");
    assertThat(lab().tombolo("sync", "rules", "show", "In from AD - User Join").expect(0).out())
        .contains("sAMAccountName NOTSTARTSWITH MSOL_");
    lab()
        .tombolo("sync", "rules", "show", "Nobody")
        .expectRefusal(1, "there is no rule \"Nobody\"; see tombolo sync rules list");
  }

  @Test
  void mistakeIsRefusedBeforeAnythingRuns(@TempDir Path wrong) throws Exception {
    Path file = wrong.resolve("wrong.yaml");
    Files.writeString(file, "- name: Mine\n  direction: inbound\n  precedence: many\n");
    assertThatThrownBy(() -> ScenarioLab.in(wrong, "connector.rules=" + wrong))
        .isInstanceOf(LabException.class)
        .hasMessage(file + ":3: precedence must be a whole number, not \"many\"");
    Run.of("up", "--set", "connector.rules=" + wrong)
        .expectRefusal(
            2, "connector.rules: " + file + ":3: precedence must be a whole number, not \"many\"");
    Run check = Run.of("sync", "rules", "check", wrong.toString()).expect(1);
    assertThat(check.lines())
        .containsExactly(file + ":3: precedence must be a whole number, not \"many\"");
    assertThat(Run.of("sync", "rules", "check", folder.toString()).expect(0).out())
        .contains("There is no mistake");
    assertThat(Run.of("sync", "rules", "check", wrong.resolve("none").toString()).expect(2).err())
        .contains("there is no folder");
  }

  @Test
  void verbsOfTheSchedulerAndOfOverrides() {
    assertThat(
            lab()
                .ask("sync", "scheduler", "--interval", "01:30:00", "--maintenance", "false")
                .path("CustomizedSyncCycleInterval")
                .asText())
        .isEqualTo("PT1H30M");
    JsonNode shown = lab().ask("sync", "scheduler", "--purge", "3.00:00:00");
    assertThat(shown.path("PurgeRunHistoryInterval").asText()).isEqualTo("PT72H");
    assertThat(shown.path("MaintenanceEnabled").asBoolean()).isFalse();
    assertThat(shown.path("StagingModeEnabled").asBoolean(true)).isFalse();
    assertThat(lab().ask("sync", "override")).hasSize(2);
    assertThat(
            lab()
                .ask("sync", "override", Cycle.FOREST, "--full-sync", "true")
                .at("/0/FullSyncRequired")
                .asBoolean())
        .isTrue();
    assertThat(lab().delta().counts(Cycle.FOREST, "Full Synchronization")).isNotEmpty();
    assertThat(lab().tombolo("sync", "override", "nobody", "--full-sync", "true").expect(1).err())
        .contains("there is no connector \"nobody\"");
    lab().tombolo("sync", "override", "--full-sync", "true").expect(2);
    assertThat(lab().tombolo("sync", "preview").expect(0).out())
        .contains("nothing is to be exported");
    assertThat(lab().tombolo("sync", "pending").expect(0).out())
        .contains("nothing is to be exported");
    assertThat(lab().tombolo("sync", "explain", STELLA_UPN).expect(0).out())
        .contains("is synchronized")
        .contains("In from AD - User Common");
    assertThat(lab().tombolo("sync", "explain", "nobody").expect(1).err())
        .contains("neither the directory nor the tenant has \"nobody\"");
    assertThat(lab().tombolo("orphan", "list").expect(0).out()).contains("there is no orphan");
  }
}
