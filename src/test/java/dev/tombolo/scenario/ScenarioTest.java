package dev.tombolo.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios that share a lab, each of which finds it as if it had just started. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScenarioTest {
  static final String STELLA = "CN=Stella Carrington,OU=Sales,OU=Sync,DC=adatum,DC=com";
  static final String STELLA_UPN = "StellaC@adatum.com";

  private ScenarioLab lab;
  private OnPremises onPremises;

  /** What differs from the lab's usual settings. */
  List<String> settings() {
    return List.of();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    lab = ScenarioLab.in(folder, settings().toArray(String[]::new));
  }

  @BeforeEach
  void startOver() throws LDAPException {
    lab.startOver();
    onPremises = new OnPremises(lab.administrator());
  }

  @AfterEach
  void disconnect() {
    onPremises.close();
  }

  @AfterAll
  void stop() {
    lab.close();
  }

  ScenarioLab lab() {
    return lab;
  }

  OnPremises onPremises() {
    return onPremises;
  }

  /** A live user of the tenant, as Graph shows it with everything that is asserted here. */
  JsonNode user(String key) {
    return lab.graph()
        .get(
            "/users/"
                + key
                + "?$select=id,displayName,userPrincipalName,accountEnabled,onPremisesSyncEnabled,"
                + "onPremisesImmutableId,onPremisesDistinguishedName,deletedDateTime,assignedLicenses,"
                + "mobilePhone,usageLocation,proxyAddresses,onPremisesProvisioningErrors")
        .expect(200)
        .body();
  }

  boolean isLive(String key) {
    return lab.graph().get("/users/" + key).status() == 200;
  }

  /** What the recycle bin holds of an id. */
  JsonNode deleted(String id) {
    return lab.graph()
        .get(
            "/directory/deletedItems/"
                + id
                + "?$select=id,userPrincipalName,deletedDateTime,"
                + "onPremisesSyncEnabled,onPremisesImmutableId")
        .expect(200)
        .body();
  }

  boolean isInBin(String id) {
    return lab.graph().get("/directory/deletedItems/" + id).status() == 200;
  }

  int seatsUsed(String sku) {
    JsonNode skus = lab.graph().get("/subscribedSkus").expect(200).body().path("value");
    return StreamSupport.stream(skus.spliterator(), false)
        .filter(each -> each.path("skuPartNumber").asText().equals(sku))
        .findFirst()
        .orElseThrow()
        .path("consumedUnits")
        .asInt();
  }

  /** The activities that the audit log has of an object, newest first. */
  List<String> audit(String id) {
    JsonNode entries =
        lab.graph().get("/auditLogs/directoryAudits").expect(200).body().path("value");
    return StreamSupport.stream(entries.spliterator(), false)
        .filter(entry -> entry.at("/targetResources/0/id").asText().equals(id))
        .map(entry -> entry.path("activityDisplayName").asText())
        .toList();
  }

  /** The licence and the cloud group that a user of the scenarios has. */
  record Belongings(String user, String immutableId, String sku, String group) {}

  /** Gives Stella a licence and makes her a member of a group that only the cloud has. */
  Belongings furnish(String upn) {
    lab.tombolo("licence", "assign", upn, "SPE_E5", "--usage-location", "US").expect(0);
    String group =
        lab.graph()
            .post(
                "/groups",
                "{'displayName':'Project','mailEnabled':false,'mailNickname':'project',"
                    + "'securityEnabled':true}")
            .expect(201)
            .get("id");
    lab.tombolo("group", "add-member", group, upn).expect(0);
    JsonNode user = user(upn);
    return new Belongings(
        user.path("id").asText(),
        user.path("onPremisesImmutableId").asText(),
        user.at("/assignedLicenses/0/skuId").asText(),
        group);
  }

  List<String> members(String group) {
    return lab.graph().get("/groups/" + group + "/members").expect(200).values("id");
  }

  /** Where a delta query goes on from now. */
  String deltaLink() {
    String next = "/users/delta";
    while (true) {
      JsonNode page = lab.graph().get(next).expect(200).body();
      if (page.has("@odata.deltaLink")) {
        return page.path("@odata.deltaLink").asText();
      }
      next = page.path("@odata.nextLink").asText();
    }
  }

  /** What a delta query tells of an object since then. */
  JsonNode since(String deltaLink, String id) {
    return lab.graph().get(deltaLink).expect(200).byId(id);
  }
}
