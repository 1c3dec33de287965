package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @Test
  void wholeStoryHoldsAndLeavesNothingBehind(@TempDir Path folder) throws Exception {
    try (Program demo = Program.start(folder, "demo")) {
      Run run = demo.ended();
      assertThat(run.out()).doesNotContain("\u001b").contains("9. ");
      assertThat(run.expect(0).lines().get(run.lines().size() - 1))
          .matches("All \\d+ steps in 9 chapters held, in \\d+\\.\\d s\\.");
      assertThat(demo.leftBehind()).isEmpty();
      assertThat(folder.resolve("home")).doesNotExist();
    }
  }

  @Test
  void stepThatDoesNotHoldIsShownAndTheRestGoesOn() {
    Run run = Run.of("demo", "--chapter", "1,6", "--json", "--fault", "export.batch");
    JsonNode story = run.expect(1).json();
    JsonNode first = story.at("/chapters/0/steps/0");
    assertThat(first.path("held").asBoolean()).isFalse();
    assertThat(first.path("expected").asText()).startsWith("one object is added");
    assertThat(first.path("seen").asText()).isNotEmpty();
    assertThat(story.path("failed").asInt()).isPositive();
    assertThat(story.at("/chapters/0/steps")).hasSize(5);
    JsonNode last = story.at("/chapters/1");
    assertThat(last.path("number").asInt()).isEqualTo(6);
    for (JsonNode step : last.path("steps")) {
      assertThat(step.path("held").asBoolean()).as(step.toPrettyString()).isTrue();
    }
  }

  @Test
  void failureIsShownToPeopleWithWhatWasExpectedAndSeen() {
    Run run = Run.of("demo", "--chapter", "4", "--fault", "export.batch").expect(1);
    assertThat(run.out())
        .contains("4. Recovering from unsynchronized deletes")
        .contains("expected: one object is deleted in the tenant")
        .contains("export-delete=0")
        .contains("did not hold");
  }

  @Test
  void chapterThatIsNotThereIsRefused() {
    assertThat(Run.of("demo", "--chapter", "99").expect(2).err()).contains("no chapter 99");
  }
}
