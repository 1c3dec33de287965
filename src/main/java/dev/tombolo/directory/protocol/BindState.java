package dev.tombolo.directory.protocol;

import dev.tombolo.directory.sasl.Conversation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a connection remembers from bind to bind; only its reader touches it. */
public final class BindState {
  private @Nullable Conversation conversation;
  private String mechanism = "";
  private boolean bound;
  private boolean fast;

  /** The conversation that goes on by a mechanism, if there is one. */
  Optional<Conversation> take(String wanted) {
    Conversation found = wanted.equalsIgnoreCase(mechanism) ? conversation : null;
    end();
    return Optional.ofNullable(found);
  }

  /** Keeps a conversation for the next bind. */
  void keep(String by, Conversation unfinished) {
    mechanism = by;
    conversation = unfinished;
  }

  /** Forgets a conversation that the client has not ended. */
  void end() {
    conversation = null;
    mechanism = "";
  }

  /** Notes that somebody has signed in. */
  void bound() {
    bound = true;
  }

  /** Whether anybody has signed in at any time. */
  boolean wasBound() {
    return bound;
  }

  /** Makes the binds to come fast: they check a password and change nothing else. */
  void makeFast() {
    fast = true;
  }

  boolean isFast() {
    return fast;
  }
}
