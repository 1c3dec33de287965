package dev.tombolo.connector.rule;

/** A rule's expression that failed on an object, or called {@code Error}. */
public final class RuleFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String rule;
  private final String reason;

  RuleFailure(String rule, String reason, Throwable cause) {
    super(rule + ": " + reason, cause);
    this.rule = rule;
    this.reason = reason;
  }

  /** The rule. */
  public String rule() {
    return rule;
  }

  /** What its expression says. */
  public String reason() {
    return reason;
  }
}
