package dev.tombolo.cli.demo;

/** What somebody saw who looked, and whether it is what was expected. */
public record Seen(boolean held, String text) {
  /** What was seen; {@code held} says whether it is right. */
  public static Seen that(boolean held, String text) {
    return new Seen(held, text);
  }
}
