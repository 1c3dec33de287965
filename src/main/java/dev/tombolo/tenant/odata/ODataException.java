package dev.tombolo.tenant.odata;

/** Text that is not a filter, or not one that is supported. */
public final class ODataException extends Exception {
  private static final long serialVersionUID = 1L;

  ODataException(String message) {
    super(message);
  }
}
