package dev.tombolo.cloud;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * The tenant's immutable key of an object, {@code <Type>_<objectId>}; the join key of password
 * writeback and the value of {@code msDS-ExternalDirectoryObjectID}.
 *
 * @param objectId the object's {@code id} in Microsoft Graph
 */
public record CloudAnchor(ObjectType type, UUID objectId) {
  /** The text form, such as {@code User_c72903ed-7816-41cd-9066-eac33d171d77}. */
  @Override
  @JsonValue
  public String toString() {
    return type.anchorName() + "_" + objectId;
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not one
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CloudAnchor parse(String text) {
    int separator = text.indexOf('_');
    if (separator < 0) {
      throw new IllegalArgumentException("not a cloud anchor: " + text);
    }
    return new CloudAnchor(
        ObjectType.parse(text.substring(0, separator)),
        UUID.fromString(text.substring(separator + 1)));
  }

  /**
   * The form in which the sync engine keeps it: base64 of a four byte little-endian length and the
   * text in UTF-16LE.
   */
  public String stored() {
    byte[] text = toString().getBytes(StandardCharsets.UTF_16LE);
    ByteBuffer buffer = ByteBuffer.allocate(4 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    return Base64.getEncoder().encodeToString(buffer.putInt(text.length).put(text).array());
  }

  /**
   * Reads the stored form.
   *
   * @throws IllegalArgumentException when the text is not one
   */
  public static CloudAnchor ofStored(String stored) {
    ByteBuffer buffer =
        ByteBuffer.wrap(Base64.getDecoder().decode(stored)).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.remaining() < 4 || buffer.getInt() != buffer.remaining()) {
      throw new IllegalArgumentException("not a stored cloud anchor: " + stored);
    }
    return parse(StandardCharsets.UTF_16LE.decode(buffer).toString());
  }
}
