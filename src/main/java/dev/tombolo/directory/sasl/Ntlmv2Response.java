package dev.tombolo.directory.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;

/**
 * A client's response to a challenge: a code made with the password's hash, and what it was made of
 * (MS-NLMP 3.3.2). The older responses, which are of twenty-four octets, prove nothing here.
 */
final class Ntlmv2Response {
  private static final int PROOF = 16;
  private static final int PAIRS = PROOF + 28;

  private final byte[] octets;

  Ntlmv2Response(byte[] octets) {
    this.octets = octets.clone();
  }

  boolean isEmpty() {
    return octets.length == 0;
  }

  boolean saysHasMic() {
    return octets.length > PAIRS && TargetInfo.saysHasMic(octets, PAIRS);
  }

  /** The key that a hash, a user and a domain make. */
  static byte[] key(byte[] ntHash, String user, String domain) {
    String name = user.toUpperCase(Locale.ROOT) + domain;
    return Ciphers.hmac(ntHash, name.getBytes(StandardCharsets.UTF_16LE));
  }

  /** Whether the response was made with a key for a challenge. */
  boolean isMadeWith(byte[] key, byte[] challenge) {
    return octets.length >= PAIRS
        && MessageDigest.isEqual(
            Arrays.copyOf(octets, PROOF),
            Ciphers.hmac(key, challenge, Arrays.copyOfRange(octets, PROOF, octets.length)));
  }

  /** The key of the session, which both sides know once the response is good. */
  byte[] sessionKey(byte[] key) {
    return Ciphers.hmac(key, Arrays.copyOf(octets, PROOF));
  }
}
