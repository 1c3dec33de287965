package dev.tombolo.tenant.store;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.KeyColumn;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.odata.Expression;
import dev.tombolo.tenant.odata.Expression.Operator;
import dev.tombolo.tenant.odata.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Turns the parts of a filter that the database has columns for into conditions. What it does not
 * turn, or not exactly, is left to {@link dev.tombolo.tenant.odata.Evaluator}, which has the last
 * word on every object.
 */
final class Conditions {
  /**
   * A filter's conditions, all of which hold.
   *
   * @param exact whether they say all that the filter says
   */
  record Compiled(List<Condition> conditions, boolean exact) {}

  private final Listing listing;

  Conditions(Listing listing) {
    this.listing = listing;
  }

  Compiled compile(Expression filter) {
    List<Condition> conditions = new ArrayList<>();
    boolean exact = collect(filter, conditions);
    return new Compiled(conditions, exact);
  }

  private boolean collect(Expression expression, List<Condition> conditions) {
    if (expression instanceof Expression.And and) {
      boolean left = collect(and.left(), conditions);
      return collect(and.right(), conditions) && left;
    }
    Optional<Condition> condition = condition(expression);
    condition.ifPresent(conditions::add);
    return condition.isPresent() && !(expression instanceof Expression.Any);
  }

  private Optional<Condition> condition(Expression expression) {
    if (expression instanceof Expression.Comparison comparison) {
      return single(comparison.path())
          .flatMap(property -> comparison(property, comparison.operator(), comparison.value()));
    }
    if (expression instanceof Expression.In in) {
      return single(in.path()).flatMap(property -> in(property, in.values()));
    }
    if (expression instanceof Expression.TextMatch match) {
      return single(match.path()).flatMap(property -> textMatch(property, match));
    }
    if (expression instanceof Expression.Or or) {
      return or(or);
    }
    if (expression instanceof Expression.Any any) {
      return any(any);
    }
    return Optional.empty();
  }

  private Optional<Property> single(Expression.Path path) {
    return path.segments().size() == 1
        ? Property.visible(listing.type(), path.first())
        : Optional.empty();
  }

  private Optional<Condition> comparison(Property property, Operator operator, Literal literal) {
    if (operator == Operator.EQ && literal instanceof Literal.Text text) {
      Optional<Condition> byKey = byUniqueValue(property, List.of(text.value()));
      if (byKey.isPresent()) {
        return byKey;
      }
    }
    Optional<KeyColumn> column = property.column();
    if (column.isEmpty()) {
      return Optional.empty();
    }
    KeyColumn key = column.get();
    return switch (key.form()) {
      case TEXT -> compareText(key, operator, literal);
      case FLAG -> compareFlag(key, operator, literal);
      case MOMENT -> compareMoment(key, operator, literal);
    };
  }

  private static Optional<Condition> compareText(
      KeyColumn key, Operator operator, Literal literal) {
    String name = "o." + key.sqlName();
    if (literal instanceof Literal.Null) {
      return switch (operator) {
        case EQ -> Optional.of(Condition.on(key, Condition.FLAG, name + " = ''"));
        case NE -> Optional.of(Condition.of(name + " <> ''"));
        default -> Optional.empty();
      };
    }
    if (!(literal instanceof Literal.Text text)) {
      return Optional.empty();
    }
    String value = KeyColumn.Form.fold(text.value());
    return switch (operator) {
      case EQ -> Optional.of(Condition.on(key, Condition.EQUAL, name + " = ?", value));
      case NE -> Optional.of(Condition.of(name + " <> ?", value));
      case GE, GT ->
          Optional.of(Condition.on(key, Condition.RANGE, name + sign(operator) + "?", value));
      case LE, LT ->
          Optional.of(
              Condition.on(
                  key, Condition.RANGE, name + sign(operator) + "? AND " + name + " <> ''", value));
    };
  }

  private static Optional<Condition> compareFlag(
      KeyColumn key, Operator operator, Literal literal) {
    Optional<Integer> code =
        literal instanceof Literal.Flag flag
            ? Optional.of(flag.value() ? 2 : 1)
            : literal instanceof Literal.Null ? Optional.of(0) : Optional.empty();
    String name = "o." + key.sqlName();
    return switch (operator) {
      case EQ -> code.map(value -> Condition.on(key, Condition.FLAG, name + " = ?", value));
      case NE -> code.map(value -> Condition.of(name + " <> ?", value));
      default -> Optional.empty();
    };
  }

  private static Optional<Condition> compareMoment(
      KeyColumn key, Operator operator, Literal literal) {
    if (literal instanceof Literal.Moment moment && operator != Operator.NE) {
      String name = "o." + key.sqlName();
      return Optional.of(
          Condition.on(
              key,
              Condition.RANGE,
              name + sign(operator) + "? AND " + name + " <> 0",
              moment.value().toEpochMilli()));
    }
    return Optional.empty();
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case EQ -> " = ";
      case NE -> " <> ";
      case GT -> " > ";
      case GE -> " >= ";
      case LT -> " < ";
      case LE -> " <= ";
    };
  }

  private Optional<Condition> in(Property property, List<Literal> literals) {
    List<String> values = new ArrayList<>();
    for (Literal literal : literals) {
      if (!(literal instanceof Literal.Text text)) {
        return Optional.empty();
      }
      values.add(text.value());
    }
    Optional<Condition> byKey = byUniqueValue(property, values);
    if (byKey.isPresent()) {
      return byKey;
    }
    return property
        .column()
        .filter(key -> key.form() == KeyColumn.Form.TEXT)
        .map(
            key ->
                united(
                    List.of(
                        Condition.of(
                                "o." + key.sqlName() + " = ANY(?)",
                                (Object)
                                    values.stream()
                                        .map(KeyColumn.Form::fold)
                                        .toArray(String[]::new))
                            .asIds(listing.code()))));
  }

  /** The properties that the table of unique values, or the primary key, finds. */
  private Optional<Condition> byUniqueValue(Property property, List<String> values) {
    return switch (property) {
      case ID -> Optional.of(byId(values));
      case ON_PREMISES_IMMUTABLE_ID -> Optional.of(byKey(values, UniqueValue::sourceAnchor));
      case ON_PREMISES_SECURITY_IDENTIFIER ->
          listing.deleted()
              ? Optional.empty()
              : Optional.of(byKey(values, UniqueValue::securityIdentifier));
      case DEVICE_ID -> Optional.of(byKey(values, UniqueValue::deviceId));
      default -> Optional.empty();
    };
  }

  private static Condition byId(List<String> values) {
    List<UUID> ids = values.stream().flatMap(value -> id(value).stream()).toList();
    return Condition.among(ids);
  }

  private static Optional<UUID> id(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Condition byKey(List<String> values, Function<String, UniqueValue> key) {
    return Condition.among(
        "SELECT object_id FROM unique_value WHERE unique_key = ANY(?)",
        List.of(
            (Object) values.stream().map(value -> key.apply(value).key()).toArray(String[]::new)));
  }

  private static Optional<Condition> textMatch(Property property, Expression.TextMatch match) {
    Optional<KeyColumn> column = property.column().filter(key -> key.form() == KeyColumn.Form.TEXT);
    String value = KeyColumn.Form.fold(match.value());
    if (column.isEmpty()
        || value.isEmpty()
        || match.function() != Expression.TextFunction.STARTS_WITH) {
      return Optional.empty();
    }
    KeyColumn key = column.get();
    String name = "o." + key.sqlName();
    return Optional.of(
        after(value)
            .map(
                end ->
                    Condition.on(
                        key, Condition.PREFIX, name + " >= ? AND " + name + " < ?", value, end))
            .orElseGet(() -> Condition.on(key, Condition.RANGE, name + " >= ?", value)));
  }

  /** The least text that is greater than every text with a prefix. */
  private static Optional<String> after(String prefix) {
    int last = prefix.codePointBefore(prefix.length());
    String head = prefix.substring(0, prefix.length() - Character.charCount(last));
    if (last == Character.MAX_CODE_POINT) {
      return Optional.empty();
    }
    // Surrogates are no characters of their own.
    int successor = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
    return Optional.of(head + Character.toString(successor));
  }

  /** A disjunction, if an index finds the rows of every side. */
  private Optional<Condition> or(Expression.Or or) {
    List<Condition> sides = new ArrayList<>();
    return collectSides(or, sides) ? Optional.of(united(sides)) : Optional.empty();
  }

  private boolean collectSides(Expression expression, List<Condition> sides) {
    if (expression instanceof Expression.Or or) {
      return collectSides(or.left(), sides) && collectSides(or.right(), sides);
    }
    if (expression instanceof Expression.And) {
      return false;
    }
    Optional<Condition> side =
        condition(expression)
            .filter(found -> found.selective() || found.sql().startsWith("o.id "))
            .filter(found -> !(expression instanceof Expression.Any));
    side.ifPresent(found -> sides.add(found.asIds(listing.code())));
    return side.isPresent();
  }

  private static Condition united(List<Condition> sides) {
    List<Object> parameters = new ArrayList<>();
    List<String> selects = new ArrayList<>();
    for (Condition side : sides) {
      parameters.addAll(side.parameters());
      selects.add(side.ids().orElseThrow());
    }
    return Condition.among(String.join(" UNION ", selects), parameters);
  }

  /** Collections that a table finds; necessary, not sufficient. */
  private Optional<Condition> any(Expression.Any any) {
    if (any.collection().segments().size() != 1
        || !(any.predicate().orElse(null) instanceof Expression.Comparison comparison)
        || comparison.operator() != Operator.EQ
        || !(comparison.value() instanceof Literal.Text text)) {
      return Optional.empty();
    }
    String collection = any.collection().first();
    if (collection.equals(Property.PROXY_ADDRESSES.jsonName()) && !listing.deleted()) {
      return ProxyAddress.parse(text.value())
          .filter(ProxyAddress::smtp)
          .map(proxy -> byKey(List.of(proxy.address()), UniqueValue::address));
    }
    if (collection.equals(Property.ASSIGNED_LICENSES.jsonName())
        && listing.type() == ObjectType.USER) {
      return id(text.value())
          .map(
              sku ->
                  Condition.of(
                      "EXISTS (SELECT 1 FROM licence l WHERE l.user_id = o.id AND l.sku_id = ?)"
                          + " OR EXISTS (SELECT 1 FROM inherited_licence i"
                          + " WHERE i.user_id = o.id AND i.sku_id = ? AND i.problem = '')",
                      sku,
                      sku));
    }
    return Optional.empty();
  }
}
