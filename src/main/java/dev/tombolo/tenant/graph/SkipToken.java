package dev.tombolo.tenant.graph;

import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.store.ObjectQuery.Position;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The opaque text of {@code $skiptoken}: where the next page starts. */
final class SkipToken {
  private static final int ID_LENGTH = 36;

  private SkipToken() {}

  static String of(Position position) {
    String plain = position.id() + position.key();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a token.
   *
   * @throws ApiException 400 when it is malformed
   */
  static Position parse(String token) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (plain.length() >= ID_LENGTH) {
        return new Position(
            plain.substring(ID_LENGTH),
            Ids.parse(plain.substring(0, ID_LENGTH)).orElseThrow(SkipToken::malformed));
      }
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static ApiException malformed() {
    return new ApiException(
        400,
        "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included in your request.");
  }
}
