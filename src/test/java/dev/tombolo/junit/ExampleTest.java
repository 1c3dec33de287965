package dev.tombolo.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.LDAPConnection;
import dev.tombolo.lab.Lab;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.TestAbortedException;

/** The example of a product's test, compiled and run as it stands in {@code src/examples}. */
class ExampleTest {
  private static final Path SOURCE =
      Path.of("src/examples/junit/src/test/java/example/LeaverTest.java");

  @Test
  void theExampleCompilesAndItsTestsSucceed(@TempDir Path classes) throws Exception {
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                classPath(),
                SOURCE.toString());
    assertThat(result).isZero();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, ExampleTest.class.getClassLoader())) {
      EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(loader.loadClass("example.LeaverTest")))
          .execute()
          .testEvents()
          .assertStatistics(stats -> stats.succeeded(2).failed(0));
    }
  }

  /** What the example names, by where it was loaded from: the class path itself may be one jar. */
  private static String classPath() {
    return Stream.of(
            Lab.class,
            LDAPConnection.class,
            Test.class,
            AbstractAssert.class,
            JsonNode.class,
            TreeNode.class,
            API.class,
            NullMarked.class,
            TestAbortedException.class,
            AnnotationSupport.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
