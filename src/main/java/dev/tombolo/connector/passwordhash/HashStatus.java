package dev.tombolo.connector.passwordhash;

import dev.tombolo.cloud.password.PasswordHashStatus;

/** What became of a user's hash, by its name in the sync engine's object log. */
public enum HashStatus {
  /** The tenant has it. */
  SUCCESS("Success"),
  /** The tenant does not take it: a temporary password, or the feature is off. */
  FILTERED_BY_TARGET("FilteredByTarget"),
  /** The account is not joined to a user of the tenant, or out of scope because it is disabled. */
  NO_TARGET_CONNECTION("NoTargetConnection"),
  /** The account is not in the forest's connector space. */
  SOURCE_CONNECTOR_NOT_PRESENT("SourceConnectorNotPresent"),
  /** The user has not been exported to the tenant. */
  TARGET_NOT_EXPORTED_TO_DIRECTORY("TargetNotExportedToDirectory"),
  /** The tenant refused the hash. */
  ERROR("Error"),
  /** The batch the hash was in failed as a whole. */
  UNKNOWN("Unknown"),
  /** The directory has no hash of the account. */
  MISSING_ATTRIBUTE("MissingAttribute"),
  /** The tenant asks for it again. */
  RETRY_REQUESTED_BY_TARGET("RetryRequestedByTarget");

  private final String label;

  HashStatus(String label) {
    this.label = label;
  }

  /** The name in the log. */
  public String label() {
    return label;
  }

  static HashStatus of(PasswordHashStatus answer) {
    return switch (answer) {
      case SUCCESS -> SUCCESS;
      case FILTERED_BY_TARGET -> FILTERED_BY_TARGET;
      case TARGET_NOT_EXPORTED_TO_DIRECTORY -> TARGET_NOT_EXPORTED_TO_DIRECTORY;
      case ERROR -> ERROR;
      case RETRY_REQUESTED_BY_TARGET -> RETRY_REQUESTED_BY_TARGET;
    };
  }

  /** Whether the next tick tries again. */
  boolean isPassing() {
    return this == UNKNOWN || this == RETRY_REQUESTED_BY_TARGET;
  }
}
