package dev.tombolo.tenant.api;

import java.util.Optional;

/** The application permissions (app roles) the tenant knows; MS Graph permissions reference. */
public enum Permission {
  /** Read users. */
  USER_READ_ALL("User.Read.All"),
  /** Read and change users. */
  USER_READ_WRITE_ALL("User.ReadWrite.All"),
  /** Delete and restore users. */
  USER_DELETE_RESTORE_ALL("User.DeleteRestore.All"),
  /** Enable and disable users. */
  USER_ENABLE_DISABLE_ACCOUNT_ALL("User.EnableDisableAccount.All"),
  /** Read groups. */
  GROUP_READ_ALL("Group.Read.All"),
  /** Read and change groups. */
  GROUP_READ_WRITE_ALL("Group.ReadWrite.All"),
  /** Read memberships. */
  GROUP_MEMBER_READ_ALL("GroupMember.Read.All"),
  /** Read and change memberships. */
  GROUP_MEMBER_READ_WRITE_ALL("GroupMember.ReadWrite.All"),
  /** Read contacts. */
  ORG_CONTACT_READ_ALL("OrgContact.Read.All"),
  /** Read devices. */
  DEVICE_READ_ALL("Device.Read.All"),
  /** Read and change devices. */
  DEVICE_READ_WRITE_ALL("Device.ReadWrite.All"),
  /** Read the directory. */
  DIRECTORY_READ_ALL("Directory.Read.All"),
  /** Read and change the directory. */
  DIRECTORY_READ_WRITE_ALL("Directory.ReadWrite.All"),
  /** Read the organization. */
  ORGANIZATION_READ_ALL("Organization.Read.All"),
  /** Read and change the organization. */
  ORGANIZATION_READ_WRITE_ALL("Organization.ReadWrite.All"),
  /** Read domains. */
  DOMAIN_READ_ALL("Domain.Read.All"),
  /** Read and change domains. */
  DOMAIN_READ_WRITE_ALL("Domain.ReadWrite.All"),
  /** Assign licences. */
  LICENSE_ASSIGNMENT_READ_WRITE_ALL("LicenseAssignment.ReadWrite.All"),
  /** Read directory synchronization settings. */
  ON_PREM_DIRECTORY_SYNCHRONIZATION_READ_ALL("OnPremDirectorySynchronization.Read.All"),
  /** Change directory synchronization settings. */
  ON_PREM_DIRECTORY_SYNCHRONIZATION_READ_WRITE_ALL("OnPremDirectorySynchronization.ReadWrite.All"),
  /** Change authentication methods, passwords among them. */
  USER_AUTHENTICATION_METHOD_READ_WRITE_ALL("UserAuthenticationMethod.ReadWrite.All"),
  /** Change the tenant's policies, self-service password reset among them. */
  POLICY_READ_WRITE_ALL("Policy.ReadWrite.AuthenticationMethod"),
  /** Read and change directory roles. */
  ROLE_MANAGEMENT_READ_WRITE_DIRECTORY("RoleManagement.ReadWrite.Directory"),
  /** Read audit logs. */
  AUDIT_LOG_READ_ALL("AuditLog.Read.All"),
  /** Read provisioning logs. */
  PROVISIONING_LOG_READ_ALL("ProvisioningLog.Read.All"),
  /** Upload identities. */
  SYNCHRONIZATION_DATA_USER_UPLOAD("SynchronizationData-User.Upload"),
  /** Read mailbox settings. */
  MAILBOX_SETTINGS_READ("MailboxSettings.Read"),
  /** Read and change mailbox settings. */
  MAILBOX_SETTINGS_READ_WRITE("MailboxSettings.ReadWrite"),
  /** Manage Exchange Online. */
  EXCHANGE_MANAGE_AS_APP("Exchange.ManageAsApp"),
  /** Be the sync service's client. */
  SYNCHRONIZATION_READ_WRITE_ALL("Synchronization.ReadWrite.All");

  private final String wireName;

  Permission(String wireName) {
    this.wireName = wireName;
  }

  /** The name in a token. */
  public String wireName() {
    return wireName;
  }

  /** The permission with a name. */
  public static Optional<Permission> find(String wireName) {
    for (Permission permission : values()) {
      if (permission.wireName.equals(wireName)) {
        return Optional.of(permission);
      }
    }
    return Optional.empty();
  }
}
