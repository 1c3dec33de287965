package dev.tombolo.connector.rule;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a scoping filter compares, by the names of the Synchronization Rules Editor. Of several
 * values one is enough; the opposites hold of an attribute without values. Case does not matter.
 */
public enum ScopeOperator {
  /** A value is the text. */
  EQUAL,
  /** No value is. */
  NOTEQUAL(EQUAL),
  /** A value starts with the text. */
  STARTSWITH,
  /** No value does. */
  NOTSTARTSWITH(STARTSWITH),
  /** A value ends with the text. */
  ENDSWITH,
  /** No value does. */
  NOTENDSWITH(ENDSWITH),
  /** A value contains the text. */
  CONTAINS,
  /** No value does. */
  NOTCONTAINS(CONTAINS),
  /** A value is one of the texts, which are separated by semicolons. */
  ISIN,
  /** No value is. */
  ISNOTIN(ISIN),
  /** A number is less. */
  LESSTHAN,
  /** A number is less or the same. */
  LESSTHANOREQUALTO,
  /** A number is greater. */
  GREATERTHAN,
  /** A number is greater or the same. */
  GREATERTHANOREQUALTO,
  /** A number has all the bits. */
  ISBITSET,
  /** No number has. */
  ISBITNOTSET(ISBITSET),
  /** There is a value. */
  ISNOTNULL,
  /** There is none. */
  ISNULL(ISNOTNULL);

  private final Optional<ScopeOperator> opposite;

  ScopeOperator() {
    this.opposite = Optional.empty();
  }

  ScopeOperator(ScopeOperator opposite) {
    this.opposite = Optional.of(opposite);
  }

  /** Finds an operator by its name, in any case. */
  static Optional<ScopeOperator> find(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }

  /** Whether it compares with a value. */
  boolean takesValue() {
    return this != ISNULL && this != ISNOTNULL;
  }

  /** Whether its value must be a number. */
  boolean takesNumber() {
    ScopeOperator base = opposite.orElse(this);
    return base == ISBITSET || (base.compareTo(LESSTHAN) >= 0 && base.compareTo(ISBITSET) < 0);
  }

  boolean holds(List<String> values, String wanted) {
    return opposite.isPresent()
        ? !opposite.get().holds(values, wanted)
        : !values.isEmpty() && values.stream().anyMatch(test(wanted));
  }

  private Predicate<String> test(String wanted) {
    return switch (this) {
      case EQUAL -> wanted::equalsIgnoreCase;
      case STARTSWITH -> value -> value.regionMatches(true, 0, wanted, 0, wanted.length());
      case ENDSWITH ->
          value ->
              value.regionMatches(
                  true, value.length() - wanted.length(), wanted, 0, wanted.length());
      case CONTAINS -> value -> fold(value).contains(fold(wanted));
      case ISIN ->
          value ->
              Arrays.stream(wanted.split(";", -1))
                  .anyMatch(each -> each.trim().equalsIgnoreCase(value));
      case LESSTHAN -> value -> compare(value, wanted).filter(sign -> sign < 0).isPresent();
      case LESSTHANOREQUALTO ->
          value -> compare(value, wanted).filter(sign -> sign <= 0).isPresent();
      case GREATERTHAN -> value -> compare(value, wanted).filter(sign -> sign > 0).isPresent();
      case GREATERTHANOREQUALTO ->
          value -> compare(value, wanted).filter(sign -> sign >= 0).isPresent();
      case ISBITSET ->
          value -> {
            long mask = number(wanted).map(BigDecimal::longValue).orElse(0L);
            return number(value).filter(bits -> (bits.longValue() & mask) == mask).isPresent();
          };
      default -> value -> true;
    };
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Optional<Integer> compare(String value, String wanted) {
    Optional<BigDecimal> one = number(value);
    Optional<BigDecimal> other = number(wanted);
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get().compareTo(other.get()))
        : Optional.empty();
  }

  static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(
          text.regionMatches(true, 0, "&H", 0, 2)
              ? BigDecimal.valueOf(Long.parseLong(text.substring(2), 16))
              : new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
