package dev.tombolo.cli;

/** The program's entry point. */
public final class Main {
  private Main() {}

  /** Runs one command line and exits with its code. */
  public static void main(String[] args) {
    System.exit(0);
  }
}
