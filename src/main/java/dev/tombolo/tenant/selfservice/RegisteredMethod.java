package dev.tombolo.tenant.selfservice;

import java.time.Instant;

/**
 * A way in which one user can prove who they are.
 *
 * @param contact an address or telephone number; empty for what has none
 * @param secret an authenticator's key, or the hashes of answers as JSON; else empty
 * @param registeredAt the epoch for what the directory says of the user
 */
record RegisteredMethod(
    VerificationMethod method, String contact, String secret, Instant registeredAt) {
  private static final int SHOWN = 2;

  /** The contact as somebody is shown it who has yet to prove who they are. */
  String hint() {
    if (contact.isEmpty()) {
      return "";
    }
    int at = contact.indexOf('@');
    if (at > 0) {
      return contact.charAt(0) + "***" + contact.substring(at);
    }
    return "***" + contact.substring(Math.max(0, contact.length() - SHOWN));
  }

  /** Does not show the secret. */
  @Override
  public String toString() {
    return "RegisteredMethod[" + method + ", " + hint() + "]";
  }
}
