package dev.tombolo.sql;

/** What is done inside a transaction; may be run more than once. */
@FunctionalInterface
public interface Work<T> {
  /** Does the work; its effects outside the database must bear being repeated. */
  T in(Transaction transaction);
}
