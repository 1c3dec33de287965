package dev.tombolo.connector.rule;

import java.util.List;

/** Rules that cannot be used, with every mistake in them. */
public final class RulesException extends Exception {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // it is never written
  private final List<RuleMistake> mistakes;

  RulesException(List<RuleMistake> mistakes) {
    super(
        mistakes.get(0)
            + (mistakes.size() == 1 ? "" : " (and " + (mistakes.size() - 1) + " more)"));
    this.mistakes = List.copyOf(mistakes);
  }

  /** All the mistakes, in the order of the files. */
  public List<RuleMistake> mistakes() {
    return mistakes;
  }
}
