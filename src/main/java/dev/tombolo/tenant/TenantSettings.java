package dev.tombolo.tenant;

import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.tenant.api.ThrottleLimits;
import dev.tombolo.tenant.selfservice.SsprPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How a tenant is set up. Most of it is used only when its database is new; after that, the
 * database has the say.
 *
 * @param domains verified domains besides the initial one; the first is the default
 * @param unverifiedDomains domains that are registered but not verified
 * @param admin an application with every permission, for clients of Graph
 * @param sync the application the connector is
 * @param administrator the first global administrator's user principal name, and password
 * @param seats licences by SKU part number
 * @param features the directory synchronization features that are on
 * @param dataFolder where an embedded database is kept; empty means in memory
 * @param jdbcUrl another database, in place of an embedded one
 * @param writebackTimeout how long a user waits for a writeback
 * @param syncDisableDuration how long turning synchronization off takes
 * @param throttling how much an application may ask of Graph
 */
public record TenantSettings(
    UUID tenantId,
    String displayName,
    String initialDomain,
    List<String> domains,
    List<String> unverifiedDomains,
    Client admin,
    Client sync,
    Account administrator,
    Map<String, Integer> seats,
    Set<SyncFeature> features,
    SsprPolicy sspr,
    Optional<Path> dataFolder,
    Optional<String> jdbcUrl,
    Duration writebackTimeout,
    Duration syncDisableDuration,
    ThrottleLimits throttling) {

  /**
   * An application's credentials.
   *
   * @param id its application (client) id
   */
  public record Client(UUID id, String name, String secret) {
    /** Does not show the secret. */
    @Override
    public String toString() {
      return "Client[" + id + ", " + name + "]";
    }
  }

  /** A user's credentials. */
  public record Account(String principalName, String password) {
    /** Does not show the password. */
    @Override
    public String toString() {
      return "Account[" + principalName + "]";
    }
  }

  /** Copies the collections. */
  public TenantSettings {
    domains = List.copyOf(domains);
    unverifiedDomains = List.copyOf(unverifiedDomains);
    seats = Map.copyOf(seats);
    features = Set.copyOf(features);
  }

  /** The seed's company, ready to rehearse, in memory. */
  public static TenantSettings adatum() {
    Map<String, Integer> seats = new LinkedHashMap<>();
    seats.put("SPE_E5", 100);
    seats.put("ENTERPRISEPREMIUM", 100);
    seats.put("AAD_PREMIUM", 100);
    return new TenantSettings(
        UUID.fromString("a1b2c3d4-0000-4000-8000-00000ada7a00"),
        "Adatum",
        "adatum.onmicrosoft.com",
        List.of("adatum.com"),
        List.of(),
        new Client(
            UUID.fromString("a1b2c3d4-0000-4000-8000-0000000ad314"),
            "Tombolo administration",
            "tombolo-admin-secret"),
        new Client(
            UUID.fromString("cb1056e2-e479-49de-ae31-7812af012ed8"),
            "Microsoft Azure Active Directory Connect",
            "tombolo-sync-secret"),
        new Account("admin@adatum.onmicrosoft.com", "Pa$$w0rd-Adm1n"),
        seats,
        EnumSet.of(
            SyncFeature.PASSWORD_SYNC,
            SyncFeature.QUARANTINE_UPON_UPN_CONFLICT,
            SyncFeature.QUARANTINE_UPON_PROXY_ADDRESSES_CONFLICT,
            SyncFeature.SOFT_MATCH_ON_UPN,
            SyncFeature.SYNCHRONIZE_UPN_FOR_MANAGED_USERS),
        SsprPolicy.READY,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(30),
        Duration.ofHours(1),
        ThrottleLimits.OFF);
  }

  /** The same with the state in a folder. */
  public TenantSettings inFolder(Path folder) {
    return with(Optional.of(folder), Optional.empty(), seats, features, sspr, throttling);
  }

  /** The same with the state in a database. */
  public TenantSettings inDatabase(String url) {
    return with(dataFolder, Optional.of(url), seats, features, sspr, throttling);
  }

  /** The same with other licences. */
  public TenantSettings withSeats(Map<String, Integer> other) {
    return with(dataFolder, jdbcUrl, other, features, sspr, throttling);
  }

  /** The same with other synchronization features. */
  public TenantSettings withFeatures(Set<SyncFeature> other) {
    return with(dataFolder, jdbcUrl, seats, other, sspr, throttling);
  }

  /** The same with another policy of self-service password reset. */
  public TenantSettings withSspr(SsprPolicy other) {
    return with(dataFolder, jdbcUrl, seats, features, other, throttling);
  }

  /** The same with other limits of Graph. */
  public TenantSettings withThrottling(ThrottleLimits other) {
    return with(dataFolder, jdbcUrl, seats, features, sspr, other);
  }

  private TenantSettings with(
      Optional<Path> folder,
      Optional<String> url,
      Map<String, Integer> newSeats,
      Set<SyncFeature> newFeatures,
      SsprPolicy policy,
      ThrottleLimits limits) {
    return new TenantSettings(
        tenantId,
        displayName,
        initialDomain,
        domains,
        unverifiedDomains,
        admin,
        sync,
        administrator,
        newSeats,
        newFeatures,
        policy,
        folder,
        url,
        writebackTimeout,
        syncDisableDuration,
        limits);
  }
}
