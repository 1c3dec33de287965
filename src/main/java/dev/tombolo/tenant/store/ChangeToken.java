package dev.tombolo.tenant.store;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where somebody who follows the tenant's changes stands; opaque to them. */
public sealed interface ChangeToken {
  /**
   * In the middle of telling everything.
   *
   * @param seq the last change before it began
   * @param after the last object told of the type
   * @param member the last member told of that object, when there are more
   */
  record Full(long seq, ObjectType type, Optional<UUID> after, Optional<UUID> member)
      implements ChangeToken {
    /** Before the first object of a type. */
    public static Full of(long seq, ObjectType type) {
      return new Full(seq, type, Optional.empty(), Optional.empty());
    }

    /** After an object of the same type, whose links are all told. */
    public Full after(UUID object) {
      return new Full(seq, type, Optional.of(object), Optional.empty());
    }

    @Override
    public String text() {
      return encode("f:" + seq + ":" + type.wireName() + ":" + text(after) + ":" + text(member));
    }

    private static String text(Optional<UUID> id) {
      return id.map(UUID::toString).orElse("");
    }
  }

  /**
   * After a change.
   *
   * @param seq its number
   */
  record Since(long seq) implements ChangeToken {
    @Override
    public String text() {
      return encode("c:" + seq);
    }
  }

  /** The text to keep. */
  String text();

  private static String encode(String plain) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads a token.
   *
   * @throws ApiException 400 when it is malformed
   */
  static ChangeToken parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      String[] parts = plain.split(":", -1);
      if (parts[0].equals("c") && parts.length == 2) {
        return new Since(Long.parseLong(parts[1]));
      }
      if (parts[0].equals("f") && parts.length == 5) {
        return new Full(
            Long.parseLong(parts[1]), ObjectType.parse(parts[2]), id(parts[3]), id(parts[4]));
      }
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static Optional<UUID> id(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
  }

  private static ApiException malformed() {
    return ApiException.badQuery("Badly formed token.");
  }
}
