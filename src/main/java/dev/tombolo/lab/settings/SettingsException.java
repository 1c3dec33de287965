package dev.tombolo.lab.settings;

/**
 * A setting that cannot be used; the message says where it was given and what is wrong, in one
 * line.
 */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A setting that cannot be used. */
  public SettingsException(String message) {
    super(message);
  }
}
