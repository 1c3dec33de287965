package dev.tombolo.lab;

import java.util.Locale;

/** The parts of a lab. */
public enum Part {
  /** The stand-in for on-premises Active Directory. */
  DIRECTORY,
  /** The sync engine between the two. */
  CONNECTOR,
  /** The simulated cloud tenant. */
  TENANT;

  /** The name in commands and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
