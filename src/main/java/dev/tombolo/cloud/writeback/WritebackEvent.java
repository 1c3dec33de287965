package dev.tombolo.cloud.writeback;

import java.util.Arrays;
import java.util.Optional;

/** The events of the source {@code PasswordResetService} in the connector's event log. */
public enum WritebackEvent {
  /** 31001. */
  PASSWORD_RESET_START(31001, "PasswordResetStart"),
  /** 31002. */
  PASSWORD_RESET_SUCCESS(31002, "PasswordResetSuccess"),
  /** 31003. */
  PASSWORD_RESET_FAIL(31003, "PasswordResetFail"),
  /** 31004. */
  ONBOARDING_EVENT_START(31004, "OnboardingEventStart"),
  /** 31005. */
  ONBOARDING_EVENT_SUCCESS(31005, "OnboardingEventSuccess"),
  /** 31006. */
  CHANGE_PASSWORD_START(31006, "ChangePasswordStart"),
  /** 31007. */
  CHANGE_PASSWORD_SUCCESS(31007, "ChangePasswordSuccess"),
  /** 31008. */
  CHANGE_PASSWORD_FAIL(31008, "ChangePasswordFail"),
  /** 31009. */
  RESET_USER_PASSWORD_BY_ADMIN_START(31009, "ResetUserPasswordByAdminStart"),
  /** 31010. */
  RESET_USER_PASSWORD_BY_ADMIN_SUCCESS(31010, "ResetUserPasswordByAdminSuccess"),
  /** 31011. */
  RESET_USER_PASSWORD_BY_ADMIN_FAIL(31011, "ResetUserPasswordByAdminFail"),
  /** 31012. */
  OFFBOARDING_EVENT_START(31012, "OffboardingEventStart"),
  /** 31013. */
  OFFBOARDING_EVENT_SUCCESS(31013, "OffboardingEventSuccess"),
  /** 31014. */
  OFFBOARDING_EVENT_FAIL(31014, "OffboardingEventFail"),
  /** 31015. */
  WRITEBACK_SERVICE_STARTED(31015, "WriteBackServiceStarted"),
  /** 31016. */
  WRITEBACK_SERVICE_STOPPED(31016, "WriteBackServiceStopped"),
  /** 31017. */
  AUTH_TOKEN_SUCCESS(31017, "AuthTokenSuccess"),
  /** 31018. */
  KEY_PAIR_CREATION_SUCCESS(31018, "KeyPairCreationSuccess"),
  /** 31019. */
  SERVICE_BUS_HEART_BEAT(31019, "ServiceBusHeartBeat"),
  /** 31034. */
  SERVICE_BUS_LISTENER_ERROR(31034, "ServiceBusListenerError"),
  /** 31044: one of the relay's hosts is down. */
  PASSWORD_RESET_SERVICE(31044, "PasswordResetService"),
  /** 32000. */
  UNKNOWN_ERROR(32000, "UnknownError"),
  /** 32001. */
  SERVICE_ERROR(32001, "ServiceError"),
  /** 32002. */
  SERVICE_BUS_ERROR(32002, "ServiceBusError"),
  /** 32003. */
  INPUT_VALIDATION_ERROR(32003, "InPutValidationError"),
  /** 32004. */
  DECRYPTION_ERROR(32004, "DecryptionError"),
  /** 32005. */
  CONFIGURATION_ERROR(32005, "ConfigurationError"),
  /** 32007. */
  ONBOARDING_CONFIG_UPDATE_ERROR(32007, "OnBoardingConfigUpdateError"),
  /** 32008. */
  VALIDATION_ERROR(32008, "ValidationError"),
  /** 32009. */
  AUTH_TOKEN_ERROR(32009, "AuthTokenError"),
  /** 32010. */
  CRYPTO_ERROR(32010, "CryptoError"),
  /** 32011. */
  ONBOARDING_SERVICE_ERROR(32011, "OnBoardingServiceError"),
  /** 32013. */
  OFFBOARDING_ERROR(32013, "OffBoardingError"),
  /** 32014: the message is sent again. */
  SERVICE_BUS_WARNING(32014, "ServiceBusWarning"),
  /** 32015. */
  REPORT_SERVICE_HEALTH_ERROR(32015, "ReportServiceHealthError"),
  /** 33001. */
  AD_UNKNOWN_ERROR(33001, "ADUnKnownError"),
  /** 33002. */
  AD_USER_NOT_FOUND_ERROR(33002, "ADUserNotFoundError"),
  /** 33003; the name is misspelt in the product. */
  AD_MULTI_MATCH_ERROR(33003, "ADMutliMatchError"),
  /** 33004: a missing right, or a protected account. */
  AD_PERMISSIONS_ERROR(33004, "ADPermissionsError"),
  /** 33005. */
  AD_USER_ACCOUNT_DISABLED(33005, "ADUserAccountDisabled"),
  /** 33006. */
  AD_USER_ACCOUNT_LOCKED_OUT(33006, "ADUserAccountLockedOut"),
  /** 33007. */
  AD_USER_INCORRECT_PASSWORD(33007, "ADUserIncorrectPassword"),
  /** 33008: length, complexity, history or age. */
  AD_PASSWORD_POLICY_ERROR(33008, "ADPasswordPolicyError"),
  /** 33009. */
  AD_CONFIGURATION_ERROR(33009, "ADConfigurationError");

  private final int code;
  private final String eventName;

  WritebackEvent(int code, String eventName) {
    this.code = code;
    this.eventName = eventName;
  }

  /** The event's number. */
  public int code() {
    return code;
  }

  /** The event's name in the product. */
  public String eventName() {
    return eventName;
  }

  /** The event with a number, if it is one of these. */
  public static Optional<WritebackEvent> of(int code) {
    return Arrays.stream(values()).filter(event -> event.code == code).findFirst();
  }
}
