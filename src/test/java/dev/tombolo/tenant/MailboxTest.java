package dev.tombolo.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.sql.TestDatabase;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Exchange Online has of users, the in-place archive first (reference §6.2, §6.4). */
class MailboxTest {
  private static final String E5 = "06ebc4ee-1bb5-47dd-8120-11324bc54e06";
  private static final String E1 = "18181a46-0d4e-45cd-891e-60aabd171b4e";
  private static final String STELLA_UPN = "StellaC@adatum.com";

  private static TestTenant tenant(TestDatabase database) {
    TestTenant tenant =
        TestTenant.on(
            database, settings -> settings.withSeats(Map.of("SPE_E5", 5, "STANDARDPACK", 5)));
    tenant.syncOne(TestTenant.stella());
    return tenant;
  }

  private static void license(TestTenant tenant, String sku) {
    tenant
        .graph()
        .post(
            "/users/" + STELLA_UPN + "/assignLicense",
            "{'addLicenses':[{'skuId':'" + sku + "'}],'removeLicenses':[]}")
        .expect(200);
  }

  private static Reply cmdlet(TestTenant tenant, String name, String parameters) {
    return tenant
        .admin()
        .post(
            "/adminapi/beta/" + tenant.settings().tenantId() + "/InvokeCommand",
            "{'CmdletInput':{'CmdletName':'"
                + name
                + "','Parameters':{'Identity':'"
                + STELLA_UPN
                + "'"
                + parameters
                + "}}}");
  }

  private static String archive(TestTenant tenant) {
    return cmdlet(tenant, "Get-Mailbox", "")
        .expect(200)
        .body()
        .at("/value/0/ArchiveStatus")
        .asText();
  }

  @ParameterizedTest
  @EnumSource
  void theArchiveIsManagedInTheCloudAndSurvivesASynchronization(TestDatabase database) {
    try (TestTenant tenant = tenant(database)) {
      cmdlet(tenant, "Get-Mailbox", "").expectError(404, "NotFound");
      license(tenant, E1);
      assertThat(
              cmdlet(tenant, "Enable-Mailbox", ",'Archive':true")
                  .expectError(400, "BadRequest")
                  .message())
          .contains("no license that includes an archive");
      license(tenant, E5);
      assertThat(archive(tenant)).isEqualTo("None");
      cmdlet(tenant, "Enable-Mailbox", ",'Archive':true").expect(200);
      cmdlet(tenant, "Enable-Mailbox", ",'Archive':true").expectError(400, "BadRequest");
      tenant.syncOne(TestTenant.updateUser(TestTenant.STELLA, "displayName", "Stella"));
      assertThat(archive(tenant)).isEqualTo("Active");
      cmdlet(tenant, "Disable-Mailbox", ",'Archive':true").expect(200);
      assertThat(archive(tenant)).isEqualTo("None");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatExchangeOnPremisesHasProvisionedIsItsOwn(TestDatabase database) {
    try (TestTenant tenant = tenant(database)) {
      license(tenant, E5);
      tenant.syncOne(TestTenant.updateUser(TestTenant.STELLA, "msExchRemoteRecipientType", "4"));
      assertThat(
              cmdlet(tenant, "Enable-Mailbox", ",'Archive':true")
                  .expectError(400, "BadRequest")
                  .message())
          .isEqualTo(
              "The following error occurred during validation in agent 'Windows LiveId Agent':"
                  + " 'Can't enable the archive for 'Stella C' because this user object is"
                  + " synchronized with the on-premises directory. To enable a cloud-based archive"
                  + " mailbox for this user, you must use your on-premises Exchange admin center or"
                  + " Exchange Management Shell.'");
      assertThat(
              cmdlet(tenant, "Disable-Mailbox", ",'Archive':true")
                  .expectError(400, "BadRequest")
                  .message())
          .contains("The action 'Disable-Mailbox', 'Archive', can't be performed on the object");
      tenant.syncOne(
          TestTenant.updateUser(
              TestTenant.STELLA,
              "msExchRemoteRecipientType",
              "6",
              "msExchArchiveGUID",
              "4AQlP4lP0xGaDAMF6CwzAQ=="));
      assertThat(archive(tenant)).isEqualTo("Active");
    }
  }

  @ParameterizedTest
  @EnumSource
  void settingsAreTheCloudsAndAddressesTheSources(TestDatabase database) {
    try (TestTenant tenant = tenant(database)) {
      license(tenant, E5);
      cmdlet(
              tenant,
              "Set-Mailbox",
              ",'LitigationHoldEnabled':true,'ForwardingSmtpAddress':'smtp:a@contoso.com',"
                  + "'RetentionPolicy':'Seven years'")
          .expect(200);
      String message =
          cmdlet(
                  tenant,
                  "Set-Mailbox",
                  ",'LitigationHoldEnabled':false,'EmailAddresses':['SMTP:x@adatum.com']")
              .expectError(400, "BadRequest")
              .message();
      assertThat(message)
          .startsWith("The operation on mailbox \"Stella C\" failed because it's out of the")
          .contains("The action 'Set-Mailbox', 'emailaddresses', can't be performed");
      Reply mailbox = cmdlet(tenant, "Get-Mailbox", "").expect(200);
      assertThat(mailbox.body().at("/value/0/LitigationHoldEnabled").asBoolean())
          .as("nothing of a refused change is done")
          .isTrue();
      assertThat(mailbox.body().at("/value/0/ForwardingSmtpAddress").asText())
          .isEqualTo("smtp:a@contoso.com");
      for (String wrong :
          new String[] {
            ",'LitigationHoldEnabled':'perhaps'", ",'ForwardingSmtpAddress':'no'", ",'Colour':1"
          }) {
        cmdlet(tenant, "Set-Mailbox", wrong).expectError(400, "BadRequest");
      }
      cmdlet(tenant, "Format-Disk", "").expectError(400, "BadRequest");
      TenantClient graph = tenant.graph();
      String settings = "/users/" + STELLA_UPN + "/mailboxSettings";
      graph
          .patch(settings, "{'timeZone':'W. Europe Standard Time','language':{'locale':'nb-NO'}}")
          .expect(200);
      assertThat(graph.get(settings).expect(200).get("timeZone"))
          .isEqualTo("W. Europe Standard Time");
      graph.patch(settings, "{'timeZone':5}").expectError(400, "BadRequest");
      graph
          .get("/users/admin@adatum.onmicrosoft.com/mailboxSettings")
          .expectError(404, "MailboxNotEnabledForRESTAPI");
      tenant
          .connector()
          .post("/adminapi/beta/x/InvokeCommand", "{}")
          .expectError(403, "Authorization_RequestDenied");
    }
  }
}
