package dev.tombolo.connector.rule;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one attribute of the metaverse, or of the tenant, comes by its values.
 *
 * @param target the attribute that is set
 * @param sources the attributes it is made of
 * @param expression the values, none for leaving the target without any
 * @param <S> what it is made from
 */
record Flow<S>(String target, Set<String> sources, Function<S, List<String>> expression) {
  /** The values of an object; nothing when the target is to have none. */
  List<String> of(S source) {
    return expression.apply(source);
  }

  /** All values as they are. */
  static Flow<ForestObject> direct(String source, String target) {
    return new Flow<>(target, Set.of(source), object -> object.all(source));
  }

  /** The first value of several. */
  static Flow<ForestObject> single(String source, String target) {
    return new Flow<>(
        target, Set.of(source), object -> object.all(source).stream().limit(1).toList());
  }

  /** A value that is computed. */
  static <S> Flow<S> computed(
      String target, Set<String> sources, Function<S, @Nullable String> expression) {
    return new Flow<>(
        target,
        sources,
        source -> {
          String value = expression.apply(source);
          return value == null || value.isEmpty() ? List.of() : List.of(value);
        });
  }
}
