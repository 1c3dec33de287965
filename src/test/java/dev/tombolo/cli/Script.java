package dev.tombolo.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A person, or a program's input, whose answers are known beforehand. */
final class Script implements Terminal {
  private final boolean interactive;
  private final Deque<String> answers;
  private final List<String> questions = new ArrayList<>();

  Script(boolean interactive, String... answers) {
    this.interactive = interactive;
    this.answers = new ArrayDeque<>(List.of(answers));
  }

  /** What was asked. */
  List<String> questions() {
    return questions;
  }

  @Override
  public boolean interactive() {
    return interactive;
  }

  @Override
  public String ask(String question) {
    questions.add(question);
    String answer = answers.poll();
    return answer == null ? "" : answer;
  }

  @Override
  public String secret(String question) {
    return ask(question);
  }
}
