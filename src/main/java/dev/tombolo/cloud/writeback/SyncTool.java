package dev.tombolo.cloud.writeback;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The two sync tools. */
public enum SyncTool {
  /** Azure AD Connect, now Microsoft Entra Connect. */
  @JsonProperty("connect")
  CONNECT("Microsoft Entra Connect"),
  /** Azure AD Connect cloud sync, now Microsoft Entra Cloud Sync. */
  @JsonProperty("cloud-sync")
  CLOUD_SYNC("CloudSync");

  private final String auditName;

  SyncTool(String auditName) {
    this.auditName = auditName;
  }

  /** The value of {@code OnPremisesAgent} in the audit log. */
  public String auditName() {
    return auditName;
  }
}
