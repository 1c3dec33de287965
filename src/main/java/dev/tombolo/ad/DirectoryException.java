package dev.tombolo.ad;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;

/**
 * An LDAP operation that a domain controller answers with a result other than success: its code,
 * its diagnostic text and, for a missing name, the nearest object that exists.
 */
public final class DirectoryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ResultCode resultCode;
  private final int win32;
  private final String matchedDn;
  private final List<String> referrals;
  private final List<Control> controls;

  DirectoryException(
      ResultCode resultCode,
      int win32,
      String diagnostic,
      String matchedDn,
      List<String> referrals) {
    this(resultCode, win32, diagnostic, matchedDn, referrals, List.of());
  }

  private DirectoryException(
      ResultCode resultCode,
      int win32,
      String diagnostic,
      String matchedDn,
      List<String> referrals,
      List<Control> controls) {
    super(diagnostic, null, false, false);
    this.resultCode = resultCode;
    this.win32 = win32;
    this.matchedDn = matchedDn;
    this.referrals = List.copyOf(referrals);
    this.controls = List.copyOf(controls);
  }

  /** A result without a Windows code, such as a protocol error found by the codec. */
  public DirectoryException(ResultCode resultCode, String diagnostic) {
    this(resultCode, 0, diagnostic, "", List.of());
  }

  /** The same result, with response controls that go along with it. */
  public DirectoryException with(List<Control> responseControls) {
    return new DirectoryException(
        resultCode, win32, diagnostic(), matchedDn, referrals, responseControls);
  }

  /** The response controls that go along with the result. */
  public List<Control> controls() {
    return controls;
  }

  /** The LDAP result code. */
  public ResultCode resultCode() {
    return resultCode;
  }

  /** The Windows error code the diagnostic begins with, 0 when it has none. */
  public int win32() {
    return win32;
  }

  /** The diagnostic message; never null, unlike what the base class promises. */
  public String diagnostic() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** The nearest existing ancestor for a missing name, otherwise empty. */
  public String matchedDn() {
    return matchedDn;
  }

  /** LDAP URLs to go to, for a referral. */
  public List<String> referrals() {
    return referrals;
  }
}
