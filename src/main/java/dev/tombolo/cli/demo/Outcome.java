package dev.tombolo.cli.demo;

/** How a verb ended. */
public record Outcome(int code, String out, String err) {
  private static final String SPEAKER = "tombolo: ";

  /** The one line that says why it was refused. */
  public String refusal() {
    String line = err.strip();
    return line.startsWith(SPEAKER) ? line.substring(SPEAKER.length()) : line;
  }
}
