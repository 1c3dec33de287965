package dev.tombolo.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/** Checks how a request is refused: by its result code and by what its diagnostic begins with. */
final class Refusals {
  private Refusals() {}

  /** A request to a directory. */
  @FunctionalInterface
  interface Request {
    void send() throws LDAPException;
  }

  /** Sends a request that must be refused, and returns the refusal for further looks. */
  static LDAPException assertRefused(Request request, ResultCode code, String diagnosticStart) {
    try {
      request.send();
    } catch (LDAPException e) {
      assertThat(e.getResultCode()).as(e.getExceptionMessage()).isEqualTo(code);
      assertThat(e.getDiagnosticMessage()).startsWith(diagnosticStart);
      return e;
    }
    return fail("the request was not refused with " + code);
  }
}
