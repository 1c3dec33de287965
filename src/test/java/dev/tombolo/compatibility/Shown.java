package dev.tombolo.compatibility;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A behaviour that a test shows.
 *
 * @param test the class of the test
 * @param method its method's name
 * @param source where the rule is written
 * @param row of the checklist, or 0
 */
record Shown(Class<?> test, String method, String source, int row) {
  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("dse", "DSE"),
          Map.entry("sid", "SID"),
          Map.entry("guid", "GUID"),
          Map.entry("usn", "USN"),
          Map.entry("usns", "USNs"),
          Map.entry("tls", "TLS"),
          Map.entry("nul", "NUL"),
          Map.entry("acl", "ACL"),
          Map.entry("jndi", "JNDI"),
          Map.entry("php", "PHP"),
          Map.entry("ldap", "LDAP"),
          Map.entry("ntlm", "NTLM"),
          Map.entry("api", "API"));

  /** Every behaviour, the rows of the checklist first. */
  static List<Shown> all() {
    return ReflectionSupport.findAllClassesInPackage("dev.tombolo", type -> true, name -> true)
        .stream()
        .flatMap(Shown::of)
        .sorted(
            Comparator.comparing((Shown shown) -> shown.row == 0)
                .thenComparing(Shown::row)
                .thenComparing(shown -> shown.test.getName())
                .thenComparing(Shown::method))
        .toList();
  }

  private static Stream<Shown> of(Class<?> test) {
    return Arrays.stream(test.getDeclaredMethods())
        .filter(
            method ->
                AnnotationSupport.isAnnotated(method, Test.class)
                    || AnnotationSupport.isAnnotated(method, ParameterizedTest.class))
        .flatMap(method -> of(test, method).stream());
  }

  private static Optional<Shown> of(Class<?> test, Method method) {
    return Optional.ofNullable(method.getAnnotation(Behaviour.class))
        .or(() -> Optional.ofNullable(test.getAnnotation(Behaviour.class)))
        .map(behaviour -> new Shown(test, method.getName(), behaviour.source(), behaviour.row()));
  }

  /** The method's name as a sentence. */
  String sentence() {
    String words =
        Arrays.stream(
                method.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[a-z])(?=[0-9]{2})|(?<=[A-Z])(?=[A-Z])"))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .map(word -> SPELLINGS.getOrDefault(word, word))
            .collect(Collectors.joining(" "));
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
