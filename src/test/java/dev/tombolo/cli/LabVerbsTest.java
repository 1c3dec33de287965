package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The verbs that talk to the control interface. */
class LabVerbsTest extends VerbTest {
  @Test
  void theClockIsShownAndAdvanced() {
    Run before = lab().run("clock", "--json").expect(0);
    Run after = lab().run("clock", "advance", "P31D", "--json").expect(0);
    assertThat(after.json().path("now").asText()).isGreaterThan(before.json().path("now").asText());
    assertThat(lab().run("clock").expect(0).out()).contains("ahead by PT");
    lab()
        .run("clock", "advance", "soon")
        .expectRefusal(1, "\"soon\" is no duration such as P31D or PT30M");
  }

  @Test
  void faultsAreArmedShownAndDisarmed() {
    assertThat(lab().run("fault").expect(0).lines()).containsExactly("nothing is armed");
    lab().run("fault", "add", "tenant.provisioning.operation", "--times", "2").expect(0);
    assertThat(lab().run("fault").expect(0).lines())
        .containsExactly("tenant.provisioning.operation: fail, 2 times");
    JsonNode json = lab().run("fault", "--json").expect(0).json();
    assertThat(json).hasSize(1);
    lab().run("fault", "add", "x", "--fault", "burn").expect(1);
    assertThat(lab().run("fault", "remove").expect(0).lines()).containsExactly("nothing is armed");
  }

  @Test
  void aSnapshotCanBePutBack() {
    lab().user("Ada");
    assertThat(lab().run("snapshot", "one").expect(0).lines()).containsExactly("remembered as one");
    lab().run("user", "remove", "Ada@adatum.com", "--purge", "--force").expect(0);
    assertThat(lab().run("reset", "one").expect(0).lines()).containsExactly("put back to one");
    lab().run("user", "show", "Ada@adatum.com").expect(0);
    JsonNode reset = lab().run("reset", "--json").expect(0).json();
    assertThat(reset.path("reset").asText()).isEqualTo("start");
    lab().run("user", "show", "Ada@adatum.com").expect(1);
    lab().run("reset", "two").expectRefusal(1, "there is no snapshot \"two\"");
  }

  @Test
  void theTimelineTellsWhatHappened() {
    String ada = lab().user("Ada");
    lab().run("user", "remove", ada, "--force").expect(0);
    Run run = lab().run("timeline", ada).expect(0);
    assertThat(run.lines())
        .allMatch(line -> line.matches("\\d{4}-.*Z +tenant +.*"))
        .anyMatch(line -> line.endsWith("The user was created in the cloud"));
    assertThat(run.lines().get(run.lines().size() - 1))
        .endsWith("The user went to the recycle bin");
    assertThat(lab().run("timeline", ada, "--json").expect(0).json()).hasSameSizeAs(run.lines());
    assertThat(lab().run("timeline", UNKNOWN).expect(1).err())
        .isEqualTo("tombolo: nothing is known of \"" + UNKNOWN + "\"\n");
  }

  @Test
  void whatTheLabDoesNotRunIsSaid() {
    lab().run("export").expectRefusal(1, "the directory does not run here");
    lab().run("load", "ldif/adatum.ldif").expectRefusal(1, "the directory does not run here");
    assertThat(lab().run("load", "nowhere.ldif").expect(1).err()).contains("nowhere.ldif");
  }
}
