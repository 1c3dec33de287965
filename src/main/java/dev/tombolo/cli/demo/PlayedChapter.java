package dev.tombolo.cli.demo;

import java.util.List;

/** A chapter as it went. */
public record PlayedChapter(int number, String title, List<Step> steps) {
  /** Copies the steps. */
  public PlayedChapter {
    steps = List.copyOf(steps);
  }
}
