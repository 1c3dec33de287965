package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.lifecycle.RecycleBin;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.KeyColumn;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.odata.Expression;
import dev.tombolo.tenant.odata.Literal;
import dev.tombolo.tenant.store.ObjectQueries;
import dev.tombolo.tenant.store.ObjectQuery;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers requests for collections of directory objects, page by page. */
final class Collections {
  private final TenantStore store;

  Collections(TenantStore store) {
    this.store = store;
  }

  /**
   * A page of a collection.
   *
   * @param name of the collection in {@code @odata.context}
   * @param types what may be in it; several mean that each object says its type
   */
  ApiResponse list(
      ApiRequest request, String name, Set<ObjectType> types, ObjectQuery.Scope scope) {
    return store.read(unit -> list(unit, request, name, types, scope));
  }

  static ApiResponse list(
      Unit unit, ApiRequest request, String name, Set<ObjectType> types, ObjectQuery.Scope scope) {
    QueryOptions options = QueryOptions.parse(request);
    Selection selection = Selection.parse(options.select(), types);
    Expansion expansion = Expansion.parse(options.expand(), types);
    ObjectQueries queries = queries(unit, options, types, scope);
    ObjectQuery.Page page = queries.page(options.skipToken().map(SkipToken::parse), options.top());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("@odata.context", request.base() + "/$metadata#" + name + selection.context());
    if (options.count() && options.skipToken().isEmpty()) {
      body.put("@odata.count", queries.count());
    }
    page.next()
        .ifPresent(
            next ->
                body.put("@odata.nextLink", nextLink(request, "$skiptoken", SkipToken.of(next))));
    boolean typed = types.size() > 1 || !(scope instanceof ObjectQuery.In);
    List<ObjectNode> rendered = new ObjectRenderer(unit, selection, typed).render(page.objects());
    for (int i = 0; i < rendered.size(); i++) {
      expansion.into(unit, page.objects().get(i), rendered.get(i));
    }
    ArrayNode value = body.putArray("value");
    value.addAll(rendered);
    return ApiResponse.ok(body);
  }

  /** The bare number of objects ({@code …/$count}). */
  ApiResponse count(ApiRequest request, Set<ObjectType> types, ObjectQuery.Scope scope) {
    if (!request.eventual()) {
      throw ApiException.badRequest("$count is not currently supported.");
    }
    Map<String, String> options = new LinkedHashMap<>(request.query());
    options.put("$count", "true");
    QueryOptions parsed = QueryOptions.parse(withQuery(request, options));
    return ApiResponse.ok(
        store.read(unit -> Long.toString(queries(unit, parsed, types, scope).count())));
  }

  private static ApiRequest withQuery(ApiRequest request, Map<String, String> query) {
    return new ApiRequest(
        request.method(),
        request.path(),
        query,
        request.headers(),
        request.body(),
        request.base(),
        request.caller(),
        request.parameters());
  }

  private static ObjectQueries queries(
      Unit unit, QueryOptions options, Set<ObjectType> types, ObjectQuery.Scope scope) {
    requireKnown(options.filter().map(Expression::properties).orElse(Set.of()), types);
    Optional<Expression> filter = withinRetention(unit, options.filter(), scope);
    Set<String> names = filter.map(Expression::properties).orElse(Set.of());
    Optional<Order> order = options.orderBy().map(text -> Order.parse(text, types));
    return new ObjectQueries(
        unit,
        new ObjectQuery(
            scope,
            filter,
            objects -> ObjectRenderer.forFilter(unit, objects, names),
            order.map(Order::column),
            order.map(Order::descending).orElse(false)));
  }

  /** A recycle bin shows only what can still be restored, whenever the rest is purged. */
  private static Optional<Expression> withinRetention(
      Unit unit, Optional<Expression> filter, ObjectQuery.Scope scope) {
    if (!(scope instanceof ObjectQuery.In in) || !in.listing().deleted()) {
      return filter;
    }
    Expression recent =
        new Expression.Comparison(
            new Expression.Path(List.of(Property.DELETED_DATE_TIME.jsonName())),
            Expression.Operator.GE,
            new Literal.Moment(RecycleBin.horizon(unit.now())));
    return Optional.of(
        filter.<Expression>map(asked -> new Expression.And(asked, recent)).orElse(recent));
  }

  private record Order(KeyColumn column, boolean descending) {
    static Order parse(String text, Set<ObjectType> types) {
      String[] words = text.trim().split("\\s+", -1);
      boolean descending = words.length == 2 && words[1].toLowerCase(Locale.ROOT).equals("desc");
      boolean ascending =
          words.length == 1
              || (words.length == 2 && words[1].toLowerCase(Locale.ROOT).equals("asc"));
      KeyColumn column =
          types.stream()
              .flatMap(type -> Property.visible(type, words[0]).stream())
              .flatMap(property -> property.column().stream())
              .findFirst()
              .orElseThrow(Order::unsupported);
      if (!ascending && !descending) {
        throw unsupported();
      }
      return new Order(column, descending);
    }

    private static ApiException unsupported() {
      return ApiException.unsupportedQuery("Sorting not supported for current query.");
    }
  }

  /** A filter may name only what the types have. */
  private static void requireKnown(Set<String> names, Set<ObjectType> types) {
    for (String name : names) {
      if (types.stream().noneMatch(type -> Property.visible(type, name).isPresent())) {
        String type =
            types.size() == 1 ? Resource.typeName(types.iterator().next()) : "directoryObject";
        throw ApiException.badQuery(
            "Invalid filter clause: Could not find a property named '"
                + name
                + "' on type 'microsoft.graph."
                + type
                + "'.");
      }
    }
  }

  /** The address of the next page: the same query with another token. */
  static String nextLink(ApiRequest request, String option, String token) {
    Map<String, String> query = new LinkedHashMap<>(request.query());
    query.remove("$skiptoken");
    query.remove("skiptoken");
    query.remove("$deltatoken");
    query.remove("deltatoken");
    query.put(option, token);
    StringBuilder link = new StringBuilder(request.base());
    request.path().forEach(segment -> link.append('/').append(encode(segment)));
    char separator = '?';
    for (Map.Entry<String, String> entry : query.entrySet()) {
      link.append(separator)
          .append(encode(entry.getKey()).replace("%24", "$"))
          .append('=')
          .append(encode(entry.getValue()));
      separator = '&';
    }
    return link.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
