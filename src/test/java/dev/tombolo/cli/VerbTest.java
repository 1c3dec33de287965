package dev.tombolo.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of verbs on one tenant, which is as new before each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VerbTest {
  static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

  private TenantLab lab;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    lab = TenantLab.in(folder);
  }

  @BeforeEach
  void reset() throws Exception {
    lab.reset();
  }

  @AfterAll
  void stop() {
    lab.close();
  }

  TenantLab lab() {
    return lab;
  }
}
