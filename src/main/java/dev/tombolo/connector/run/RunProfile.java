package dev.tombolo.connector.run;

import java.util.Arrays;
import java.util.Optional;

/** What one step of a cycle does; the labels are those of the Synchronization Service Manager. */
public enum RunProfile {
  /** Reads everything. */
  FULL_IMPORT("Full Import"),
  /** Reads what has changed. */
  DELTA_IMPORT("Delta Import"),
  /** Decides about everything anew. */
  FULL_SYNCHRONIZATION("Full Synchronization"),
  /** Decides about what has been imported. */
  DELTA_SYNCHRONIZATION("Delta Synchronization"),
  /** Writes what is pending. */
  EXPORT("Export");

  private final String label;

  RunProfile(String label) {
    this.label = label;
  }

  /** The name for people. */
  public String label() {
    return label;
  }

  /** Finds a profile by its label, ignoring case and spaces. */
  public static Optional<RunProfile> find(String text) {
    String wanted = text.replaceAll("[\\s_-]", "");
    return Arrays.stream(values())
        .filter(profile -> profile.label.replace(" ", "").equalsIgnoreCase(wanted))
        .findFirst();
  }
}
