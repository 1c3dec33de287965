package dev.tombolo.connector.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.writeback.WritebackOperation;
import dev.tombolo.cloud.writeback.WritebackPayload;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.fault.Fault;
import dev.tombolo.fault.Faults;
import dev.tombolo.sql.DatabaseSettings;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire to a directory, and what its answers come to. */
class AccountWriterTest {
  private static final UUID GUID = UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301");
  private static final CloudAnchor USER = new CloudAnchor(ObjectType.USER, UUID.randomUUID());
  private static final OnPremisesObject ACCOUNT =
      new OnPremisesObject(
          GUID,
          "adatum.com",
          ObjectKind.USER,
          RecordingDirectory.DN,
          Map.of(),
          PendingImport.NONE,
          UUID.randomUUID(),
          null);
  private static final HexFormat HEX = HexFormat.of();
  private static final String QUOTED = "2200500061002400240077003000720064002200";
  private static final String QUOTED_OLD = "22004f006c0064002200";

  @TempDir private Path folder;
  private final Faults faults = new Faults();
  private ConnectorStore store;
  private RecordingDirectory directory;
  private ForestClient forest;
  private AccountWriter writer;

  @BeforeEach
  void start() {
    store = ConnectorStore.open(DatabaseSettings.embedded(Optional.empty(), "connector"));
    directory = new RecordingDirectory(folder);
    forest = new ForestClient(directory.endpoint());
    writer = new AccountWriter(store, Map.of("adatum.com", forest), faults);
  }

  @AfterEach
  void stop() {
    forest.close();
    directory.close();
    store.close();
  }

  @Test
  void anAdministratorsResetReplacesThePasswordUnderThePolicy() throws Exception {
    write(reset(false), WritebackTask.RESET_BY_ADMINISTRATOR);
    RecordingDirectory.Modify modify = onlyModify();
    assertThat(modify.request().getDN()).isEqualTo("<GUID=" + GUID + ">");
    assertThat(changes(modify)).containsExactly("replace unicodePwd " + QUOTED);
    assertThat(modify.controls())
        .extracting(AccountWriterTest::text)
        .containsExactly(
            "1.2.840.113556.1.4.2239 false 308400000003020101",
            "1.2.840.113556.1.4.2066 false 308400000003020101");
  }

  @Test
  void aUsersResetUnlocksInTheSameRequest() throws Exception {
    write(reset(false), WritebackTask.RESET);
    assertThat(changes(onlyModify()))
        .containsExactly("replace unicodePwd " + QUOTED, "replace lockoutTime 30");
    assertThat(onlyModify().controls()).hasSize(2);
  }

  @Test
  void aTemporaryPasswordMustBeChangedUnlessItNeverExpires() throws Exception {
    write(reset(true), WritebackTask.RESET_BY_ADMINISTRATOR);
    directory.has(512 | 0x10000);
    write(reset(true), WritebackTask.RESET_BY_ADMINISTRATOR);
    assertThat(directory.modifies())
        .extracting(AccountWriterTest::changes)
        .containsExactly(
            List.of("replace unicodePwd " + QUOTED, "replace pwdLastSet 30"),
            List.of("replace unicodePwd " + QUOTED));
  }

  @Test
  void aChangeExchangesTheOldPasswordForTheNew() throws Exception {
    write(payload(WritebackOperation.CHANGE, "Pa$$w0rd", "Old", false), WritebackTask.CHANGE);
    assertThat(changes(onlyModify()))
        .containsExactly("delete unicodePwd " + QUOTED_OLD, "add unicodePwd " + QUOTED);
    assertThat(onlyModify().controls()).isEmpty();
  }

  @Test
  void anUnlockLeavesThePassword() throws Exception {
    write(payload(WritebackOperation.UNLOCK, null, null, false), WritebackTask.UNLOCK);
    assertThat(changes(onlyModify())).containsExactly("replace lockoutTime 30");
    assertThat(onlyModify().controls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "53, 0000052D: SvcErr: DSID-031A12D2, 33008",
    "19, 0000052D: AtrErr: DSID-03190F80, 33008",
    "19, 00000056: AtrErr: DSID-03190F81, 33007",
    "19, 00000775: AtrErr: DSID-03190F82, 33006",
    "53, 0000001F: SvcErr: DSID-031A126C, 33009",
    "13, 0000202D: LdapErr: DSID-0C090E19, 33009",
    "12, 00000057: LdapErr: DSID-0C090799, 33009",
    "50, 00000005: SecErr: DSID-03152E13, 33004",
    "50, 00002098: SecErr: DSID-03150F94, 33004",
    "32, 0000208D: NameErr: DSID-03100245, 33002",
    "53, 00002035: SvcErr: DSID-03190E51, 33001",
    "80, 00000057: SvcErr: DSID-031A1206, 33001",
    "1, nothing that can be read, 33001"
  })
  void whatTheDirectoryRefusesIsToldByItsCode(int result, String diagnostic, int event) {
    directory.answersWith(ResultCode.valueOf(result), diagnostic + ", data 0\n\0");
    assertRefused(event);
    assertThat(directory.modifies()).hasSize(1);
  }

  @Test
  void disabledAccountsAreNotTouched() {
    directory.has(514);
    assertRefused(33005);
    assertThat(directory.modifies()).isEmpty();
  }

  @Test
  void aConnectionThatBreaksBeforeTheWriteIsOpenedAgain() throws Exception {
    directory.breaksOff(RecordingDirectory.Break.BEFORE_THE_WRITE);
    write(reset(false), WritebackTask.RESET);
    assertThat(directory.modifies()).hasSize(2);
  }

  @Test
  void aWriteWhoseAnswerIsLostIsNotRepeated() throws Exception {
    directory.breaksOff(RecordingDirectory.Break.AFTER_THE_WRITE);
    write(reset(false), WritebackTask.RESET);
    assertThat(directory.modifies()).hasSize(1);
  }

  @Test
  void aDirectoryThatDoesNotAnswerIsAServiceError() {
    directory.close();
    assertRefused(32001);
  }

  @Test
  void anInjectedFaultIsAServiceError() throws Exception {
    faults.arm("writeback.modify", Fault.FAIL);
    assertRefused(32001);
    assertThat(directory.modifies()).isEmpty();
    write(reset(false), WritebackTask.RESET);
  }

  @Test
  void aForestWithoutWritebackIsAConfigurationError() {
    writer = new AccountWriter(store, Map.of(), faults);
    assertRefused(33009);
  }

  private void write(WritebackPayload payload, WritebackTask task) throws WritebackFailure {
    writer.write(payload, task, ACCOUNT);
  }

  private void assertRefused(int event) {
    assertThatThrownBy(() -> write(reset(false), WritebackTask.RESET))
        .isInstanceOf(WritebackFailure.class)
        .hasMessageStartingWith(event + " ")
        .hasMessageNotContaining("Pa$$w0rd");
  }

  private RecordingDirectory.Modify onlyModify() {
    assertThat(directory.modifies()).hasSize(1);
    return directory.modifies().get(0);
  }

  private static WritebackPayload reset(boolean force) {
    return payload(WritebackOperation.RESET, "Pa$$w0rd", null, force);
  }

  private static WritebackPayload payload(
      WritebackOperation operation, @Nullable String fresh, @Nullable String old, boolean force) {
    return new WritebackPayload(operation, USER, "anchor", fresh, old, force, "somebody");
  }

  private static List<String> changes(RecordingDirectory.Modify modify) {
    return modify.request().getModifications().stream().map(AccountWriterTest::text).toList();
  }

  private static String text(Modification change) {
    ModificationType type = change.getModificationType();
    return type.getName().toLowerCase(Locale.ROOT)
        + " "
        + change.getAttributeName()
        + " "
        + HEX.formatHex(change.getValueByteArrays()[0]);
  }

  private static String text(Control control) {
    byte[] value = control.getValue() == null ? new byte[0] : control.getValue().getValue();
    return control.getOID() + " " + control.isCritical() + " " + HEX.formatHex(value);
  }
}
