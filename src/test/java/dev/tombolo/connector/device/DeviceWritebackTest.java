package dev.tombolo.connector.device;

import static dev.tombolo.connector.passwordhash.TestHybrid.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.connector.passwordhash.TestHybrid;
import dev.tombolo.connector.passwordhash.TestHybrid.Person;
import dev.tombolo.directory.TestDirectory;
import dev.tombolo.fault.Fault;
import dev.tombolo.tenant.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S35: devices that users register in the tenant appear in the forest, and follow it. */
class DeviceWritebackTest {
  private static final String CONTAINER = "CN=RegisteredDevices," + TestDirectory.BASE;
  private static final String KEY = "a2V5"; // base64 of "key"

  private TestHybrid lab;
  private DeviceWriteback devices;
  private Person alice;

  @BeforeEach
  void start() throws LDAPException {
    lab = new TestHybrid();
    alice = lab.user("alice");
    lab.directorySynchronized();
    lab.hashSync().run();
    devices =
        new DeviceWriteback(
            lab.store(), lab.forest(), lab.cloud(), lab.clock(), lab.journal(), lab.faults());
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private Reply register(String name) {
    String token = lab.signIn(alice, FIRST).expect(200).get("access_token");
    return lab.tenant()
        .withToken("/enrollment/v1", token)
        .post(
            "/devices",
            "{'displayName':'"
                + name
                + "','operatingSystem':'Windows','operatingSystemVersion':'10.0.19045',"
                + "'publicKey':'"
                + KEY
                + "'}");
  }

  private List<SearchResultEntry> written() throws LDAPException {
    return lab.admin()
        .search(
            CONTAINER,
            SearchScope.ONE,
            Filter.createEqualityFilter("objectClass", "msDS-Device"),
            "*")
        .getSearchEntries();
  }

  @Test
  void aForestThatIsNotPreparedIsToldAndPreparedOnce() throws Exception {
    register("LAPTOP1").expect(200);
    assertThat(devices.run().complete()).isFalse();
    assertThat(lab.events("ADSync")).contains(6100);
    assertThat(DeviceContainer.initialize(lab.forest()))
        .contains(CONTAINER)
        .anyMatch(dn -> dn.startsWith("CN=DeviceRegistrationService,"));
    assertThat(DeviceContainer.initialize(lab.forest())).isEmpty();
    assertThat(DeviceContainer.find(lab.forest()).orElseThrow()).isEqualToIgnoringCase(CONTAINER);
    assertThat(devices.run()).isEqualTo(new DeviceWriteback.Outcome(1, 0, 0, 0, true));
  }

  @Test
  void aRegisteredDeviceIsWrittenWithItsAttributes() throws Exception {
    DeviceContainer.initialize(lab.forest());
    Reply registered = register("LAPTOP1").expect(200);
    assertThat(devices.run().added()).isEqualTo(1);
    SearchResultEntry entry = written().get(0);
    UUID deviceId = UUID.fromString(registered.get("deviceId"));
    assertThat(entry.getDN()).isEqualToIgnoringCase("CN=" + deviceId + "," + CONTAINER);
    assertThat(entry.getAttributeValueBytes("msDS-DeviceID")).isEqualTo(ObjectGuid.bytes(deviceId));
    assertThat(new String(entry.getAttributeValueBytes("msDS-CloudAnchor"), StandardCharsets.UTF_8))
        .isEqualTo("Device_" + registered.get("id"));
    assertThat(entry.getAttributeValueBytes("msDS-RegisteredOwner"))
        .isEqualTo(
            lab.admin().getEntry(alice.dn(), "objectSid").getAttributeValueBytes("objectSid"));
    assertThat(entry.getAttributeValue("displayName")).isEqualTo("LAPTOP1");
    assertThat(entry.getAttributeValue("msDS-DeviceOSType")).isEqualTo("Windows");
    assertThat(entry.getAttributeValue("msDS-DeviceOSVersion")).isEqualTo("10.0.19045");
    assertThat(entry.getAttributeValue("msDS-IsEnabled")).isEqualTo("TRUE");
    assertThat(entry.getAttributeValue("msDS-IsManaged")).isEqualTo("FALSE");
    assertThat(entry.getAttributeValue("msDS-IsCompliant")).isEqualTo("FALSE");
    assertThat(entry.getAttributeValue("msDS-DeviceObjectVersion")).isEqualTo("2");
    assertThat(entry.getAttributeValue("msDS-DevicePhysicalIDs")).startsWith("[USER-GID]:");
    assertThat(entry.getAttributeValue("altSecurityIdentities"))
        .isEqualTo("X509:<SHA1-TP-PUBKEY>" + registered.get("thumbprint"));
    assertThat(devices.run()).isEqualTo(new DeviceWriteback.Outcome(0, 0, 0, 0, true));
    assertThat(
            lab.tenant()
                .graph()
                .get("/devices/" + registered.get("id"))
                .expect(200)
                .get("trustType"))
        .isEqualTo("AzureAd");
  }

  @Test
  void aDeviceIsChangedDisabledAndRemovedOnPremisesToo() throws Exception {
    DeviceContainer.initialize(lab.forest());
    String id = register("LAPTOP1").expect(200).get("id");
    register("LAPTOP2").expect(200);
    assertThat(devices.run().added()).isEqualTo(2);
    lab.tenant().graph().patch("/devices/" + id, "{'accountEnabled':false}").expect(204);
    assertThat(devices.run().updated()).isEqualTo(1);
    assertThat(written())
        .extracting(entry -> entry.getAttributeValue("msDS-IsEnabled"))
        .containsExactlyInAnyOrder("TRUE", "FALSE");
    lab.tenant().graph().send("DELETE", "/devices/" + id, Optional.empty()).expect(204);
    assertThat(devices.run().deleted()).isEqualTo(1);
    assertThat(written())
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.getAttributeValue("displayName")).isEqualTo("LAPTOP2"));
  }

  @Test
  void whatWasMissedIsMadeUpForByAFreshStart() throws Exception {
    DeviceContainer.initialize(lab.forest());
    String id = register("LAPTOP1").expect(200).get("id");
    devices.run();
    lab.tenant().graph().send("DELETE", "/devices/" + id, Optional.empty()).expect(204);
    register("LAPTOP2").expect(200);
    devices.forget();
    assertThat(devices.run()).isEqualTo(new DeviceWriteback.Outcome(1, 0, 1, 0, true));
  }

  @Test
  void aRunThatBreaksOffIsMadeUpForByTheNext() throws Exception {
    DeviceContainer.initialize(lab.forest());
    register("LAPTOP1").expect(200);
    lab.faults().arm("devicewriteback.write", Fault.FAIL);
    assertThat(devices.run().complete()).isFalse();
    assertThat(written()).isEmpty();
    assertThat(devices.run()).isEqualTo(new DeviceWriteback.Outcome(1, 0, 0, 0, true));
    lab.cutTenant();
    assertThat(devices.run().complete()).isFalse();
    lab.mendTenant();
    assertThat(devices.run().complete()).isTrue();
  }

  @Test
  void malformedRegistrationsAreRefused() {
    String token = lab.signIn(alice, FIRST).expect(200).get("access_token");
    var enrollment = lab.tenant().withToken("/enrollment/v1", token);
    String body =
        "{'displayName':'X','operatingSystem':'Windows','operatingSystemVersion':'10',"
            + "'publicKey':'%s','joinType':'%s'}";
    enrollment.post("/devices", body.formatted("***", "azureAd")).expect(400);
    enrollment.post("/devices", body.formatted("", "azureAd")).expect(400);
    enrollment.post("/devices", body.formatted(KEY, "hybrid")).expect(400);
    enrollment.post("/devices", body.formatted(KEY, "workplace")).expect(200);
    lab.tenant().connector().post("/enrollment/v1/devices", body).expect(403);
    lab.tenant().anonymous().post("/enrollment/v1/devices", body).expect(401);
  }
}
