package dev.tombolo.tenant.graph;

import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.odata.Expression;
import dev.tombolo.tenant.odata.FilterParser;
import dev.tombolo.tenant.odata.ODataException;
import dev.tombolo.tenant.odata.SearchParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query options of a request, checked against what Graph's directory supports with and without
 * {@code ConsistencyLevel: eventual} (reference §10.2).
 *
 * @param count whether {@code @odata.count} is asked for
 * @param top the most objects of a page
 */
record QueryOptions(
    Optional<String> select,
    Optional<Expression> filter,
    Optional<String> orderBy,
    Optional<String> expand,
    boolean count,
    int top,
    Optional<String> skipToken) {

  static final int DEFAULT_TOP = 100;
  static final int MAX_TOP = 999;

  private static final Set<String> KNOWN =
      Set.of(
          "$select",
          "$filter",
          "$orderby",
          "$expand",
          "$count",
          "$top",
          "$skiptoken",
          "$search",
          "$format",
          "$deltatoken");

  /**
   * Reads and checks.
   *
   * @throws ApiException 400 when an option is malformed or not supported so
   */
  static QueryOptions parse(ApiRequest request) {
    Map<String, String> options = system(request.query());
    boolean count = flag(options.get("$count"));
    boolean eventual = request.eventual();
    if (count && !eventual) {
      throw ApiException.badRequest("$count is not currently supported.");
    }
    Optional<Expression> filter =
        Optional.ofNullable(options.get("$filter")).map(QueryOptions::filter);
    Optional<String> orderBy = Optional.ofNullable(options.get("$orderby"));
    boolean advanced = eventual && count;
    boolean needsAdvanced =
        filter.map(QueryOptions::needsAdvanced).orElse(false)
            || (filter.isPresent() && orderBy.isPresent());
    if (needsAdvanced && !advanced) {
      throw ApiException.unsupportedQuery("Unsupported Query.");
    }
    Optional<Expression> search =
        Optional.ofNullable(options.get("$search")).map(QueryOptions::search);
    if (search.isPresent() && !eventual) {
      throw ApiException.unsupportedQuery(
          "Request with $search query parameter only works through MSGraph with a special request"
              + " header: 'ConsistencyLevel: eventual'");
    }
    Optional<Expression> both =
        filter.isPresent() && search.isPresent()
            ? Optional.of(new Expression.And(filter.get(), search.get()))
            : filter.or(() -> search);
    return new QueryOptions(
        Optional.ofNullable(options.get("$select")),
        both,
        orderBy,
        Optional.ofNullable(options.get("$expand")),
        count,
        top(options.get("$top")),
        Optional.ofNullable(options.get("$skiptoken")));
  }

  /** The system options; the dollar sign may be left out, and others are not ours. */
  static Map<String, String> system(Map<String, String> query) {
    Map<String, String> options = new HashMap<>();
    query.forEach(
        (name, value) -> {
          String system = name.startsWith("$") ? name : "$" + name;
          if (KNOWN.contains(system)) {
            options.put(system, value);
          } else if (name.equals("$skip")) {
            throw ApiException.unsupportedQuery("'$skip' is not supported by the service.");
          } else if (name.startsWith("$")) {
            throw ApiException.badQuery(
                "The query parameter '" + name + "' is not supported by the service.");
          }
        });
    return options;
  }

  private static boolean flag(@Nullable String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw ApiException.badQuery(
        "Invalid value for $count query option found. Valid values are 'true' or 'false'.");
  }

  private static int top(@Nullable String value) {
    if (value == null) {
      return DEFAULT_TOP;
    }
    try {
      int top = Integer.parseInt(value);
      if (top >= 1 && top <= MAX_TOP) {
        return top;
      }
    } catch (NumberFormatException e) {
      throw invalidTop(value);
    }
    throw invalidTop(value);
  }

  private static ApiException invalidTop(String value) {
    return ApiException.unsupportedQuery(
        "Invalid page size specified: '"
            + value
            + "'. Must be between 1 and "
            + MAX_TOP
            + " inclusive.");
  }

  static Expression filter(String text) {
    try {
      return FilterParser.parse(text);
    } catch (ODataException e) {
      throw ApiException.badQuery("Invalid filter clause: " + e.getMessage());
    }
  }

  private static Expression search(String text) {
    try {
      return SearchParser.parse(text);
    } catch (ODataException e) {
      throw ApiException.badQuery(String.valueOf(e.getMessage()));
    }
  }

  /** Whether a filter is among those that only the eventually consistent index answers. */
  private static boolean needsAdvanced(Expression expression) {
    if (expression instanceof Expression.And and) {
      return needsAdvanced(and.left()) || needsAdvanced(and.right());
    }
    if (expression instanceof Expression.Or or) {
      return needsAdvanced(or.left()) || needsAdvanced(or.right());
    }
    if (expression instanceof Expression.Comparison comparison) {
      return comparison.operator() == Expression.Operator.NE;
    }
    if (expression instanceof Expression.TextMatch match) {
      return needsAdvanced(match);
    }
    if (expression instanceof Expression.Any any) {
      return any.predicate().map(QueryOptions::needsAdvanced).orElse(true);
    }
    return expression instanceof Expression.Not || expression instanceof Expression.Count;
  }

  private static boolean needsAdvanced(Expression.TextMatch match) {
    return switch (match.function()) {
      case STARTS_WITH -> false;
      case ENDS_WITH -> {
        String name = match.path().toString();
        if (!name.equals("mail") && !name.equals("userPrincipalName")) {
          throw ApiException.unsupportedQuery(
              "Unsupported or invalid query filter clause specified for property '" + name + "'.");
        }
        yield true;
      }
      case CONTAINS, WORD_STARTS_WITH -> throw ApiException.unsupportedQuery("Unsupported Query.");
    };
  }
}
