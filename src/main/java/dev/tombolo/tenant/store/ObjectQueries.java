package dev.tombolo.tenant.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.KeyColumn;
import dev.tombolo.tenant.odata.Evaluator;
import dev.tombolo.tenant.odata.Expression;
import dev.tombolo.tenant.store.ObjectQuery.Page;
import dev.tombolo.tenant.store.ObjectQuery.Position;
import dev.tombolo.tenant.store.ObjectQuery.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds pages of objects, each from where the last one ended in an index, so that a page costs the
 * same wherever it is and however many objects there are.
 */
public final class ObjectQueries {
  private static final int CHUNK = 1_000;
  private static final int MOST_IDS = 1_000;

  private final Transaction transaction;
  private final ObjectQuery query;
  private final Conditions.Compiled compiled;
  private final Optional<KeyColumn> order;

  /** Prepares a query inside a unit of work. */
  public ObjectQueries(Unit unit, ObjectQuery query) {
    this.transaction = unit.transaction();
    this.query = query;
    this.compiled = resolved(compile(query));
    this.order = query.order().or(this::driver);
  }

  private static Conditions.Compiled compile(ObjectQuery query) {
    Optional<Expression> filter = query.filter();
    if (filter.isEmpty()) {
      return new Conditions.Compiled(List.of(), true);
    }
    return query.scope() instanceof ObjectQuery.In in
        ? new Conditions(in.listing()).compile(filter.get())
        : new Conditions.Compiled(List.of(), false);
  }

  private Conditions.Compiled resolved(Conditions.Compiled asked) {
    return new Conditions.Compiled(
        asked.conditions().stream()
            .map(condition -> condition.resolved(transaction, MOST_IDS))
            .toList(),
        asked.exact());
  }

  private Optional<KeyColumn> driver() {
    return compiled.conditions().stream()
        .filter(condition -> condition.driver().isPresent())
        .min(Comparator.comparingInt(Condition::rank))
        .flatMap(Condition::driver);
  }

  /** A page of at most {@code limit} objects after a position. */
  public Page page(Optional<Position> after, int limit) {
    Predicate<List<DirectoryObject>> full = found -> found.size() > limit;
    List<DirectoryObject> found = new ArrayList<>();
    Optional<Position> from = after;
    int chunk = compiled.exact() ? limit + 1 : Math.max(limit + 1, CHUNK);
    boolean more = true;
    while (more && !full.test(found)) {
      List<ObjectTable.Row> rows = rows(from, chunk);
      more = rows.size() == chunk;
      if (!rows.isEmpty()) {
        from = Optional.of(position(rows.get(rows.size() - 1).object()));
      }
      found.addAll(matching(rows));
    }
    if (!full.test(found)) {
      return new Page(found, Optional.empty());
    }
    List<DirectoryObject> page = found.subList(0, limit);
    return new Page(page, Optional.of(position(page.get(limit - 1))));
  }

  /** How many objects there are in all. */
  public long count() {
    if (compiled.exact()) {
      List<Object> parameters = new ArrayList<>();
      String sql = "SELECT COUNT(*) " + from(Optional.empty(), parameters);
      return transaction.number(sql, parameters.toArray());
    }
    long count = 0;
    Optional<Position> from = Optional.empty();
    List<ObjectTable.Row> rows;
    do {
      rows = rows(from, CHUNK);
      count += matching(rows).size();
      if (!rows.isEmpty()) {
        from = Optional.of(position(rows.get(rows.size() - 1).object()));
      }
    } while (rows.size() == CHUNK);
    return count;
  }

  private List<DirectoryObject> matching(List<ObjectTable.Row> rows) {
    List<DirectoryObject> objects = rows.stream().map(ObjectTable.Row::object).toList();
    if (compiled.exact() || query.filter().isEmpty()) {
      return objects;
    }
    Evaluator evaluator = new Evaluator(query.filter().get());
    List<JsonNode> rendered = query.render().apply(objects);
    List<DirectoryObject> matching = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      if (evaluator.matches(rendered.get(i))) {
        matching.add(objects.get(i));
      }
    }
    return matching;
  }

  private List<ObjectTable.Row> rows(Optional<Position> after, int limit) {
    List<Object> parameters = new ArrayList<>();
    String sql =
        "SELECT "
            + ObjectTable.COLUMNS
            + " "
            + from(after, parameters)
            + orderBy()
            + " LIMIT "
            + limit;
    return transaction.query(sql, ObjectTable::read, parameters.toArray());
  }

  private String from(Optional<Position> after, List<Object> parameters) {
    StringBuilder sql = new StringBuilder("FROM ");
    sql.append(scope(query.scope(), parameters));
    for (Condition condition : compiled.conditions()) {
      sql.append(" AND (").append(condition.sql()).append(")");
      parameters.addAll(condition.parameters());
    }
    after.ifPresent(position -> sql.append(beyond(position, parameters)));
    return sql.toString();
  }

  /**
   * Where rows are named by their ids, the listing is made no use of an index for: H2 would walk
   * through the whole listing to have the rows in order.
   */
  private boolean byIds() {
    return compiled.conditions().stream().anyMatch(Condition::byIds);
  }

  private String scope(Scope scope, List<Object> parameters) {
    if (scope instanceof ObjectQuery.In in) {
      parameters.add(in.listing().code());
      return "directory_object o WHERE o.listing" + (byIds() ? " + 0 = ?" : " = ?");
    }
    if (scope instanceof ObjectQuery.LinkedFrom linked) {
      parameters.add(linked.source());
      parameters.add(linked.kind().code());
      return "directory_link l JOIN directory_object o ON o.id = l.target_id"
          + " WHERE l.source_id = ? AND l.kind = ? AND "
          + listings(linked.types());
    }
    if (scope instanceof ObjectQuery.LinkedTo linked) {
      parameters.add(linked.target());
      parameters.add(linked.kind().code());
      return "directory_link l JOIN directory_object o ON o.id = l.source_id"
          + " WHERE l.target_id = ? AND l.kind = ? AND "
          + listings(linked.types());
    }
    ObjectQuery.Among among = (ObjectQuery.Among) scope;
    parameters.add(among.ids().toArray(UUID[]::new));
    return "directory_object o WHERE o.id = ANY(?) AND " + listings(among.types());
  }

  private static String listings(Set<ObjectType> types) {
    return types.stream()
        .map(type -> Integer.toString(Listing.live(type).code()))
        .sorted()
        .collect(Collectors.joining(", ", "o.listing IN (", ")"));
  }

  private String beyond(Position position, List<Object> parameters) {
    String past = query.descending() ? " < " : " > ";
    if (order.isEmpty()) {
      parameters.add(position.id());
      return " AND " + idColumn() + past + "?";
    }
    KeyColumn key = order.get();
    Object value = key.form() == KeyColumn.Form.TEXT ? position.key() : number(position.key());
    parameters.add(value);
    parameters.add(value);
    parameters.add(position.id());
    String name = "o." + key.sqlName();
    // The first bound is what the index starts from.
    String bound = query.descending() ? " <= ?" : " >= ?";
    return " AND " + name + bound + " AND (" + name + past + "? OR o.id" + past + "?)";
  }

  private static long number(String key) {
    try {
      return Long.parseLong(key);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private String idColumn() {
    if (query.scope() instanceof ObjectQuery.LinkedFrom) {
      return "l.target_id";
    }
    return query.scope() instanceof ObjectQuery.LinkedTo ? "l.source_id" : "o.id";
  }

  /** Names every column of the index, so that the database sees that it gives the order. */
  private String orderBy() {
    String direction = query.descending() ? " DESC" : "";
    if (query.scope() instanceof ObjectQuery.In && !byIds()) {
      return " ORDER BY o.listing"
          + direction
          + order.map(key -> ", o." + key.sqlName() + direction).orElse("")
          + ", o.id"
          + direction;
    }
    return " ORDER BY "
        + order.map(key -> "o." + key.sqlName() + direction + ", ").orElse("")
        + idColumn()
        + direction;
  }

  private Position position(DirectoryObject object) {
    return new Position(order.map(key -> keyOf(object, key)).orElse(""), object.id());
  }

  private static String keyOf(DirectoryObject object, KeyColumn key) {
    @Nullable JsonNode value =
        object.properties().entrySet().stream()
            .filter(entry -> entry.getKey().column().filter(key::equals).isPresent())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    return key.form().encode(value).toString();
  }
}
