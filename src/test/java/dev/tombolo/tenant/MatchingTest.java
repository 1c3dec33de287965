package dev.tombolo.tenant;

import static dev.tombolo.tenant.TestTenant.addUser;
import static dev.tombolo.tenant.TestTenant.deleteUser;
import static dev.tombolo.tenant.TestTenant.idOf;
import static dev.tombolo.tenant.TestTenant.operation;
import static dev.tombolo.tenant.TestTenant.updateUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.fault.Fault;
import dev.tombolo.sql.TestDatabase;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reference §2.2: which cloud object an added object is. */
class MatchingTest {
  private static String codeOf(ProvisioningResult result) {
    assertThat(result.outcome()).as(result.toString()).isEqualTo(ProvisioningOutcome.FAILED);
    return Objects.requireNonNull(result.error()).code();
  }

  private static String feature(String name, boolean on) {
    return "{'features':{'" + name + "':" + on + "}}";
  }

  @ParameterizedTest
  @EnumSource
  void theSameAdditionAgainIsAnUpdate(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      ProvisioningResult first = tenant.syncOne(addUser("a", "userPrincipalName", "a@adatum.com"));
      assertThat(first.outcome()).isEqualTo(ProvisioningOutcome.CREATED);
      ProvisioningResult same = tenant.syncOne(addUser("a", "userPrincipalName", "a@adatum.com"));
      assertThat(same.outcome()).isEqualTo(ProvisioningOutcome.UNCHANGED);
      ProvisioningResult other =
          tenant.syncOne(addUser("a", "userPrincipalName", "a@adatum.com", "displayName", "A"));
      assertThat(other.outcome()).isEqualTo(ProvisioningOutcome.UPDATED);
      assertThat(other.cloudAnchor()).isEqualTo(first.cloudAnchor());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theImmutableIdMatchesHard(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      String id =
          tenant.graph().post("/users", GraphUsersTest.userNamed("pat")).expect(201).get("id");
      tenant
          .graph()
          .patch("/users/" + id, "{'onPremisesImmutableId':'anchor','jobTitle':'Clerk'}")
          .expect(204);
      ProvisioningResult result =
          tenant.syncOne(
              addUser(
                  "anchor", "userPrincipalName", "patricia@adatum.com", "displayName", "Patricia"));
      assertThat(result.outcome()).isEqualTo(ProvisioningOutcome.MATCHED_HARD);
      assertThat(idOf(result)).isEqualTo(id);
      Reply user =
          tenant
              .graph()
              .get(
                  "/users/"
                      + id
                      + "?$select=userPrincipalName,displayName,jobTitle,onPremisesSyncEnabled");
      assertThat(user.get("userPrincipalName")).isEqualTo("patricia@adatum.com");
      assertThat(user.get("displayName")).isEqualTo("Patricia");
      assertThat(user.get("jobTitle")).as("no value on-premises").isEqualTo("Clerk");
      assertThat(user.body().path("onPremisesSyncEnabled").asBoolean()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hardMatchCanBeBlocked(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      String id =
          tenant.graph().post("/users", GraphUsersTest.userNamed("pat")).expect(201).get("id");
      tenant.graph().patch("/users/" + id, "{'onPremisesImmutableId':'anchor'}").expect(204);
      String flag = "blockCloudObjectTakeoverThroughHardMatchEnabled";
      tenant.graph().patch("/directory/onPremisesSynchronization", feature(flag, true)).expect(204);
      ProvisioningResult blocked =
          tenant.syncOne(addUser("anchor", "userPrincipalName", "p@adatum.com"));
      assertThat(codeOf(blocked)).isEqualTo("InvalidHardMatch");
      assertThat(Objects.requireNonNull(blocked.error()).message())
          .startsWith(
              "Another cloud created object with the same source anchor already exists in Azure"
                  + " Active Directory.");
      assertThat(blocked.error().conflictingObjectId()).isEqualTo(id);
      tenant
          .graph()
          .patch("/directory/onPremisesSynchronization", feature(flag, false))
          .expect(204);
      assertThat(tenant.syncOne(addUser("anchor", "userPrincipalName", "p@adatum.com")).outcome())
          .isEqualTo(ProvisioningOutcome.MATCHED_HARD);
    }
  }

  /** S31 and S32. */
  @ParameterizedTest
  @EnumSource
  void theBlockAlsoHoldsForARestoredUser(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      ProvisioningResult user = tenant.syncOne(TestTenant.stella());
      tenant.sync(deleteUser(TestTenant.STELLA));
      tenant.graph().post("/directory/deletedItems/" + idOf(user) + "/restore", "{}").expect(200);
      tenant
          .graph()
          .patch(
              "/directory/onPremisesSynchronization",
              feature("blockCloudObjectTakeoverThroughHardMatchEnabled", true))
          .expect(204);
      assertThat(codeOf(tenant.syncOne(TestTenant.stella()))).isEqualTo("InvalidHardMatch");
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePrimaryAddressMatchesSoft(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      String id =
          tenant.graph().post("/users", GraphUsersTest.userNamed("pat")).expect(201).get("id");
      tenant.graph().patch("/users/" + id, "{'mail':'pat.smith@adatum.com'}").expect(204);
      ProvisioningResult secondary =
          tenant.syncOne(
              addUser(
                  "other",
                  "userPrincipalName",
                  "other@adatum.com",
                  "proxyAddresses",
                  "SMTP:other@adatum.com|smtp:pat.smith@adatum.com"));
      assertThat(secondary.outcome())
          .as("only the primary address matches")
          .isEqualTo(ProvisioningOutcome.CREATED);
      ProvisioningResult primary =
          tenant.syncOne(
              addUser(
                  "anchor",
                  "userPrincipalName",
                  "ps@adatum.com",
                  "proxyAddresses",
                  "SMTP:Pat.Smith@adatum.com"));
      assertThat(primary.outcome()).isEqualTo(ProvisioningOutcome.MATCHED_SOFT);
      assertThat(idOf(primary)).isEqualTo(id);
      assertThat(
              tenant
                  .graph()
                  .get("/users/" + id + "?$select=onPremisesImmutableId")
                  .get("onPremisesImmutableId"))
          .isEqualTo("anchor");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theUserPrincipalNameMatchesSoftIfTheFeatureIsOn(TestDatabase database) {
    try (TestTenant tenant =
        TestTenant.on(
            database,
            settings ->
                settings.withFeatures(EnumSet.of(SyncFeature.QUARANTINE_UPON_UPN_CONFLICT)))) {
      String id =
          tenant.graph().post("/users", GraphUsersTest.userNamed("pat")).expect(201).get("id");
      ProvisioningResult off =
          tenant.syncOne(addUser("one", "userPrincipalName", "pat@adatum.com"));
      assertThat(off.outcome()).isEqualTo(ProvisioningOutcome.CREATED);
      tenant
          .graph()
          .patch("/directory/onPremisesSynchronization", feature("softMatchOnUpnEnabled", true))
          .expect(204);
      ProvisioningResult on = tenant.syncOne(addUser("two", "userPrincipalName", "PAT@adatum.com"));
      assertThat(on.outcome()).isEqualTo(ProvisioningOutcome.MATCHED_SOFT);
      assertThat(idOf(on)).isEqualTo(id);
      tenant
          .graph()
          .patch("/directory/onPremisesSynchronization", feature("softMatchOnUpnEnabled", false))
          .expectError(400, "Request_BadRequest");
    }
  }

  @ParameterizedTest
  @EnumSource
  void softMatchCanBeBlocked(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      tenant.graph().post("/users", GraphUsersTest.userNamed("pat")).expect(201);
      tenant
          .graph()
          .patch("/directory/onPremisesSynchronization", feature("blockSoftMatchEnabled", true))
          .expect(204);
      ProvisioningResult result =
          tenant.syncOne(addUser("a", "userPrincipalName", "pat@adatum.com"));
      assertThat(result.outcome()).isEqualTo(ProvisioningOutcome.CREATED);
      assertThat(
              tenant
                  .graph()
                  .get("/users/" + idOf(result) + "?$select=onPremisesProvisioningErrors")
                  .body()
                  .at("/onPremisesProvisioningErrors/0/value")
                  .asText())
          .isEqualTo("pat@adatum.com");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anObjectOfAnotherTypeIsNoMatch(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      tenant.sync(
          operation(
              OperationKind.ADD,
              ObjectType.GROUP,
              "g",
              "displayName",
              "Sales",
              "mail",
              "sales@adatum.com"));
      ProvisioningResult result =
          tenant.syncOne(
              addUser("u", "userPrincipalName", "u@adatum.com", "mail", "sales@adatum.com"));
      assertThat(codeOf(result)).isEqualTo("ObjectTypeMismatch");
      assertThat(codeOf(tenant.syncOne(addUser("g", "userPrincipalName", "u@adatum.com"))))
          .isEqualTo("ObjectTypeMismatch");
    }
  }

  @ParameterizedTest
  @EnumSource
  void administratorsAreNotTakenOverSoftly(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      ProvisioningResult result =
          tenant.syncOne(addUser("a", "userPrincipalName", "admin@adatum.onmicrosoft.com"));
      assertThat(codeOf(result)).isEqualTo("ExistingAdminRoleConflict");
      String admin = tenant.graph().get("/users/admin@adatum.onmicrosoft.com").get("id");
      tenant
          .graph()
          .delete("/directoryRoles/62e90394-69f5-4237-9190-012177145e10/members/" + admin + "/$ref")
          .expect(204);
      assertThat(
              tenant
                  .syncOne(addUser("a", "userPrincipalName", "admin@adatum.onmicrosoft.com"))
                  .outcome())
          .isEqualTo(ProvisioningOutcome.MATCHED_SOFT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEditThatCollidesIsNoMatch(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      tenant.graph().post("/users", GraphUsersTest.userNamed("pat")).expect(201);
      ProvisioningResult user = tenant.syncOne(addUser("a", "userPrincipalName", "a@adatum.com"));
      ProvisioningResult edit =
          tenant.syncOne(updateUser("a", "userPrincipalName", "pat@adatum.com"));
      assertThat(edit.outcome()).isEqualTo(ProvisioningOutcome.UPDATED);
      assertThat(idOf(edit)).isEqualTo(idOf(user));
      assertThat(tenant.graph().get("/users/" + idOf(user)).get("userPrincipalName"))
          .matches("pat\\d{4}@adatum.onmicrosoft.com");
    }
  }

  @ParameterizedTest
  @EnumSource
  void deletionsAreIdempotentButSpareTheCloudsOwn(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      ProvisioningResult user = tenant.syncOne(TestTenant.stella());
      assertThat(tenant.syncOne(deleteUser(TestTenant.STELLA)).outcome())
          .isEqualTo(ProvisioningOutcome.DELETED);
      assertThat(tenant.syncOne(deleteUser(TestTenant.STELLA)).outcome())
          .isEqualTo(ProvisioningOutcome.DELETED);
      assertThat(tenant.syncOne(deleteUser("nobody")).outcome())
          .isEqualTo(ProvisioningOutcome.DELETED);
      assertThat(codeOf(tenant.syncOne(updateUser(TestTenant.STELLA, "displayName", "S"))))
          .isEqualTo("ObjectNotFound");
      tenant.graph().post("/directory/deletedItems/" + idOf(user) + "/restore", "{}").expect(200);
      ProvisioningResult refused = tenant.syncOne(deleteUser(TestTenant.STELLA));
      assertThat(codeOf(refused)).isEqualTo("DeletingCloudOnlyObjectNotAllowed");
      assertThat(Objects.requireNonNull(refused.error()).message())
          .startsWith(
              "This synchronization operation, Delete, is not valid. Contact Technical Support."
                  + " Tracking Id: ");
      tenant.graph().get("/users/" + idOf(user)).expect(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatFailsDoesNotFailTheOthers(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      List<ProvisioningResult> results =
          tenant.sync(
              addUser("a", "userPrincipalName", "a@adatum.com"),
              addUser("b", "userPrincipalName", "no-at-sign"),
              addUser("c", "userPrincipalName", "c@adatum.com", "nonsense", "x"),
              addUser("d", "userPrincipalName", "d@adatum.com", "accountEnabled", "perhaps"),
              addUser("e", "userPrincipalName", "e@adatum.com", "department", "x".repeat(65)),
              operation(OperationKind.ADD, ObjectType.DEVICE, "f", "userPrincipalName", "x"),
              addUser("g", "userPrincipalName", "g@adatum.com"));
      assertThat(results.stream().map(ProvisioningResult::outcome))
          .containsExactly(
              ProvisioningOutcome.CREATED,
              ProvisioningOutcome.FAILED,
              ProvisioningOutcome.FAILED,
              ProvisioningOutcome.FAILED,
              ProvisioningOutcome.FAILED,
              ProvisioningOutcome.FAILED,
              ProvisioningOutcome.CREATED);
      assertThat(results.subList(1, 6).stream().map(MatchingTest::codeOf))
          .containsExactly(
              "IdentityDataValidationFailed",
              "DataValidationFailed",
              "DataValidationFailed",
              "ExceededAllowedLength",
              "DataValidationFailed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tooManyValuesAreALargeObject(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      String sixteen = "AAAA|".repeat(15) + "AAAA";
      assertThat(
              codeOf(
                  tenant.syncOne(
                      addUser(
                          "a", "userPrincipalName", "a@adatum.com", "userCertificate", sixteen))))
          .isEqualTo("LargeObject");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInjectedFaultFailsOneObjectAndMayBeTriedAgain(TestDatabase database) {
    try (TestTenant tenant = TestTenant.on(database)) {
      tenant.sync(addUser("a", "userPrincipalName", "a@adatum.com"), TestTenant.stella());
      tenant
          .faults()
          .arm("tenant.provisioning.operation", Fault.FAIL, 1, Duration.ZERO, TestTenant.STELLA);
      List<ProvisioningResult> results =
          tenant.sync(deleteUser("a"), deleteUser(TestTenant.STELLA));
      assertThat(results.get(0).outcome()).isEqualTo(ProvisioningOutcome.DELETED);
      assertThat(codeOf(results.get(1))).isEqualTo("ServiceError");
      assertThat(Objects.requireNonNull(results.get(1).error()).retriable()).isTrue();
      assertThat(tenant.syncOne(deleteUser(TestTenant.STELLA)).outcome())
          .isEqualTo(ProvisioningOutcome.DELETED);
    }
  }
}
