package dev.tombolo.connector.rule.expression;

/** An expression that cannot be parsed, or that failed on an object; the message says why. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  ExpressionException(String message) {
    super(message);
  }

  ExpressionException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What is wrong. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
