package dev.tombolo.directory.ldif;

/** A load that was stopped by a record; the directory is as it was before. */
public final class LdifLoadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient LdifProblem problem;

  /** A load stopped by this problem. */
  public LdifLoadException(LdifProblem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  /** What stopped it. */
  public LdifProblem problem() {
    return problem;
  }
}
