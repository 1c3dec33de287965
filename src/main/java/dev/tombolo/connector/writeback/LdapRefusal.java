package dev.tombolo.connector.writeback;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.connector.wire.ForestException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a domain controller's refusal means to whom asked, by result code and Windows code: the
 * first row that fits (reference §8.3).
 */
enum LdapRefusal {
  POLICY_ON_RESET(
      ResultCode.UNWILLING_TO_PERFORM,
      0x52D,
      WritebackEvent.AD_PASSWORD_POLICY_ERROR,
      Texts.POLICY),
  POLICY_ON_CHANGE(
      ResultCode.CONSTRAINT_VIOLATION,
      0x52D,
      WritebackEvent.AD_PASSWORD_POLICY_ERROR,
      Texts.POLICY),
  WRONG_PASSWORD(
      ResultCode.CONSTRAINT_VIOLATION,
      0x56,
      WritebackEvent.AD_USER_INCORRECT_PASSWORD,
      "The current password is incorrect."),
  LOCKED_OUT(
      ResultCode.CONSTRAINT_VIOLATION,
      0x775,
      WritebackEvent.AD_USER_ACCOUNT_LOCKED_OUT,
      "The account is locked out."),
  NO_TLS(
      ResultCode.UNWILLING_TO_PERFORM, 0x1F, WritebackEvent.AD_CONFIGURATION_ERROR, Texts.INSECURE),
  NO_CONFIDENTIALITY(
      ResultCode.CONFIDENTIALITY_REQUIRED,
      LdapRefusal.ANY,
      WritebackEvent.AD_CONFIGURATION_ERROR,
      Texts.INSECURE),
  CONNECTOR_ACCOUNT(
      ResultCode.INVALID_CREDENTIALS,
      LdapRefusal.ANY,
      WritebackEvent.AD_CONFIGURATION_ERROR,
      "The connector's account cannot sign in to the directory."),
  NO_CONTROL(
      ResultCode.UNAVAILABLE_CRITICAL_EXTENSION,
      LdapRefusal.ANY,
      WritebackEvent.AD_CONFIGURATION_ERROR,
      "The domain controller lacks the control LDAP_SERVER_POLICY_HINTS."),
  DENIED(
      ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
      LdapRefusal.ANY,
      WritebackEvent.AD_PERMISSIONS_ERROR,
      "The connector's account lacks a right on the user: Reset password, Change password, Write"
          + " lockoutTime or Write pwdLastSet."),
  NOT_FOUND(
      ResultCode.NO_SUCH_OBJECT,
      LdapRefusal.ANY,
      WritebackEvent.AD_USER_NOT_FOUND_ERROR,
      "Object could not be found");

  private static final int ANY = -1;
  // What the client says when there is no answer; a domain controller answers with none of these.
  private static final Set<ResultCode> NO_ANSWER =
      Set.of(
          ResultCode.CONNECT_ERROR,
          ResultCode.SERVER_DOWN,
          ResultCode.TIMEOUT,
          ResultCode.DECODING_ERROR,
          ResultCode.LOCAL_ERROR);
  private static final Pattern WIN32 = Pattern.compile("([0-9A-Fa-f]{8}):");

  /** Texts that more than one row, or code before LDAP is asked, needs. */
  static final class Texts {
    static final String POLICY =
        "The password does not meet the length, complexity, history or age requirements of the"
            + " domain.";
    static final String INSECURE =
        "hr=8023062C: The password could not be set because the server is not configured for"
            + " insecure setting of passwords, or a 128 bit TLS or SSL connection is required.";

    private Texts() {}
  }

  private final ResultCode resultCode;
  private final int win32;
  private final WritebackEvent event;
  private final String text;

  LdapRefusal(ResultCode resultCode, int win32, WritebackEvent event, String text) {
    this.resultCode = resultCode;
    this.win32 = win32;
    this.event = event;
    this.text = text;
  }

  /** The failure to answer with. */
  static WritebackFailure of(ForestException refusal) {
    String diagnostic = diagnostic(refusal);
    Matcher code = WIN32.matcher(diagnostic);
    int win32 = code.lookingAt() ? Integer.parseUnsignedInt(code.group(1), 16) : ANY;
    for (LdapRefusal row : values()) {
      if (row.resultCode.equals(refusal.resultCode()) && (row.win32 == ANY || row.win32 == win32)) {
        return new WritebackFailure(row.event, row.text, refusal);
      }
    }
    return isUnanswered(refusal)
        ? new WritebackFailure(
            WritebackEvent.SERVICE_ERROR, "The directory could not be reached.", refusal)
        : new WritebackFailure(
            WritebackEvent.AD_UNKNOWN_ERROR,
            "The directory refused: " + refusal.resultCode().getName() + ": " + diagnostic,
            refusal);
  }

  /** Whether the connection broke, so that nobody knows what the directory has done. */
  static boolean isUnanswered(ForestException failure) {
    return NO_ANSWER.contains(failure.resultCode());
  }

  private static String diagnostic(ForestException refusal) {
    String text =
        refusal.getCause() instanceof LDAPException cause ? cause.getDiagnosticMessage() : null;
    return text == null ? "" : text.replace("\0", "").strip();
  }
}
