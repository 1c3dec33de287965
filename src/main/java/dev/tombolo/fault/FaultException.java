package dev.tombolo.fault;

/** An injected failure; never thrown unless somebody armed the point it names. */
public final class FaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure at {@code point}. */
  public FaultException(String point) {
    super("injected fault at " + point);
  }
}
