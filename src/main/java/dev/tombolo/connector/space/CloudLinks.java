package dev.tombolo.connector.space;

import dev.tombolo.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** References among the tenant's objects: those that are there, and those on their way. */
public final class CloudLinks {
  private static final String COLUMNS = "source, kind, target, state";

  private final Transaction transaction;

  CloudLinks(Transaction transaction) {
    this.transaction = transaction;
  }

  /** The references an object has or shall have or lose. */
  public List<CloudLink> from(Collection<String> sources) {
    return sources.isEmpty()
        ? List.of()
        : transaction.query(
            "SELECT " + COLUMNS + " FROM cloud_link WHERE source = ANY(?)",
            CloudLinks::link,
            (Object) sources.toArray(String[]::new));
  }

  /** The references between some sources and some targets. */
  public List<CloudLink> between(Collection<String> sources, Collection<String> targets) {
    if (sources.isEmpty() || targets.isEmpty()) {
      return List.of();
    }
    String by = sources.size() < targets.size() ? "target" : "source";
    Collection<String> keys = sources.size() < targets.size() ? targets : sources;
    return transaction.query(
        "SELECT " + COLUMNS + " FROM cloud_link WHERE " + by + " = ANY(?)",
        CloudLinks::link,
        (Object) keys.toArray(String[]::new));
  }

  /**
   * Adds references.
   *
   * @param pending whether it is still to be decided if they shall be there
   */
  public void insert(Collection<CloudLink> links, boolean pending) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CloudLink link : links) {
      rows.add(
          new @Nullable Object[] {
            link.source(),
            link.kind().number(),
            link.target(),
            link.state().number(),
            pending ? 1 : 0
          });
    }
    transaction.batch(
        "INSERT INTO cloud_link (source, kind, target, state, pending) VALUES (?, ?, ?, ?, ?)",
        rows);
  }

  /**
   * Replaces references' states.
   *
   * @param pending whether it is still to be decided if they shall be there
   */
  public void update(Collection<CloudLink> links, boolean pending) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CloudLink link : links) {
      rows.add(
          new @Nullable Object[] {
            link.state().number(),
            pending ? 1 : 0,
            link.source(),
            link.kind().number(),
            link.target()
          });
    }
    transaction.batch(
        "UPDATE cloud_link SET state = ?, pending = ?"
            + " WHERE source = ? AND kind = ? AND target = ?",
        rows);
  }

  /** Removes references. */
  public void delete(Collection<CloudLink> links) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    links.forEach(
        link ->
            rows.add(new @Nullable Object[] {link.source(), link.kind().number(), link.target()}));
    transaction.batch("DELETE FROM cloud_link WHERE source = ? AND kind = ? AND target = ?", rows);
  }

  /** The references from and to some objects that are not merely to be added. */
  public List<CloudLink> settledWith(Collection<String> anchors) {
    if (anchors.isEmpty()) {
      return List.of();
    }
    Object keys = anchors.toArray(String[]::new);
    List<CloudLink> links =
        new ArrayList<>(
            transaction.query(
                "SELECT " + COLUMNS + " FROM cloud_link WHERE state <> ? AND source = ANY(?)",
                CloudLinks::link,
                LinkState.ADD.number(),
                keys));
    links.addAll(
        transaction.query(
            "SELECT " + COLUMNS + " FROM cloud_link WHERE state <> ? AND target = ANY(?)",
            CloudLinks::link,
            LinkState.ADD.number(),
            keys));
    return links;
  }

  /**
   * Doubts every reference from and to objects that are not seen any more and may be made anew:
   * they are exported once more and wait for their confirmation.
   */
  public void doubt(Collection<String> anchors) {
    if (!anchors.isEmpty()) {
      Object keys = anchors.toArray(String[]::new);
      for (String end : List.of("source", "target")) {
        transaction.update(
            "UPDATE cloud_link SET state = ? WHERE state = ? AND " + end + " = ANY(?)",
            LinkState.ADDED.number(),
            LinkState.CONFIRMED.number(),
            keys);
      }
    }
  }

  /** Forgets every reference from and to objects that are gone for good, or have been made anew. */
  public void forget(Collection<String> anchors) {
    if (!anchors.isEmpty()) {
      Object keys = anchors.toArray(String[]::new);
      transaction.update("DELETE FROM cloud_link WHERE source = ANY(?)", keys);
      transaction.update("DELETE FROM cloud_link WHERE target = ANY(?)", keys);
    }
  }

  /** Makes every reference pending. */
  public void markAllPending() {
    transaction.update("UPDATE cloud_link SET pending = 1 WHERE pending = 0");
  }

  /** Makes every reference from and to some objects pending. */
  public void markPending(Collection<String> anchors) {
    if (!anchors.isEmpty()) {
      Object keys = anchors.toArray(String[]::new);
      transaction.update(
          "UPDATE cloud_link SET pending = 1 WHERE pending = 0 AND source = ANY(?)", keys);
      transaction.update(
          "UPDATE cloud_link SET pending = 1 WHERE pending = 0 AND target = ANY(?)", keys);
    }
  }

  /** Some of the pending references. */
  public List<CloudLink> pending(int limit) {
    return transaction.query(
        "SELECT "
            + COLUMNS
            + " FROM cloud_link WHERE pending = 1 ORDER BY source, kind, target LIMIT ?",
        CloudLinks::link,
        limit);
  }

  /** The next objects, in the order of their anchors, that have references to export. */
  public List<String> sourcesToExport(String after, int limit) {
    return transaction.query(
        "SELECT DISTINCT source FROM cloud_link WHERE state IN (?, ?, ?, ?) AND source > ?"
            + " ORDER BY source LIMIT ?",
        row -> row.getString("source"),
        LinkState.ADD.number(),
        LinkState.REMOVE.number(),
        LinkState.ADDED.number(),
        LinkState.REMOVED.number(),
        after,
        limit);
  }

  /** The references to export of some objects. */
  public List<CloudLink> toExport(Collection<String> sources) {
    return sources.isEmpty()
        ? List.of()
        : transaction.query(
            "SELECT " + COLUMNS + " FROM cloud_link WHERE state <> ? AND source = ANY(?)",
            CloudLinks::link,
            LinkState.CONFIRMED.number(),
            sources.toArray(String[]::new));
  }

  private static CloudLink link(ResultSet row) throws SQLException {
    return new CloudLink(
        row.getString("source"),
        LinkKind.ofNumber(row.getInt("kind")),
        row.getString("target"),
        LinkState.ofNumber(row.getInt("state")));
  }
}
