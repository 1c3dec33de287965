package dev.tombolo.connector.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.cloud.provisioning.AccidentalDeletionPrevention;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionGuardTest {
  @ParameterizedTest
  @CsvSource({
    "ENABLED_FOR_COUNT, 500, 500, 501, false",
    "ENABLED_FOR_COUNT, 500, 501, 100000, true",
    "ENABLED_FOR_PERCENTAGE, 10, 10, 100, false",
    "ENABLED_FOR_PERCENTAGE, 10, 11, 100, true",
    "DISABLED, 500, 100000, 100000, false"
  })
  void stopsAboveTheThreshold(
      AccidentalDeletionPrevention.Type type,
      int threshold,
      long pending,
      long objects,
      boolean stops) {
    AccidentalDeletionPrevention guard = new AccidentalDeletionPrevention(type, threshold);
    assertThat(DeletionGuard.refusal(guard, pending, objects).isPresent()).isEqualTo(stops);
  }
}
