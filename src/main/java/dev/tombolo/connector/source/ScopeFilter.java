package dev.tombolo.connector.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The containers whose objects are synchronized. The innermost container that is named decides;
 * where none is, everything is in scope unless some are included by name.
 */
public final class ScopeFilter {
  private record Rule(String name, String suffix, boolean include) {}

  private final List<Rule> rules;
  private final boolean otherwise;

  /**
   * A filter.
   *
   * @param include the DNs of containers that are in scope; empty for the whole domain
   * @param exclude the DNs of containers that are not
   */
  public ScopeFilter(List<String> include, List<String> exclude) {
    List<Rule> all = new ArrayList<>();
    include.forEach(dn -> all.add(new Rule(dn, fold(dn), true)));
    exclude.forEach(dn -> all.add(new Rule(dn, fold(dn), false)));
    all.sort((one, other) -> other.suffix.length() - one.suffix.length());
    this.rules = List.copyOf(all);
    this.otherwise = include.isEmpty();
  }

  /** Whether an object of a name is in scope. */
  public boolean includes(String dn) {
    String folded = fold(dn);
    for (Rule rule : rules) {
      if (folded.equals(rule.suffix) || folded.endsWith("," + rule.suffix)) {
        return rule.include;
      }
    }
    return otherwise;
  }

  /** Which container decides about an object of a name, for people. */
  public String decidedBy(String dn) {
    String folded = fold(dn);
    for (Rule rule : rules) {
      if (folded.equals(rule.suffix) || folded.endsWith("," + rule.suffix)) {
        return (rule.include ? "included: " : "excluded: ") + rule.name;
      }
    }
    return otherwise ? "no container that is excluded" : "no container that is included";
  }

  private static String fold(String dn) {
    return dn.trim().toLowerCase(Locale.ROOT).replaceAll("(?<!\\\\),\\s+", ",");
  }
}
