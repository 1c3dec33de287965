package dev.tombolo.connector.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.connector.device.DeviceContainer;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.connector.wire.TenantAdministrator;
import dev.tombolo.connector.wire.TenantException;
import java.util.Arrays;
import java.util.Set;

/**
 * What a feature needs before it can be switched on (the seed's lists): a licence, the level of the
 * domain controllers, what has to be set up on the other side before.
 */
final class Prerequisites {
  private static final int WINDOWS_SERVER_2008 = 3;
  private static final int WINDOWS_SERVER_2012_R2 = 6;
  private static final Set<String> PREMIUM = Set.of("AAD_PREMIUM", "AAD_PREMIUM_P2");

  private final ForestClient forest;
  private final String adfsVersion;
  private final SyncTool tool;

  /**
   * The prerequisites in a forest.
   *
   * @param adfsVersion of the AD FS there is, such as 3.0
   */
  Prerequisites(ForestClient forest, String adfsVersion, SyncTool tool) {
    this.forest = forest;
    this.adfsVersion = adfsVersion;
    this.tool = tool;
  }

  /** Refuses unless a feature can be switched on. */
  void require(Feature feature, TenantAdministrator administrator) throws SetupException {
    try {
      switch (feature) {
        case PASSWORD_HASH_SYNC -> {}
        case PASSWORD_WRITEBACK -> passwordWriteback(administrator);
        case DEVICE_WRITEBACK -> deviceWriteback(administrator);
      }
    } catch (ForestException | TenantException e) {
      throw new SetupException(
          feature.title() + " cannot be checked: " + String.valueOf(e.getMessage()), e);
    }
  }

  private void passwordWriteback(TenantAdministrator administrator)
      throws SetupException, ForestException, TenantException {
    requireLicence(Feature.PASSWORD_WRITEBACK, administrator);
    SearchResultEntry root = rootDse();
    requireLevel(
        "Password writeback needs domain controllers of Windows Server 2008 or later",
        root,
        "domainControllerFunctionality",
        WINDOWS_SERVER_2008);
    String[] controls = root.getAttributeValues("supportedControl");
    if (controls == null
        || Arrays.stream(controls)
            .noneMatch(
                oid -> oid.equals(Oids.POLICY_HINTS) || oid.equals(Oids.POLICY_HINTS_DEPRECATED))) {
      throw new SetupException(
          "Password writeback needs the control LDAP_SERVER_POLICY_HINTS, which "
              + forest.endpoint().name()
              + " lacks.");
    }
    if (!forest.endpoint().tls()) {
      throw new SetupException(
          "Password writeback needs LDAPS to " + forest.endpoint().name() + ".");
    }
    JsonNode page = administrator.get("/selfservice/v1/policy");
    if (page.at("/policy/scope").asText("none").equals("none")) {
      throw new SetupException(
          "Self-service password reset is not configured in the tenant: say on Password reset,"
              + " Properties, who may reset passwords first.");
    }
  }

  private void deviceWriteback(TenantAdministrator administrator)
      throws SetupException, ForestException, TenantException {
    requireConnect(tool);
    requireLicence(Feature.DEVICE_WRITEBACK, administrator);
    requireLevel(
        "Device writeback needs a forest of Windows Server 2012 R2 or later",
        rootDse(),
        "forestFunctionality",
        WINDOWS_SERVER_2012_R2);
    requireAdfs(adfsVersion);
    if (DeviceContainer.find(forest).isEmpty()) {
      throw new SetupException(
          "The forest is not prepared for device writeback: run Initialize-ADSyncDeviceWriteback"
              + " first.");
    }
  }

  /** Refuses device writeback by Cloud Sync. */
  static void requireConnect(SyncTool tool) throws SetupException {
    if (tool != SyncTool.CONNECT) {
      throw new SetupException(
          "Device writeback is not supported by Azure AD Connect cloud sync, only by Azure AD"
              + " Connect.");
    }
  }

  private static void requireAdfs(String version) throws SetupException {
    String major = version.split("\\.", -1)[0];
    if (!major.matches("[0-9]{1,4}") || Integer.parseInt(major) < 3) {
      throw new SetupException(
          "Device writeback needs AD FS of Windows Server 2012 R2 (AD FS 3.0) or later; there is AD"
              + " FS "
              + version
              + ".");
    }
  }

  private static void requireLicence(Feature feature, TenantAdministrator administrator)
      throws SetupException, TenantException {
    for (JsonNode sku : administrator.get("/v1.0/subscribedSkus").path("value")) {
      for (JsonNode plan : sku.path("servicePlans")) {
        if (sku.at("/prepaidUnits/enabled").asInt() > 0
            && PREMIUM.contains(plan.path("servicePlanName").asText())) {
          return;
        }
      }
    }
    throw new SetupException(
        feature.title() + " needs an Azure Active Directory Premium licence; the tenant has none.");
  }

  private void requireLevel(String need, SearchResultEntry root, String attribute, int least)
      throws SetupException {
    Integer level = root.getAttributeValueAsInteger(attribute);
    if (level == null || level < least) {
      throw new SetupException(
          need + "; " + forest.endpoint().name() + " says " + attribute + " " + level + ".");
    }
  }

  private SearchResultEntry rootDse() throws ForestException, SetupException {
    SearchRequest request =
        new SearchRequest(
            "",
            SearchScope.BASE,
            Filter.createPresenceFilter("objectClass"),
            "domainControllerFunctionality",
            "forestFunctionality",
            "supportedControl");
    return forest.search(request).getSearchEntries().stream()
        .findFirst()
        .orElseThrow(
            () -> new SetupException(forest.endpoint().name() + " does not tell what it is."));
  }
}
