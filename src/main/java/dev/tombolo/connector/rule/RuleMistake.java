package dev.tombolo.connector.rule;

/** A mistake in a file of rules. */
public record RuleMistake(String file, int line, String reason) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + reason;
  }
}
