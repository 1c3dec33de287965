package dev.tombolo.tenant.selfservice;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** A way in which users prove who they are (reference §8.1). */
public enum VerificationMethod {
  /** A notification in the authenticator app, to be approved. */
  MOBILE_APP_NOTIFICATION("mobileAppNotification"),
  /** The code that the authenticator app shows (RFC 6238). */
  MOBILE_APP_CODE("mobileAppCode"),
  /** A code sent to a mailbox outside the tenant. */
  EMAIL("email"),
  /** A code sent to a mobile phone. */
  MOBILE_PHONE("mobilePhone"),
  /** A code told by a call to the phone at the office. */
  OFFICE_PHONE("officePhone"),
  /** Answers that the user has registered. Not for administrators. */
  SECURITY_QUESTIONS("securityQuestions");

  private final String wireName;

  VerificationMethod(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** Whether it is a place that messages are sent to. */
  public boolean isAddress() {
    return this == EMAIL || isPhone();
  }

  /** Whether it is a telephone. */
  public boolean isPhone() {
    return this == MOBILE_PHONE || this == OFFICE_PHONE;
  }

  /** The method with a name. */
  public static Optional<VerificationMethod> find(String wireName) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(wireName)).findFirst();
  }
}
