package dev.tombolo.connector.run;

import java.util.Arrays;
import java.util.Optional;

/** The two kinds of cycle. */
public enum PolicyType {
  /** Delta import, delta synchronization, export. */
  DELTA("Delta", RunProfile.DELTA_IMPORT, RunProfile.DELTA_SYNCHRONIZATION),
  /** Full import, full synchronization, export. */
  INITIAL("Initial", RunProfile.FULL_IMPORT, RunProfile.FULL_SYNCHRONIZATION);

  private final String label;
  private final RunProfile importProfile;
  private final RunProfile syncProfile;

  PolicyType(String label, RunProfile importProfile, RunProfile syncProfile) {
    this.label = label;
    this.importProfile = importProfile;
    this.syncProfile = syncProfile;
  }

  /** The name, as {@code Start-ADSyncSyncCycle -PolicyType} has it. */
  public String label() {
    return label;
  }

  RunProfile importProfile() {
    return importProfile;
  }

  RunProfile syncProfile() {
    return syncProfile;
  }

  /** Finds a policy by its name, ignoring case. */
  public static Optional<PolicyType> find(String text) {
    return Arrays.stream(values())
        .filter(policy -> policy.label.equalsIgnoreCase(text))
        .findFirst();
  }
}
