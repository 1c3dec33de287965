package dev.tombolo.cloud.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.cloud.ObjectType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProvisioningJsonTest {
  private static <T> T roundTrip(T value, Class<T> type) throws JsonProcessingException {
    return CloudJson.mapper().readValue(CloudJson.mapper().writeValueAsString(value), type);
  }

  @Test
  void batchReadsBackWhatWasWritten() throws Exception {
    ProvisioningBatch batch =
        new ProvisioningBatch(
            "connector",
            "run-1",
            List.of(
                new ProvisioningOperation(
                    "1",
                    OperationKind.ADD,
                    ObjectType.USER,
                    "4AQlP4lP0xGaDAMF6CwzAQ==",
                    Map.of("displayName", List.of("Stella C"), "mail", List.of()),
                    Map.of("manager", ReferenceChange.to(List.of("abc")))),
                ProvisioningOperation.delete("2", ObjectType.GROUP, "xyz")));
    assertThat(roundTrip(batch, ProvisioningBatch.class)).isEqualTo(batch);
  }

  @Test
  void resultReadsBackWhatWasWritten() throws Exception {
    ProvisioningResult result =
        new ProvisioningResult(
            "1",
            "abc",
            ProvisioningOutcome.MATCHED_HARD,
            new CloudAnchor(ObjectType.USER, UUID.randomUUID()),
            null,
            Map.of("manager", List.of("def")));
    assertThat(roundTrip(result, ProvisioningResult.class)).isEqualTo(result);
    assertThat(CloudJson.mapper().writeValueAsString(result))
        .contains("\"matchedHard\"")
        .doesNotContain("error");
  }

  @Test
  void configurationReadsBackWhatWasWritten() throws Exception {
    TenantConfiguration configuration =
        new TenantConfiguration(
            UUID.randomUUID(),
            "Adatum",
            "adatum.onmicrosoft.com",
            List.of("adatum.com"),
            true,
            Map.of(SyncFeature.PASSWORD_SYNC, true),
            AccidentalDeletionPrevention.DEFAULT,
            null,
            Duration.ofMinutes(30));
    assertThat(roundTrip(configuration, TenantConfiguration.class)).isEqualTo(configuration);
    assertThat(CloudJson.mapper().writeValueAsString(configuration))
        .contains("\"passwordSyncEnabled\":true")
        .contains("\"synchronizationPreventionType\":\"enabledForCount\"")
        .contains("\"allowedSyncInterval\":\"PT30M\"");
  }

  @Test
  void unknownPropertiesAndMissingOnesAreRefused() {
    assertThatThrownBy(
            () ->
                CloudJson.mapper()
                    .readValue("{\"connectorId\":\"c\",\"runId\":\"r\"}", ProvisioningBatch.class))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(
            () ->
                CloudJson.mapper()
                    .readValue(
                        "{\"connectorId\":\"c\",\"runId\":\"r\",\"operations\":[],\"x\":1}",
                        ProvisioningBatch.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
