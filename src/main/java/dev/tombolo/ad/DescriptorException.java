package dev.tombolo.ad;

/** Says what is wrong with a security descriptor, in its octets or in its text. */
public final class DescriptorException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A security descriptor that cannot be read, and why. */
  public DescriptorException(String message) {
    super(message);
  }
}
