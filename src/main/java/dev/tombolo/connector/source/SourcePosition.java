package dev.tombolo.connector.source;

import java.util.Arrays;
import java.util.Base64;

/** A position in the changes of a directory; what it means only its source knows. */
public final class SourcePosition {
  /** Before everything. */
  public static final SourcePosition START = new SourcePosition(new byte[0]);

  private final byte[] octets;

  private SourcePosition(byte[] octets) {
    this.octets = octets;
  }

  /** The position some octets stand for, which are copied. */
  public static SourcePosition of(byte[] octets) {
    return new SourcePosition(octets.clone());
  }

  /** Reads the text form. */
  public static SourcePosition parse(String text) {
    return new SourcePosition(Base64.getDecoder().decode(text));
  }

  /** A copy of the octets. */
  public byte[] octets() {
    return octets.clone();
  }

  /** The text form, in which it is kept. */
  public String text() {
    return Base64.getEncoder().encodeToString(octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourcePosition position && Arrays.equals(octets, position.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "SourcePosition[" + octets.length + " octets]";
  }
}
