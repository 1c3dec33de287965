package dev.tombolo.tenant.selfservice;

/** Why a password could not be reset or changed, as users and administrators are told. */
public enum SsprError {
  /** Self-service password reset is off for the tenant. */
  TENANT_SSPR_FLAG_DISABLED("SSPR_0009", "TenantSSPRFlagDisabled"),
  /** The password is mastered on-premises and is not written back. */
  WRITEBACK_NOT_ENABLED("SSPR_0010", "WritebackNotEnabled"),
  /** The policy does not let the user. */
  SSPR_NOT_ENABLED_IN_USER_POLICY("SSPR_0011", "SsprNotEnabledInUserPolicy"),
  /** There is no licence for it. */
  USER_NOT_LICENSED("SSPR_0012", "UserNotLicensed"),
  /** The user is not in the group that may. */
  USER_NOT_MEMBER_OF_SCOPED_ACCESS_GROUP("SSPR_0013", "UserNotMemberOfScopedAccessGroup"),
  /** The user has not registered enough methods. */
  USER_NOT_PROPERLY_CONFIGURED("SSPR_0014", "UserNotProperlyConfigured"),
  /** An administrator has to mend something on-premises: a right, a protected account. */
  ON_PREMISES_ADMIN_ACTION_REQUIRED("SSPR_0029", "OnPremisesAdminActionRequired"),
  /** On-premises could not be reached in time. */
  ON_PREMISES_CONNECTIVITY_ERROR("SSPR_0030", "OnPremisesConnectivityError"),
  /** The on-premises password policy does not allow the password. */
  ON_PREMISES_POLICY_VIOLATION("OnPremisesPolicyViolation", "OnPremisesPolicyViolation"),
  /** On-premises has the new password, the cloud could not take it. */
  ON_PREMISES_SUCCESS_CLOUD_FAILURE(
      "OnPremisesSuccessCloudFailure", "OnPremisesSuccessCloudFailure"),
  /** The old password is wrong. */
  INCORRECT_PASSWORD("IncorrectPassword", "IncorrectPassword"),
  /** The new password is too weak for the cloud. */
  PASSWORD_TOO_WEAK("FuzzyPolicyViolation", "PasswordTooWeak"),
  /** Too much was tried in too short a time: wait a day. */
  USER_BLOCKED("UserBlocked", "UserBlocked"),
  /** The proof of identity is wrong, or too late. */
  VERIFICATION_FAILED("VerificationFailed", "VerificationFailed"),
  /** The reset is unknown, has ended, or has taken too long. */
  SESSION_ENDED("SessionEnded", "SessionEnded"),
  /** More proofs of identity are needed first. */
  VERIFICATION_REQUIRED("VerificationRequired", "VerificationRequired"),
  /** Unlocking without a reset is not offered. */
  UNLOCK_NOT_ALLOWED("UnlockNotAllowed", "UnlockNotAllowed"),
  /** The account cannot have its password set now: it is disabled or locked. */
  ACCOUNT_UNAVAILABLE("SSPR_0031", "OnPremisesAccountUnavailable");

  private final String code;
  private final String errorName;

  SsprError(String code, String errorName) {
    this.code = code;
    this.errorName = errorName;
  }

  /** The code a user sees. */
  public String code() {
    return code;
  }

  /** The name in logs. */
  public String errorName() {
    return errorName;
  }
}
