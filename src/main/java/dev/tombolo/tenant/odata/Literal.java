package dev.tombolo.tenant.odata;

import java.math.BigDecimal;
import java.time.Instant;

/** A constant in a filter. */
public sealed interface Literal {
  /** A string, or a GUID, which filters may also write without quotes. */
  record Text(String value) implements Literal {}

  /** {@code true} or {@code false}. */
  record Flag(boolean value) implements Literal {}

  /** A number. */
  record Numeric(BigDecimal value) implements Literal {}

  /** A point in time. */
  record Moment(Instant value) implements Literal {}

  /** {@code null}. */
  record Null() implements Literal {}
}
