package dev.tombolo.tenant.api;

import java.util.Optional;
import java.util.UUID;

/** Reads ids strictly: the 36 characters of a GUID and nothing else. */
public final class Ids {
  private static final int LENGTH = 36;

  private Ids() {}

  /** The id, if the text is one. */
  public static Optional<UUID> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
