package dev.tombolo.connector.space;

import dev.tombolo.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * References among the forests' objects. Both ends may be unknown: a reference stays when its
 * target has been deleted, because the forest does not tell of it again when the target is
 * restored.
 */
public final class OnPremisesLinks {
  private static final int CHUNK = 5_000;

  private final Transaction transaction;

  OnPremisesLinks(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Notes references that are there; those that were not are pending afterwards. Where an object
   * can have but one, the one it had is there no more, whether the forest tells so or not.
   */
  public void add(Collection<OnPremisesLink> links) {
    Map<UUID, OnPremisesLink> single = new HashMap<>();
    for (OnPremisesLink link : links) {
      if (link.kind().single()) {
        single.put(link.source(), link);
      }
    }
    remove(
        from(single.keySet()).stream()
            .filter(link -> link.kind().single() && !link.equals(single.get(link.source())))
            .toList());
    write(links, true);
  }

  /** Notes references that are there no more; those that were are pending afterwards. */
  public void remove(Collection<OnPremisesLink> links) {
    write(links, false);
  }

  private void write(Collection<OnPremisesLink> links, boolean present) {
    List<OnPremisesLink> all = List.copyOf(new LinkedHashSet<>(links));
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<OnPremisesLink> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
      Map<OnPremisesLink, Boolean> known = known(chunk);
      List<@Nullable Object[]> inserts = new ArrayList<>();
      List<@Nullable Object[]> updates = new ArrayList<>();
      for (OnPremisesLink link : chunk) {
        Boolean was = known.get(link);
        if (was == null && present) {
          inserts.add(key(link));
        } else if (was != null && was != present) {
          updates.add(
              new @Nullable Object[] {
                present ? 1 : 0, link.source(), link.kind().number(), link.target()
              });
        }
      }
      transaction.batch(
          "INSERT INTO on_premises_link (source, kind, target, present, pending)"
              + " VALUES (?, ?, ?, 1, 1)",
          inserts);
      transaction.batch(
          "UPDATE on_premises_link SET present = ?, pending = 1"
              + " WHERE source = ? AND kind = ? AND target = ?",
          updates);
    }
  }

  private Map<OnPremisesLink, Boolean> known(List<OnPremisesLink> links) {
    Set<UUID> sources = new HashSet<>();
    Set<UUID> targets = new HashSet<>();
    for (OnPremisesLink link : links) {
      sources.add(link.source());
      targets.add(link.target());
    }
    Map<OnPremisesLink, Boolean> known = new HashMap<>();
    // By the smaller of the two sets: a group has many members, a member few groups.
    String sql =
        sources.size() < targets.size()
            ? "SELECT source, kind, target, present FROM on_premises_link WHERE target = ANY(?)"
            : "SELECT source, kind, target, present FROM on_premises_link WHERE source = ANY(?)";
    Set<UUID> by = sources.size() < targets.size() ? targets : sources;
    transaction
        .query(
            sql,
            row -> Map.entry(link(row), row.getInt("present") == 1),
            (Object) by.toArray(UUID[]::new))
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    return known;
  }

  /** Makes the references of some objects exactly these. */
  public void replace(Collection<UUID> sources, Collection<OnPremisesLink> references) {
    replace(from(sources), references);
  }

  /** Makes the references to some objects exactly these. */
  public void replaceBack(Collection<UUID> targets, Collection<OnPremisesLink> references) {
    replace(to(targets), references);
  }

  private void replace(List<OnPremisesLink> present, Collection<OnPremisesLink> references) {
    Set<OnPremisesLink> wanted = new LinkedHashSet<>(references);
    remove(present.stream().filter(link -> !wanted.contains(link)).toList());
    add(wanted);
  }

  /** Makes the objects pending to which an object's references of a kind have changed. */
  public void markTargetsPending(UUID source, LinkKind kind) {
    transaction.update(
        "UPDATE on_premises_object SET pending = ? WHERE pending = ? AND guid IN"
            + " (SELECT target FROM on_premises_link"
            + " WHERE source = ? AND kind = ? AND pending = 1)",
        PendingImport.UPDATE.number(),
        PendingImport.NONE.number(),
        source,
        kind.number());
  }

  /** Of some objects those that an object has a reference of a kind to. */
  public Set<UUID> targetsAmong(UUID source, LinkKind kind, Collection<UUID> targets) {
    return targets.isEmpty()
        ? Set.of()
        : new HashSet<>(
            transaction.query(
                "SELECT target FROM on_premises_link"
                    + " WHERE present = 1 AND source = ? AND kind = ? AND target = ANY(?)",
                row -> Rows.uuid(row, "target"),
                source,
                kind.number(),
                targets.toArray(UUID[]::new)));
  }

  /** The references some objects have. */
  public List<OnPremisesLink> from(Collection<UUID> sources) {
    return sources.isEmpty()
        ? List.of()
        : transaction.query(
            "SELECT source, kind, target FROM on_premises_link"
                + " WHERE present = 1 AND source = ANY(?)",
            OnPremisesLinks::link,
            (Object) sources.toArray(UUID[]::new));
  }

  private List<OnPremisesLink> to(Collection<UUID> targets) {
    return targets.isEmpty()
        ? List.of()
        : transaction.query(
            "SELECT source, kind, target FROM on_premises_link"
                + " WHERE present = 1 AND target = ANY(?)",
            OnPremisesLinks::link,
            (Object) targets.toArray(UUID[]::new));
  }

  /** Makes every reference pending. */
  public void markAllPending() {
    transaction.update("UPDATE on_premises_link SET pending = 1 WHERE pending = 0");
  }

  /** Makes every reference from and to some objects pending. */
  public void markPending(Collection<UUID> guids) {
    if (guids.isEmpty()) {
      return;
    }
    Object ids = guids.toArray(UUID[]::new);
    transaction.update(
        "UPDATE on_premises_link SET pending = 1 WHERE pending = 0 AND source = ANY(?)", ids);
    transaction.update(
        "UPDATE on_premises_link SET pending = 1 WHERE pending = 0 AND target = ANY(?)", ids);
  }

  /**
   * Notes that objects are gone: the references from them are there no more, and if they are gone
   * for good, those to them are forgotten.
   */
  public void forget(Collection<UUID> guids, boolean forGood) {
    if (guids.isEmpty()) {
      return;
    }
    Object ids = guids.toArray(UUID[]::new);
    transaction.update(
        "UPDATE on_premises_link SET present = 0, pending = 1 WHERE present = 1 AND source = ANY(?)",
        ids);
    if (forGood) {
      transaction.update("DELETE FROM on_premises_link WHERE target = ANY(?)", ids);
    }
  }

  /** Some of the pending references; a whole full synchronization takes them all in pages. */
  public List<PendingLink> pending(int limit) {
    return transaction.query(
        "SELECT source, kind, target, present FROM on_premises_link WHERE pending = 1"
            + " ORDER BY source, kind, target LIMIT ?",
        row -> new PendingLink(link(row), row.getInt("present") == 1),
        limit);
  }

  /** Notes that references have been synchronized; those that are gone are forgotten. */
  public void done(Collection<PendingLink> links) {
    List<@Nullable Object[]> kept = new ArrayList<>();
    List<@Nullable Object[]> gone = new ArrayList<>();
    for (PendingLink each : links) {
      (each.present() ? kept : gone).add(key(each.link()));
    }
    transaction.batch(
        "UPDATE on_premises_link SET pending = 0 WHERE source = ? AND kind = ? AND target = ?",
        kept);
    transaction.batch(
        "DELETE FROM on_premises_link WHERE source = ? AND kind = ? AND target = ?", gone);
  }

  /** A reference that has come or gone. */
  public record PendingLink(OnPremisesLink link, boolean present) {}

  private static @Nullable Object[] key(OnPremisesLink link) {
    return new @Nullable Object[] {link.source(), link.kind().number(), link.target()};
  }

  private static OnPremisesLink link(ResultSet row) throws SQLException {
    return new OnPremisesLink(
        Rows.uuid(row, "source"), LinkKind.ofNumber(row.getInt("kind")), Rows.uuid(row, "target"));
  }
}
