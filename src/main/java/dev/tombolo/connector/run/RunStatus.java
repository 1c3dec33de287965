package dev.tombolo.connector.run;

/** How a step ended, with the literals of the run history (reference §1.4), from best to worst. */
public enum RunStatus {
  /** No object failed. */
  SUCCESS("success"),
  /** A full import saw nothing. */
  COMPLETED_NO_OBJECTS("completed-no-objects"),
  /** Objects failed in their synchronization. */
  COMPLETED_SYNC_ERRORS("completed-sync-errors"),
  /** Objects failed in their export. */
  COMPLETED_EXPORT_ERRORS("completed-export-errors"),
  /** Somebody asked for the end. */
  STOPPED_BY_USER("stopped-user-termination-from-wmi-or-ui"),
  /** Too many objects failed. */
  STOPPED_ERROR_LIMIT("stopped-error-limit"),
  /** More deletions were pending than the guard allows. */
  STOPPED_DELETION_THRESHOLD("stopped-deletion-threshold-exceeded"),
  /** The tenant refused or broke. */
  STOPPED_EXTENSION("stopped-extension-dll-exception"),
  /** The directory was lost on the way. */
  STOPPED_CONNECTIVITY("stopped-connectivity"),
  /** The engine itself failed. */
  STOPPED_SERVER("stopped-server"),
  /** Nobody answered at the directory's address. */
  NO_START_CONNECTION("no-start-connection"),
  /** The connector's account or password is wrong. */
  NO_START_CREDENTIALS("no-start-credentials");

  private final String literal;

  RunStatus(String literal) {
    this.literal = literal;
  }

  /** The literal in the run history. */
  public String literal() {
    return literal;
  }

  /** Whether the step did all it could, so that the next may run. */
  public boolean completed() {
    return compareTo(STOPPED_BY_USER) < 0;
  }

  /** The worse of two. */
  public RunStatus worse(RunStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
