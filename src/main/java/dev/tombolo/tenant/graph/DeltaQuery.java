package dev.tombolo.tenant.graph;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.odata.Expression;
import dev.tombolo.tenant.odata.Literal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a caller of {@code delta} asks for (reference §10.4).
 *
 * @param selection the properties told; the id always is
 * @param links the relationships told; of groups, the members unless properties are selected
 * @param only the objects told of; empty means all
 * @param token where the caller stands; empty at the beginning
 */
record DeltaQuery(
    ObjectType type,
    Selection selection,
    Set<LinkKind> links,
    Set<UUID> only,
    Optional<String> token) {
  private static final Set<String> REFUSED = Set.of("$top", "$orderby", "$expand", "$search");
  private static final int MAX_IDS = 50;

  /**
   * Reads a request.
   *
   * @throws ApiException 400 when it asks for what {@code delta} does not have
   */
  static DeltaQuery parse(ApiRequest request, ObjectType type) {
    Map<String, String> options = QueryOptions.system(request.query());
    for (String refused : REFUSED) {
      if (options.containsKey(refused)) {
        throw ApiException.unsupportedQuery(
            "The query option '" + refused + "' is not supported by delta.");
      }
    }
    Optional<String> select =
        Optional.ofNullable(options.get("$select")).filter(text -> !text.isBlank());
    Set<LinkKind> links = EnumSet.noneOf(LinkKind.class);
    List<String> properties = new ArrayList<>();
    for (String name : select.orElse("").trim().split("\\s*,\\s*", -1)) {
      Optional<LinkKind> link = LinkKind.find(type, name);
      link.ifPresent(links::add);
      if (link.isEmpty()) {
        properties.add(name);
      }
    }
    if (select.isEmpty() && type == ObjectType.GROUP) {
      links.add(LinkKind.MEMBER);
    }
    properties.add("id");
    return new DeltaQuery(
        type,
        Selection.parse(select.map(text -> String.join(",", properties)), EnumSet.of(type)),
        links,
        Optional.ofNullable(options.get("$filter"))
            .map(text -> ids(QueryOptions.filter(text)))
            .orElse(Set.of()),
        Optional.ofNullable(options.get("$deltatoken"))
            .or(() -> Optional.ofNullable(options.get("$skiptoken"))));
  }

  /** Only a list of ids may be asked for. */
  private static Set<UUID> ids(Expression filter) {
    Set<UUID> ids = new HashSet<>();
    collect(filter, ids);
    if (ids.size() > MAX_IDS) {
      throw ApiException.unsupportedQuery(
          "A delta query can be limited to " + MAX_IDS + " objects at most.");
    }
    return ids;
  }

  private static void collect(Expression filter, Set<UUID> ids) {
    if (filter instanceof Expression.Or or) {
      collect(or.left(), ids);
      collect(or.right(), ids);
    } else if (filter instanceof Expression.Comparison comparison
        && comparison.operator() == Expression.Operator.EQ
        && comparison.path().toString().equals("id")
        && comparison.value() instanceof Literal.Text text) {
      ids.add(Ids.parse(text.value()).orElseThrow(() -> ApiException.notFound(text.value())));
    } else {
      throw ApiException.unsupportedQuery("Unsupported Query.");
    }
  }

  boolean wants(UUID id) {
    return only.isEmpty() || only.contains(id);
  }

  /** What the database is asked of live objects. */
  Optional<Expression> filter() {
    return only.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Expression.In(
                new Expression.Path(List.of("id")),
                only.stream()
                    .sorted()
                    .<Literal>map(id -> new Literal.Text(id.toString()))
                    .toList()));
  }
}
