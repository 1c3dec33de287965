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

  /**
   * What a token led to.
   *
   * @param token for the client; may be empty
   * @param outcome who has signed in, once that is known
   */
  record Step(byte[] token, Optional<Outcome> outcome) {
    static Step more(byte[] token) {
      return new Step(token, Optional.empty());
    }

    static Step done(byte[] token, Outcome outcome) {
      return new Step(token, Optional.of(outcome));
    }
  }

  /**
   * Who has signed in.
   *
   * @param layer what protects the connection from then on, if the client asked for it
   */
  record Outcome(Caller caller, Optional<SecurityLayer> layer) {}
}
