package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.cli.Run;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.TenantClient;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S35 and what it is for: a relying party that only users of registered devices may sign in to. */
class DeviceConditionTest extends ScenarioTest {
  private static final String ADMIN = "admin@adatum.onmicrosoft.com";
  private static final String ADMIN_PASSWORD = "Pa$$w0rd-Adm1n";
  private static final String OPEN = "https://intranet.adatum.com";
  private static final String GUARDED = "https://payroll.adatum.com";
  private static final String KEY = "c3RlbGxhJ3Mga2V5";

  private TenantClient web() {
    return TenantClient.of(URI.create(String.valueOf(lab().ready().tenant())), Optional.empty());
  }

  private Reply signIn(String relyingParty, String device) {
    return web()
        .post(
            "/adfs/signin",
            "{'relyingParty':'"
                + relyingParty
                + "','userName':'"
                + STELLA_UPN
                + "','password':'"
                + OnPremises.PASSWORD
                + "'"
                + (device.isEmpty()
                    ? ""
                    : ",'device':{'deviceId':'" + device + "','publicKey':'" + KEY + "'}")
                + "}");
  }

  private JsonNode register() {
    String token = lab().userToken(STELLA_UPN, OnPremises.PASSWORD);
    return TenantClient.of(URI.create(String.valueOf(lab().ready().tenant())), Optional.of(token))
        .post(
            "/enrollment/v1/devices",
            "{'displayName':'STELLA-PC','operatingSystem':'Windows',"
                + "'operatingSystemVersion':'10.0.19045','publicKey':'"
                + KEY
                + "'}")
        .expect(200)
        .body();
  }

  @Test
  void onlyAUserOfARegisteredEnabledDeviceIsLetIn() throws LDAPException {
    lab().hashTick();
    assertThat(wizard().expect(1).err()).contains("Initialize-ADSyncDeviceWriteback");
    lab().tombolo("sync", "initialize-device-writeback").expect(0);
    wizard().expect(0);
    JsonNode device = register();
    String id = device.path("deviceId").asText();

    signIn(OPEN, "").expect(200);
    assertThat(signIn(GUARDED, "").expect(403).get("reason")).isEqualTo("no_device");
    assertThat(signIn(GUARDED, id).expect(403).get("reason")).isEqualTo("unknown_device");
    lab().delta();
    Reply granted = signIn(GUARDED, id).expect(200);
    assertThat(granted.body().at("/claims/isregistereduser").asText()).isEqualTo("true");
    assertThat(granted.body().at("/claims/upn").asText()).isEqualToIgnoringCase(STELLA_UPN);

    lab()
        .graph()
        .patch("/devices/" + device.path("id").asText(), "{'accountEnabled':false}")
        .expect(204);
    lab().delta();
    assertThat(signIn(GUARDED, id).expect(403).get("reason")).isEqualTo("disabled_device");
    lab()
        .graph()
        .send("DELETE", "/devices/" + device.path("id").asText(), Optional.empty())
        .expect(204);
    lab().delta();
    assertThat(signIn(GUARDED, id).expect(403).get("reason")).isEqualTo("unknown_device");
    assertThat(signIn("https://nobody", id).expect(403).get("reason"))
        .isEqualTo("unknown_relying_party");
    web().post("/adfs/signin", "{'device':{'deviceId':'x'}}").expect(400);
  }

  private Run wizard() {
    return lab()
        .tombolo(
            "sync",
            "configure",
            "--username",
            ADMIN,
            "--password",
            ADMIN_PASSWORD,
            "--device-writeback",
            "on");
  }
}
