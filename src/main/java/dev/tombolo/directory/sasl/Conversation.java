package dev.tombolo.directory.sasl;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.security.Caller;
import java.util.Optional;

/** A bind that takes several requests and answers. */
public interface Conversation {
  /**
   * Takes the client's next token.
   *
   * @throws DirectoryException when the client is not who it says; the conversation is over then
   */
  Step next(byte[] token) throws DirectoryException;

  /** What a token led to. */
  final class Step {
    private final byte[] token;
    private final Optional<Outcome> outcome;

    private Step(byte[] token, Optional<Outcome> outcome) {
      this.token = token;
      this.outcome = outcome;
    }

    static Step more(byte[] token) {
      return new Step(token, Optional.empty());
    }

    static Step done(byte[] token, Outcome outcome) {
      return new Step(token, Optional.of(outcome));
    }

    /** What the client is to get; may be empty. */
    public byte[] token() {
      return token;
    }

    /** Who has signed in, once that is known. */
    public Optional<Outcome> outcome() {
      return outcome;
    }
  }

  /**
   * Who has signed in.
   *
   * @param layer what protects the connection from then on, if the client asked for it
   */
  record Outcome(Caller caller, Optional<SecurityLayer> layer) {}
}
