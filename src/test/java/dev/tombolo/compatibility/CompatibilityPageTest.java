package dev.tombolo.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The page that tells what is as Active Directory has it is made from the tests that show it. After
 * a change of them, {@code mvn test -Dtest=CompatibilityPageTest -Dtombolo.compatibility=write}
 * runs them and writes the page anew.
 */
class CompatibilityPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/compatibility.md");
  private static final Path DECISIONS = Path.of("src/test/resources/compatibility/decisions.md");

  @Test
  void thePageTellsWhatTheTestsShow() throws IOException {
    List<Shown> all = Shown.all();
    if ("write".equals(System.getProperty("tombolo.compatibility", ""))) {
      Set<String> passed = passed(all);
      Files.writeString(PAGE, page(all, shown -> passed.contains(key(shown))));
    }
    assertThat(Files.readString(PAGE))
        .as("written anew by -Dtest=CompatibilityPageTest -Dtombolo.compatibility=write")
        .isEqualTo(page(all, shown -> true));
  }

  @Test
  void everyRowOfTheChecklistIsThere() {
    assertThat(Shown.all().stream().map(Shown::row).filter(row -> row > 0).distinct())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 65).boxed().toList());
  }

  private static String key(Shown shown) {
    return shown.test().getName() + "#" + shown.method();
  }

  /** The tests that succeeded, in a run of their own. */
  private static Set<String> passed(List<Shown> all) {
    Set<String> passed = new HashSet<>();
    Set<String> failed = new HashSet<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                all.stream()
                    .map(Shown::test)
                    .distinct()
                    .map(test -> selectClass(test))
                    .collect(Collectors.toList()))
            .build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                TestSource source = test.getSource().orElse(null);
                if (source instanceof MethodSource method) {
                  boolean succeeded = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
                  (succeeded ? passed : failed)
                      .add(method.getClassName() + "#" + method.getMethodName());
                }
              }
            });
    passed.removeAll(failed);
    return passed;
  }

  private static String page(List<Shown> all, Predicate<Shown> passed) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Compatibility

        What the directory does as Active Directory does it, what it does otherwise on purpose, and what it does not do. The tables of
        what is as Active Directory has it are made from the tests that show it, in a build that holds only if they do; a test's name is the behaviour.
        """);
    page.append("\n## The checklist\n\n| row | behaviour | source | verdict |\n")
        .append("| --- | --- | --- | --- |\n");
    for (Shown shown : all) {
      if (shown.row() > 0) {
        page.append("| ").append(shown.row()).append(' ').append(line(shown, passed));
      }
    }
    String heading = "";
    for (Shown shown : all) {
      String name = shown.test().getSimpleName().replaceAll("Test$", "");
      if (shown.row() > 0) {
        continue;
      }
      if (!name.equals(heading)) {
        heading = name;
        page.append("\n## ").append(name.replaceAll("(?<=[a-z])(?=[A-Z])", " "));
        page.append("\n\n| behaviour | source | verdict |\n| --- | --- | --- |\n");
      }
      page.append(line(shown, passed));
    }
    return page.append('\n').append(Files.readString(DECISIONS)).toString();
  }

  private static String line(Shown shown, Predicate<Shown> passed) {
    return "| %s | %s | %s |\n"
        .formatted(
            shown.sentence(),
            shown.source(),
            passed.test(shown) ? verdict(shown) : "**its test fails**");
  }

  private static String verdict(Shown shown) {
    return shown.source().startsWith("open") ? "decided" : "as Active Directory";
  }
}
