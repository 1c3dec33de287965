package dev.tombolo.directory.sasl;

import com.unboundid.asn1.ASN1Exception;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.BindSubcode;
import dev.tombolo.ad.DirectoryException;
import java.util.Optional;

/**
 * The choice of a mechanism, and then NTLM within it (RFC 4178, MS-SPNG). A client may also begin
 * with NTLM right away, as with Windows.
 */
public final class SpnegoConversation implements Conversation {
  private final NtlmConversation ntlm;
  private byte[] mechanismList = {};
  private boolean started;
  private boolean bare;
  private boolean named;

  /** Chooses NTLM, for there is nothing else. */
  public SpnegoConversation(NtlmConversation ntlm) {
    this.ntlm = ntlm;
  }

  @Override
  public Step next(byte[] token) throws DirectoryException {
    if (!started) {
      started = true;
      bare = NtlmConversation.speaks(token);
    }
    if (bare) {
      return ntlm.next(token);
    }
    try {
      SpnegoToken message = SpnegoToken.parse(token);
      return message.mechanisms().isEmpty() ? further(message) : first(message);
    } catch (ASN1Exception e) {
      throw AdError.saslFailure(BindSubcode.INVALID_PARAMETER);
    }
  }

  private Step first(SpnegoToken message) throws DirectoryException {
    if (!message.mechanisms().contains(SpnegoToken.NTLM) || mechanismList.length > 0) {
      throw AdError.saslFailure(BindSubcode.INVALID_PARAMETER);
    }
    mechanismList = message.mechanismList();
    boolean best = message.mechanisms().get(0).equals(SpnegoToken.NTLM);
    Optional<byte[]> inner = message.token().filter(octets -> best && octets.length > 0);
    if (inner.isPresent()) {
      return further(message);
    }
    named = true;
    return Step.more(
        SpnegoToken.answer(
            best ? SpnegoToken.State.ACCEPT_INCOMPLETE : SpnegoToken.State.REQUEST_MIC,
            true,
            Optional.empty(),
            Optional.empty()));
  }

  private Step further(SpnegoToken message) throws DirectoryException {
    if (message.token().isEmpty()) {
      throw AdError.saslFailure(BindSubcode.INVALID_PARAMETER);
    }
    Step step = ntlm.next(message.token().get());
    if (step.outcome().isEmpty()) {
      boolean names = !named;
      named = true;
      return Step.more(
          SpnegoToken.answer(
              SpnegoToken.State.ACCEPT_INCOMPLETE,
              names,
              Optional.of(step.token()),
              Optional.empty()));
    }
    return Step.done(
        SpnegoToken.answer(
            SpnegoToken.State.ACCEPT_COMPLETED, false, Optional.empty(), signed(message)),
        step.outcome().get());
  }

  /** Answers a signature of the list of mechanisms with another, once it is found to be good. */
  private Optional<byte[]> signed(SpnegoToken message) throws DirectoryException {
    Optional<NtlmLayer> keys = ntlm.keys();
    if (message.mic().isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    if (!keys.get().verify(mechanismList, message.mic().get())) {
      throw AdError.saslFailure(BindSubcode.LOGON_FAILURE);
    }
    byte[] mic = keys.get().sign(mechanismList);
    keys.get().resetStreams();
    return Optional.of(mic);
  }
}
