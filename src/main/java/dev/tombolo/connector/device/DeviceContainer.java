package dev.tombolo.connector.device;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a forest keeps written-back devices: {@code CN=RegisteredDevices}, to which the
 * configuration of device registration points (reference §9).
 */
public final class DeviceContainer {
  private static final String REGISTRATION = "CN=Device Registration Configuration";
  private static final String SERVICES = "CN=Device Registration Services";
  private static final String SERVICE = "CN=DeviceRegistrationService";
  private static final String LOCATION = "msDS-DeviceLocation";

  private DeviceContainer() {}

  /**
   * The container's distinguished name; empty when the forest is not prepared.
   *
   * @throws ForestException when the directory cannot be asked, or says so twice
   */
  public static Optional<String> find(ForestClient forest) throws ForestException {
    String base = "CN=Services," + configuration(forest);
    SearchRequest request =
        new SearchRequest(
            base,
            SearchScope.SUB,
            Filter.createEqualityFilter("objectClass", "msDS-DeviceRegistrationService"),
            LOCATION);
    List<SearchResultEntry> found = forest.search(request).getSearchEntries();
    if (found.size() > 1) {
      throw ForestException.of(
          forest.endpoint(),
          new LDAPException(
              ResultCode.CONSTRAINT_VIOLATION,
              "There is more than one device registration service: " + found));
    }
    return found.stream()
        .flatMap(entry -> Optional.ofNullable(entry.getAttributeValue(LOCATION)).stream())
        .findFirst();
  }

  /**
   * Prepares the forest, as {@code Initialize-ADSyncDeviceWriteback} does; what is there stays.
   *
   * @return the distinguished names that were added
   */
  public static List<String> initialize(ForestClient forest) throws ForestException {
    String services = "CN=Services," + configuration(forest);
    String container = "CN=RegisteredDevices," + forest.endpoint().baseDn();
    String registration = REGISTRATION + "," + services;
    String group = SERVICES + "," + registration;
    List<AddRequest> wanted =
        List.of(
            new AddRequest(container, objectClass("msDS-DeviceContainer")),
            new AddRequest(services, objectClass("container")),
            new AddRequest(registration, objectClass("container")),
            new AddRequest(group, objectClass("msDS-DeviceRegistrationServiceContainer")),
            new AddRequest(
                SERVICE + "," + group,
                objectClass("msDS-DeviceRegistrationService"),
                new Attribute("msDS-IsEnabled", "TRUE"),
                new Attribute(LOCATION, container)));
    List<String> added = new ArrayList<>();
    try (LDAPConnection connection = forest.dedicated()) {
      for (AddRequest add : wanted) {
        if (addUnlessThere(connection, add)) {
          added.add(add.getDN());
        }
      }
    } catch (LDAPException e) {
      throw ForestException.of(forest.endpoint(), e);
    }
    return added;
  }

  private static Attribute objectClass(String name) {
    return new Attribute("objectClass", name);
  }

  private static boolean addUnlessThere(LDAPConnection connection, AddRequest add)
      throws LDAPException {
    try {
      connection.add(add);
      return true;
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
        return false;
      }
      throw e;
    }
  }

  private static String configuration(ForestClient forest) throws ForestException {
    SearchRequest request =
        new SearchRequest(
            "",
            SearchScope.BASE,
            Filter.createPresenceFilter("objectClass"),
            "configurationNamingContext");
    return forest.search(request).getSearchEntries().stream()
        .flatMap(
            root ->
                Optional.ofNullable(root.getAttributeValue("configurationNamingContext")).stream())
        .findFirst()
        .orElseThrow(
            () ->
                ForestException.of(
                    forest.endpoint(),
                    new LDAPException(
                        ResultCode.NO_SUCH_OBJECT, "there is no configuration naming context")));
  }
}
