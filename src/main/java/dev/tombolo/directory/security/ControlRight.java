package dev.tombolo.directory.security;

import java.util.UUID;

/** The control access rights that are checked here, by their GUIDs (MS-ADTS 5.1.3.2.1). */
public enum ControlRight {
  /** Reading changes by DirSync; on the naming context. */
  GET_CHANGES("DS-Replication-Get-Changes", "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2"),
  /** Reading changes with their secrets; on the naming context. */
  GET_CHANGES_ALL("DS-Replication-Get-Changes-All", "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2"),
  /** Reading changes of filtered attributes; on the naming context. */
  GET_CHANGES_IN_FILTERED_SET(
      "DS-Replication-Get-Changes-In-Filtered-Set", "89e95b76-444d-4c62-991a-0facbeda640c"),
  /** Setting a password without knowing the old one; on the account. */
  FORCE_CHANGE_PASSWORD("User-Force-Change-Password", "00299570-246d-11d0-a768-00aa006e0529"),
  /** Changing a password that one knows; on the account. */
  CHANGE_PASSWORD("User-Change-Password", "ab721a53-1e2f-11d0-9819-00aa0040529b"),
  /** Making a password count as new; on the domain. */
  UNEXPIRE_PASSWORD("Unexpire-Password", "ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501"),
  /** Letting an account have no password; on the domain. */
  UPDATE_PASSWORD_NOT_REQUIRED(
      "Update-Password-Not-Required-Bit", "280f369c-67c7-438e-ae98-1d46f3c6f541"),
  /** Keeping passwords reversibly; on the domain. */
  ENABLE_REVERSIBLE_PASSWORD(
      "Enable-Per-User-Reversibly-Encrypted-Password", "05c74c5e-4deb-43b4-bd9f-86664c2a7fd5"),
  /** Bringing deleted objects back; on the naming context. */
  REANIMATE_TOMBSTONES("Reanimate-Tombstones", "45ec5156-db7e-47bb-b53f-dbeb2d03c40f"),
  /** Enabling optional features; on their scope. */
  MANAGE_OPTIONAL_FEATURES("Manage-Optional-Features", "7c0e2a7c-a419-48e4-a995-10180aad54dd"),
  /** Giving an object its objectGUID; on the naming context. */
  ADD_GUID("Add-GUID", "440820ad-65b4-11d1-a3da-0000f875ae0d"),
  /** Collecting garbage at once; on the server's nTDSDSA. */
  DO_GARBAGE_COLLECTION("Do-Garbage-Collection", "fec364e0-0a98-11d1-adbb-00c04fd8d5cd"),
  /** Finding inherited entries anew; on the server's nTDSDSA. */
  RECALCULATE_INHERITANCE(
      "Recalculate-Security-Inheritance", "62dd28a8-7f46-11d2-b9ad-00c04f79f805"),
  /** Reading cached memberships anew; on the server's nTDSDSA. */
  REFRESH_GROUP_CACHE("Refresh-Group-Cache", "9432c620-033c-4db7-8b58-14ef6d0bf477"),
  /** Reading the server's certificate anew; on the server's nTDSDSA. */
  RELOAD_CERTIFICATE("Reload-SSL-Certificate", "1a60ea8d-58a6-4b20-bcdc-fb71eb8a9ff8"),
  /** Protecting the members of protected groups at once; on the domain. */
  PROTECT_ADMIN_GROUPS("Run-Protect-Admin-Groups-Task", "7726b9d5-a4b4-4288-a6b2-dce952e80a7f"),
  /** Reading the schema anew; on the schema. */
  UPDATE_SCHEMA_CACHE("Update-Schema-Cache", "be2bb760-7f46-11d2-b9ad-00c04f79f805"),
  /** Taking the schema master's role; on the schema. */
  CHANGE_SCHEMA_MASTER("Change-Schema-Master", "e12b56b6-0a95-11d1-adbb-00c04fd8d5cd"),
  /** Taking the domain naming master's role; on the partitions. */
  CHANGE_DOMAIN_MASTER("Change-Domain-Master", "014bc69c-7b3b-11d1-85f6-08002be74fab"),
  /** Taking the RID master's role; on the RID manager. */
  CHANGE_RID_MASTER("Change-Rid-Master", "d58d5f36-0a98-11d1-adbb-00c04fd8d5cd"),
  /** Taking the PDC's role; on the domain. */
  CHANGE_PDC("Change-PDC", "bae50096-4752-11d1-9052-00c04fc2d4cf"),
  /** Taking the infrastructure master's role; on the infrastructure object. */
  CHANGE_INFRASTRUCTURE_MASTER(
      "Change-Infrastructure-Master", "cc17b1fb-33d9-11d2-97d4-00c04fd8d5cd");

  private final String commonName;
  private final UUID guid;

  ControlRight(String commonName, String guid) {
    this.commonName = commonName;
    this.guid = UUID.fromString(guid);
  }

  /** The name of the object that describes the right, below {@code CN=Extended-Rights}. */
  public String commonName() {
    return commonName;
  }

  /** The right's GUID. */
  public UUID guid() {
    return guid;
  }
}
