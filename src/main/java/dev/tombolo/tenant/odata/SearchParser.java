package dev.tombolo.tenant.odata;

import dev.tombolo.tenant.odata.Expression.Path;
import dev.tombolo.tenant.odata.Expression.TextFunction;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses {@code $search} as Graph's directory has it: clauses {@code "property:text"} in quotes,
 * joined by {@code AND} and {@code OR}. In {@code displayName} and {@code description} any word may
 * start with the text, in other properties the value has to.
 */
public final class SearchParser {
  private static final Set<String> BY_WORD = Set.of("displayName", "description");
  private static final Pattern CLAUSE = Pattern.compile("\\G\\s*\"([A-Za-z0-9]+):([^\"]+)\"\\s*");
  private static final Pattern JOINT = Pattern.compile("\\G(AND|OR)");

  private SearchParser() {}

  /**
   * Parses a whole search; {@code AND} binds closer.
   *
   * @throws ODataException when it is not one
   */
  public static Expression parse(String text) throws ODataException {
    Matcher clause = CLAUSE.matcher(text);
    Matcher joint = JOINT.matcher(text);
    Expression whole = null;
    Expression group = null;
    int position = 0;
    while (true) {
      if (!clause.find(position)) {
        throw new ODataException(
            "Syntax error: $search must be a list of \"property:value\" clauses.");
      }
      Expression match = match(clause.group(1), clause.group(2).trim());
      group = group == null ? match : new Expression.And(group, match);
      position = clause.end();
      if (position == text.length()) {
        return whole == null ? group : new Expression.Or(whole, group);
      }
      if (!joint.find(position)) {
        throw new ODataException("Syntax error: $search clauses are joined by AND or OR.");
      }
      if (joint.group(1).equals("OR")) {
        whole = whole == null ? group : new Expression.Or(whole, group);
        group = null;
      }
      position = joint.end();
    }
  }

  private static Expression match(String property, String text) {
    TextFunction function =
        BY_WORD.contains(property) ? TextFunction.WORD_STARTS_WITH : TextFunction.STARTS_WITH;
    return new Expression.TextMatch(function, new Path(List.of(property)), text);
  }
}
