package dev.tombolo.connector.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void orderOfSeveralValuesDoesNotMatter() {
    assertThat(Values.same(List.of("a", "b"), List.of("b", "a"))).isTrue();
    assertThat(Values.same(List.of("a", "b"), List.of("a"))).isFalse();
    assertThat(Values.same(List.of("a"), List.of("A"))).isFalse();
  }

  @Test
  void differenceClearsOnlyWhatIsGoverned() {
    assertThat(
            Values.difference(
                Map.of("a", List.of("1"), "b", List.of("2"), "c", List.of("3")),
                Map.of("a", List.of("1"), "d", List.of("4")),
                Set.of("a", "b", "d")))
        .isEqualTo(Map.of("d", List.of("4"), "b", List.of()));
  }

  @Test
  void emptyListsClear() {
    assertThat(Values.overlaid(Map.of("a", List.of("1")), Map.of("a", List.of()))).isEmpty();
    assertThat(Values.missing(Map.of(), Map.of("a", List.of()))).isEmpty();
  }
}
