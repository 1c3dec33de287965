package dev.tombolo.cloud.provisioning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The directory synchronization features of a tenant (MS Graph {@code
 * onPremisesDirectorySynchronizationFeature}).
 */
public enum SyncFeature {
  /** Cloud password policy also for users whose password hash is synchronized. */
  CLOUD_PASSWORD_POLICY_FOR_PASSWORD_SYNCED_USERS(
      "cloudPasswordPolicyForPasswordSyncedUsersEnabled"),
  /** Credential updates of several users at a time. */
  CONCURRENT_CREDENTIAL_UPDATE("concurrentCredentialUpdateEnabled"),
  /** Concurrent provisioning of sign-in names. */
  CONCURRENT_ORG_ID_PROVISIONING("concurrentOrgIdProvisioningEnabled"),
  /** Devices are written back on-premises. */
  DEVICE_WRITEBACK("deviceWritebackEnabled"),
  /** Directory extensions are synchronized. */
  DIRECTORY_EXTENSIONS("directoryExtensionsEnabled"),
  /** Conflicts with Forefront Online Protection are resolved. */
  FOPE_CONFLICT_RESOLUTION("fopeConflictResolutionEnabled"),
  /** Groups are written back on-premises. */
  GROUP_WRITE_BACK("groupWriteBackEnabled"),
  /** Password hashes are synchronized. */
  PASSWORD_SYNC("passwordSyncEnabled"),
  /** Passwords are written back (documented as not in use). */
  PASSWORD_WRITEBACK("passwordWritebackEnabled"),
  /** A duplicate proxy address is quarantined instead of failing the object. */
  QUARANTINE_UPON_PROXY_ADDRESSES_CONFLICT("quarantineUponProxyAddressesConflictEnabled"),
  /** A duplicate user principal name is quarantined instead of failing the object. */
  QUARANTINE_UPON_UPN_CONFLICT("quarantineUponUpnConflictEnabled"),
  /** Users also soft match by user principal name. */
  SOFT_MATCH_ON_UPN("softMatchOnUpnEnabled"),
  /** User principal names of managed, licensed users follow the source. */
  SYNCHRONIZE_UPN_FOR_MANAGED_USERS("synchronizeUpnForManagedUsersEnabled"),
  /** Microsoft 365 groups are written back on-premises. */
  UNIFIED_GROUP_WRITEBACK("unifiedGroupWritebackEnabled"),
  /** A temporary password's hash is sent and must be changed at sign-in. */
  USER_FORCE_PASSWORD_CHANGE_ON_LOGON("userForcePasswordChangeOnLogonEnabled"),
  /** Users are written back on-premises. */
  USER_WRITEBACK("userWritebackEnabled"),
  /** No cloud object is taken over by address. */
  BLOCK_SOFT_MATCH("blockSoftMatchEnabled"),
  /** No cloud object is taken over by immutable id. */
  BLOCK_CLOUD_OBJECT_TAKEOVER_THROUGH_HARD_MATCH("blockCloudObjectTakeoverThroughHardMatchEnabled"),
  /** Cloud values of phone numbers no longer override those of the source. */
  BYPASS_DIR_SYNC_OVERRIDES("bypassDirSyncOverridesEnabled");

  private final String wireName;

  SyncFeature(String wireName) {
    this.wireName = wireName;
  }

  /** The property's name in Graph. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** Whether the feature, once on, stays on. */
  public boolean permanent() {
    return this == SOFT_MATCH_ON_UPN
        || this == SYNCHRONIZE_UPN_FOR_MANAGED_USERS
        || this == QUARANTINE_UPON_UPN_CONFLICT
        || this == QUARANTINE_UPON_PROXY_ADDRESSES_CONFLICT;
  }

  /**
   * Reads Graph's name.
   *
   * @throws IllegalArgumentException when there is no such feature
   */
  @JsonCreator
  public static SyncFeature parse(String wireName) {
    for (SyncFeature feature : values()) {
      if (feature.wireName.equals(wireName)) {
        return feature;
      }
    }
    throw new IllegalArgumentException("no such feature: " + wireName);
  }
}
