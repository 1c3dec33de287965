package dev.tombolo.directory.sasl;

import java.util.Arrays;

/**
 * The third message of NTLM: who the client is, and the proof that it knows the password (MS-NLMP
 * 2.2.1.3).
 */
final class AuthenticateMessage {
  private static final int TYPE = 3;
  private static final int MIC = 72;
  private static final int MIC_END = 88;

  private final byte[] octets;
  private final NtlmFlags flags;
  private final Ntlmv2Response response;
  private final String user;
  private final String domain;
  private final String workstation;
  private final byte[] sessionKey;

  private AuthenticateMessage(byte[] octets) throws NtlmFields.MalformedException {
    this.octets = octets.clone();
    NtlmFields fields = new NtlmFields(this.octets, TYPE);
    this.flags = new NtlmFlags(fields.number(60));
    this.response = new Ntlmv2Response(fields.octets(20));
    this.user = fields.text(36, flags);
    this.domain = fields.text(28, flags);
    this.workstation = fields.text(44, flags);
    this.sessionKey = fields.octets(52);
    if (hasMic() && octets.length < MIC_END) {
      throw new NtlmFields.MalformedException("its code is cut off");
    }
  }

  static AuthenticateMessage parse(byte[] octets) throws NtlmFields.MalformedException {
    return new AuthenticateMessage(octets);
  }

  /** The account's name. */
  String user() {
    return user;
  }

  /** The name of the account's domain, as the client spells it; may be empty. */
  String domain() {
    return domain;
  }

  /** What the client calls itself. */
  String workstation() {
    return workstation;
  }

  /** What the client says to the challenge. */
  Ntlmv2Response response() {
    return response;
  }

  /** A key of the client's choice, encrypted; may be empty. */
  byte[] sessionKey() {
    return sessionKey;
  }

  /** What the client has agreed to. */
  NtlmFlags flags() {
    return flags;
  }

  /** Whether there is a code that protects all three messages. */
  boolean hasMic() {
    return response.saysHasMic();
  }

  /** That code. */
  byte[] mic() {
    return Arrays.copyOfRange(octets, MIC, MIC_END);
  }

  /** Whether the client says that it is nobody. */
  boolean isAnonymous() {
    return user.isEmpty() && response.isEmpty();
  }

  /** The message as the code was made of it: without the code. */
  byte[] withoutMic() {
    byte[] without = octets.clone();
    Arrays.fill(without, MIC, MIC_END, (byte) 0);
    return without;
  }
}
