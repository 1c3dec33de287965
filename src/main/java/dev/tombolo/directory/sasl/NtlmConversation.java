package dev.tombolo.directory.sasl;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.BindSubcode;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.security.Authenticator;
import dev.tombolo.directory.security.Caller;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * NTLM version 2, the server's side (MS-NLMP 3.2.5): the client offers, the server challenges, the
 * client proves that it knows the password. Channel bindings are not looked at, as a domain
 * controller does not unless it is told to.
 */
public final class NtlmConversation implements Conversation {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CHALLENGE_HEADER = 56;

  /** Windows Server 2016, and the revision of NTLM. */
  private static final byte[] VERSION = {10, 0, 0x39, 0x38, 0, 0, 0, 15};

  private final Authenticator authenticator;
  private final Forest forest;
  private final Clock clock;
  private final byte[] challenge = new byte[8];
  private byte @Nullable [] offer;
  private byte @Nullable [] challengeMessage;
  private NtlmFlags offered = new NtlmFlags(0);
  private @Nullable NtlmLayer keys;

  /** Begins with an account's name and password unknown. */
  public NtlmConversation(Authenticator authenticator, Forest forest, Clock clock) {
    this.authenticator = authenticator;
    this.forest = forest;
    this.clock = clock;
    RANDOM.nextBytes(challenge);
  }

  @Override
  public Step next(byte[] token) throws DirectoryException {
    try {
      byte[] sent = challengeMessage;
      if (sent == null) {
        offered = new NtlmFlags(new NtlmFields(token, 1).number(12)).answer();
        offer = token.clone();
        byte[] made = challengeMessage();
        challengeMessage = made;
        return Step.more(made);
      }
      return Step.done(new byte[0], authenticate(AuthenticateMessage.parse(token), sent));
    } catch (NtlmFields.MalformedException e) {
      throw AdError.saslFailure(BindSubcode.INVALID_PARAMETER);
    }
  }

  /** What signs messages, once the client has proved who it is; nobody's session has none. */
  Optional<NtlmLayer> keys() {
    return Optional.ofNullable(keys);
  }

  private byte[] challengeMessage() {
    byte[] name = forest.netBiosName().getBytes(NtlmFields.charset(offered));
    byte[] info = TargetInfo.of(forest, clock.instant());
    byte[] octets = new byte[CHALLENGE_HEADER + name.length + info.length];
    ByteBuffer message = NtlmFields.begin(octets, 2);
    field(message, name.length, CHALLENGE_HEADER);
    message.putInt(offered.bits()).put(challenge).putLong(0);
    field(message, info.length, CHALLENGE_HEADER + name.length);
    message.put(VERSION).put(name).put(info);
    return octets;
  }

  private static void field(ByteBuffer message, int length, int at) {
    message.putShort((short) length).putShort((short) length).putInt(at);
  }

  private Outcome authenticate(AuthenticateMessage message, byte[] sent) throws DirectoryException {
    NtlmFlags agreed = message.flags().and(offered);
    if (message.isAnonymous()) {
      return new Outcome(Caller.ANONYMOUS, Optional.empty());
    }
    Proof proof = new Proof(message);
    Caller caller =
        authenticator.networkLogon(
            message.user(), message.domain(), message.workstation(), proof::isGood);
    byte[] sessionKey = exportedKey(message, agreed, proof.sessionKey);
    if (message.hasMic() && !isWhole(message, sent, sessionKey)) {
      throw AdError.saslFailure(BindSubcode.LOGON_FAILURE);
    }
    NtlmLayer layer = new NtlmLayer(sessionKey, agreed);
    keys = layer;
    boolean protects =
        agreed.hasAny(NtlmFlags.SIGN | NtlmFlags.SEAL)
            && agreed.has(NtlmFlags.EXTENDED_SESSION_SECURITY);
    return new Outcome(caller, protects ? Optional.of(layer) : Optional.empty());
  }

  private static byte[] exportedKey(
      AuthenticateMessage message, NtlmFlags agreed, byte[] sessionKey) {
    return agreed.has(NtlmFlags.KEY_EXCHANGE) && message.sessionKey().length == 16
        ? Ciphers.rc4(sessionKey).update(message.sessionKey())
        : sessionKey;
  }

  private boolean isWhole(AuthenticateMessage message, byte[] sent, byte[] sessionKey) {
    byte[] first = offer == null ? new byte[0] : offer;
    return MessageDigest.isEqual(
        Ciphers.hmac(sessionKey, first, sent, message.withoutMic()), message.mic());
  }

  /**
   * Tries hashes of passwords against a response, and keeps the key that comes of the right one.
   */
  private final class Proof {
    private final AuthenticateMessage message;
    private byte[] sessionKey = {};

    private Proof(AuthenticateMessage message) {
      this.message = message;
    }

    private boolean isGood(byte[] ntHash) {
      byte[] key = Ntlmv2Response.key(ntHash, message.user(), message.domain());
      boolean good = message.response().isMadeWith(key, challenge);
      if (good) {
        sessionKey = message.response().sessionKey(key);
      }
      return good;
    }
  }

  /** Whether a token is one of NTLM's messages with nothing around it. */
  static boolean speaks(byte[] token) {
    return NtlmFields.isNtlm(token);
  }
}
