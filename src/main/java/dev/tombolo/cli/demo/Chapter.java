package dev.tombolo.cli.demo;

import java.util.List;

/** A chapter of the story, which does not need any other to have been played before it. */
public interface Chapter {
  /** Its title. */
  String title();

  /** What its lab is set to, {@code name=value}; chapters with the same settings share a lab. */
  default List<String> settings() {
    return List.of();
  }

  /**
   * Plays it, step by step. A step that does not hold does not end a chapter; an exception does.
   */
  void play(Stage stage) throws Exception;
}
