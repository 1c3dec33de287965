package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ModificationType.ADD;
import static com.unboundid.ldap.sdk.ModificationType.DELETE;
import static com.unboundid.ldap.sdk.ModificationType.REPLACE;
import static com.unboundid.ldap.sdk.ResultCode.ATTRIBUTE_OR_VALUE_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
import static com.unboundid.ldap.sdk.ResultCode.NO_SUCH_ATTRIBUTE;
import static com.unboundid.ldap.sdk.ResultCode.OPERATIONS_ERROR;
import static com.unboundid.ldap.sdk.ResultCode.UNWILLING_TO_PERFORM;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestObjects.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.compatibility.Behaviour;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands that are writes to the rootDSE, enabling the recycle bin first of all. */
@Behaviour(source = "MS-ADTS 3.1.1.9")
class OptionalFeatureTest extends WireTest {
  private static final String PARTITIONS = "CN=Partitions,CN=Configuration," + BASE;
  private static final String BIN = "766ddcd8-acd0-445e-f3b9-a7f9b6744f2a";
  private static final String FEATURE =
      "CN=Recycle Bin Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,"
          + "CN=Configuration,"
          + BASE;

  OptionalFeatureTest() {
    super(settings -> settings.withRecycleBin(false));
  }

  private void command(String name, String value) throws LDAPException {
    admin.modify("", new Modification(ADD, name, value));
  }

  private void enable(String scope, String feature) throws LDAPException {
    command("enableOptionalFeature", scope + ":" + feature);
  }

  @Test
  void theBinIsEnabledOnceAndForAll() throws Exception {
    assertThat(objects.read(FEATURE, "msDS-EnabledFeatureBL").getAttributes()).isEmpty();
    enable(PARTITIONS, BIN.toUpperCase(java.util.Locale.ROOT));
    String settings = objects.value("", "dsServiceName");
    assertThat(objects.value(PARTITIONS, "msDS-EnabledFeature")).isEqualTo(FEATURE);
    assertThat(objects.value(settings, "msDS-EnabledFeature")).isEqualTo(FEATURE);
    assertThat(
            objects
                .read(FEATURE, "msDS-EnabledFeatureBL")
                .getAttributeValues("msDS-EnabledFeatureBL"))
        .containsExactlyInAnyOrder(PARTITIONS, settings);
    LDAPException again =
        assertRefused(() -> enable(PARTITIONS, BIN), ATTRIBUTE_OR_VALUE_EXISTS, "00002083: AtrErr");
    assertThat(again.getDiagnosticMessage()).contains("problem 1006 (ATT_OR_VALUE_EXISTS)");
    assertRefused(
        () -> command("disableOptionalFeature", PARTITIONS + ":" + BIN),
        UNWILLING_TO_PERFORM,
        "00002040: SvcErr");
  }

  @Test
  void replaceDoesAsWell() throws Exception {
    admin.modify("", new Modification(REPLACE, "enableOptionalFeature", PARTITIONS + ":" + BIN));
    assertThat(objects.value(PARTITIONS, "msDS-EnabledFeature")).isEqualTo(FEATURE);
  }

  @Test
  void whatIsNoFeatureOrNoScopeIsRefused() {
    assertRefused(
        () -> enable(PARTITIONS, UUID.randomUUID().toString()),
        OPERATIONS_ERROR,
        "00000057: SvcErr");
    assertRefused(() -> enable("CN=nope," + PARTITIONS, BIN), OPERATIONS_ERROR, "00000057: SvcErr");
    assertRefused(() -> enable("nonsense", BIN), OPERATIONS_ERROR, "00000057: SvcErr");
    assertRefused(() -> enable(USERS, BIN), UNWILLING_TO_PERFORM, "00002040: SvcErr");
    assertRefused(
        () -> command("enableOptionalFeature", "x"), OPERATIONS_ERROR, "00000057: SvcErr");
  }

  @Test
  void theForestMustBeOfTheLevelTheFeatureAsksFor() throws Exception {
    objects.set(PARTITIONS, "msDS-Behavior-Version", "3");
    assertRefused(() -> enable(PARTITIONS, BIN), UNWILLING_TO_PERFORM, "0000");
  }

  @Test
  void tombstonesThatThereAreCannotBeBroughtBackAnyMore() throws Exception {
    String user = objects.user("u1");
    UUID guid = objects.guid(user);
    admin.delete(user);
    assertThat(find(guid, Oids.SHOW_DELETED)).isNotNull();
    enable(PARTITIONS, BIN);
    assertThat(find(guid, Oids.SHOW_DELETED)).isNull();
    assertThat(find(guid, Oids.SHOW_RECYCLED))
        .isNotNull()
        .extracting(recycled -> recycled.getAttributeValue("isRecycled"))
        .isEqualTo("TRUE");
    ModifyRequest undelete =
        new ModifyRequest(
            "<GUID=" + guid + ">",
            new Modification(DELETE, "isDeleted"),
            new Modification(REPLACE, "distinguishedName", user));
    undelete.addControl(new Control(Oids.SHOW_RECYCLED, true));
    assertRefused(() -> admin.modify(undelete), NO_SUCH_ATTRIBUTE, "00002076: AtrErr");
    String other = objects.user("u2");
    UUID otherGuid = objects.guid(other);
    admin.delete(other);
    assertThat(find(otherGuid, Oids.SHOW_DELETED)).as("deleted since").isNotNull();
  }

  private @Nullable SearchResultEntry find(UUID guid, String control) throws LDAPException {
    SearchRequest request =
        new SearchRequest("<GUID=" + guid + ">", SearchScope.BASE, "(objectClass=*)");
    request.addControl(new Control(control, true));
    return admin.searchForEntry(request);
  }

  @Test
  void onlyAdministratorsCommand() throws Exception {
    objects.user("u1");
    try (LDAPConnection user = directory.bind("u1@adatum.com", TestObjects.PASSWORD)) {
      assertRefused(
          () ->
              user.modify(
                  "", new Modification(ADD, "enableOptionalFeature", PARTITIONS + ":" + BIN)),
          INSUFFICIENT_ACCESS_RIGHTS,
          "00000005: SecErr");
      assertRefused(
          () -> user.modify("", new Modification(ADD, "doGarbageCollection", "1")),
          INSUFFICIENT_ACCESS_RIGHTS,
          "00000005: SecErr");
    }
    try (LDAPConnection nobody = directory.connect()) {
      assertRefused(
          () -> nobody.modify("", new Modification(ADD, "schemaUpdateNow", "1")),
          OPERATIONS_ERROR,
          "000004DC: LdapErr");
    }
  }

  @Test
  void otherCommandsSucceedOrAreUnknown() throws Exception {
    command("schemaUpdateNow", "1");
    command("fixupInheritance", "1");
    command("runProtectAdminGroupsTask", "1");
    command("becomePdc", "1");
    for (String unknown :
        new String[] {
          "noSuchCommand", "currentTime", "defaultNamingContext", "invalidateRidPool"
        }) {
      assertRefused(() -> command(unknown, "1"), UNWILLING_TO_PERFORM, "0000");
    }
  }
}
