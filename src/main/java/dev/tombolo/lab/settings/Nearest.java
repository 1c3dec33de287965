package dev.tombolo.lab.settings;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Guesses which setting somebody meant who wrote a name that does not exist. */
final class Nearest {
  private Nearest() {}

  /** {@code "; did you mean …?"}, or nothing when no name is near. */
  static String to(String name) {
    return endingLike("." + folded(name))
        .or(() -> near(name, Setting::name))
        .or(() -> endingLike(folded(name.substring(Math.max(0, name.lastIndexOf('.'))))))
        .map(Nearest::question)
        .orElse("");
  }

  private static Optional<String> endingLike(String end) {
    return Catalogue.all().stream()
        .map(Setting::name)
        .filter(each -> folded(each).endsWith(end))
        .findFirst();
  }

  /** The same for an environment variable. */
  static String toVariable(String variable) {
    return near(variable, Setting::variable).map(Nearest::question).orElse("");
  }

  private static String question(String name) {
    return "; did you mean " + name + "?";
  }

  private static Optional<String> near(String name, Function<Setting, String> naming) {
    String wanted = folded(name);
    int limit = Math.max(2, wanted.length() / 4);
    return Catalogue.all().stream()
        .map(naming)
        .filter(each -> distance(folded(each), wanted) <= limit)
        .min(Comparator.comparingInt(each -> distance(folded(each), wanted)));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** How many characters have to be added, taken away or replaced (Levenshtein). */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[to.length()];
  }
}
