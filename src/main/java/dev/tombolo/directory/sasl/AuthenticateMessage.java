package dev.tombolo.directory.sasl;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The third message of NTLM: who the client is, and the proof that it knows the password (MS-NLMP
 * 2.2.1.3).
 *
 * @param user the account's name
 * @param domain the name of its domain, as the client spells it; may be empty
 * @param workstation the client's own name
 * @param response to the challenge
 * @param sessionKey a key of the client's choice, encrypted; may be empty
 * @param flags what is agreed
 * @param mic the code that protects all three messages; null when there is none
 * @param octets the message as it came
 */
record AuthenticateMessage(
    String user,
    String domain,
    String workstation,
    Ntlmv2Response response,
    byte[] sessionKey,
    NtlmFlags flags,
    byte @Nullable [] mic,
    byte[] octets) {
  private static final int TYPE = 3;
  private static final int MIC = 72;
  private static final int MIC_END = 88;

  static AuthenticateMessage parse(byte[] octets) throws NtlmFields.MalformedException {
    NtlmFields fields = new NtlmFields(octets, TYPE);
    NtlmFlags flags = new NtlmFlags(fields.number(60));
    Ntlmv2Response response = new Ntlmv2Response(fields.octets(20));
    byte[] mic = null;
    if (response.saysHasMic()) {
      if (octets.length < MIC_END) {
        throw new NtlmFields.MalformedException("its code is cut off");
      }
      mic = Arrays.copyOfRange(octets, MIC, MIC_END);
    }
    return new AuthenticateMessage(
        fields.text(36, flags),
        fields.text(28, flags),
        fields.text(44, flags),
        response,
        fields.octets(52),
        flags,
        mic,
        octets);
  }

  /** Whether the client says that it is nobody. */
  boolean isAnonymous() {
    return user.isEmpty() && response.isEmpty();
  }

  /** The message as the code was made of it: without the code. */
  byte[] withoutMic() {
    byte[] without = octets.clone();
    if (mic != null) {
      Arrays.fill(without, MIC, MIC_END, (byte) 0);
    }
    return without;
  }
}
