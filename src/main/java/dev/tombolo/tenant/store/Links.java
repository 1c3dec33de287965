package dev.tombolo.tenant.store;

import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The links between objects, and the changes a unit of work makes to them. The changes are compared
 * with what is there, and written, by {@link #flush}; until then they are not seen.
 */
public final class Links {
  private static final String DELETE =
      "DELETE FROM directory_link WHERE source_id = ? AND kind = ? AND target_id = ?";
  private static final String INSERT_NEW =
      "INSERT INTO directory_link (source_id, kind, target_id) VALUES (?, ?, ?)";
  // Not VALUES … ON CONFLICT: PostgreSQL's driver does not count the rows of that in a batch.
  private static final String INSERT =
      "INSERT INTO directory_link (source_id, kind, target_id)"
          + " SELECT CAST(? AS UUID), CAST(? AS SMALLINT), CAST(? AS UUID) WHERE NOT EXISTS ("
          + "SELECT 1 FROM directory_link WHERE source_id = ? AND kind = ? AND target_id = ?)";

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private record Place(UUID source, LinkKind kind) {}

  private record Link(UUID source, LinkKind kind, UUID target) {}

  private static final class Wish {
    private final DirectoryObject source;
    private final Set<UUID> add = new LinkedHashSet<>();
    private final Set<UUID> remove = new LinkedHashSet<>();
    private boolean replace;

    private Wish(DirectoryObject source) {
      this.source = source;
    }
  }

  private final Transaction transaction;
  private final DirectoryObjects objects;
  private final ChangeLog changes;
  private final Map<Place, Wish> wishes = new LinkedHashMap<>();
  private final Set<UUID> regrouped = new HashSet<>();

  Links(Transaction transaction, DirectoryObjects objects, ChangeLog changes) {
    this.transaction = transaction;
    this.objects = objects;
    this.changes = changes;
  }

  /** Refers from {@code source} to further objects. */
  public void add(DirectoryObject source, LinkKind kind, Collection<UUID> targets) {
    Wish wish = wish(source, kind);
    wish.add.addAll(targets);
    wish.remove.removeAll(targets);
  }

  /** Refers no longer from {@code source} to some objects. */
  public void remove(DirectoryObject source, LinkKind kind, Collection<UUID> targets) {
    Wish wish = wish(source, kind);
    wish.remove.addAll(targets);
    wish.add.removeAll(targets);
  }

  /** Refers from {@code source} to these objects and no others. */
  public void replace(DirectoryObject source, LinkKind kind, Collection<UUID> targets) {
    Wish wish = wish(source, kind);
    wish.replace = true;
    wish.add.clear();
    wish.remove.clear();
    wish.add.addAll(targets);
  }

  private Wish wish(DirectoryObject source, LinkKind kind) {
    return wishes.computeIfAbsent(new Place(source.id(), kind), place -> new Wish(source));
  }

  /** Whether a link is in the database. */
  public boolean exists(UUID source, LinkKind kind, UUID target) {
    return transaction.number(
            "SELECT COUNT(*) FROM directory_link WHERE source_id = ? AND kind = ? AND target_id = ?",
            source,
            kind.code(),
            target)
        > 0;
  }

  /** The ids that {@code source} refers to. */
  public List<UUID> targets(UUID source, LinkKind kind) {
    return transaction.query(
        "SELECT target_id FROM directory_link WHERE source_id = ? AND kind = ?",
        row -> row.getObject(1, UUID.class),
        source,
        kind.code());
  }

  /** The next ids that {@code source} refers to, after one, in order. */
  public List<UUID> targets(UUID source, LinkKind kind, Optional<UUID> after, int limit) {
    return transaction.query(
        "SELECT target_id FROM directory_link WHERE source_id = ? AND kind = ? AND target_id > ?"
            + " ORDER BY source_id, kind, target_id LIMIT ?",
        row -> row.getObject(1, UUID.class),
        source,
        kind.code(),
        after.orElse(BEFORE_ALL),
        limit);
  }

  /**
   * Writes the changes.
   *
   * @return the objects whose links have changed
   */
  public Set<UUID> flush() {
    List<Link> added = new ArrayList<>();
    List<Link> addedToNew = new ArrayList<>();
    List<Link> removed = new ArrayList<>();
    Map<Place, Set<UUID>> whole = presentOfReplaced();
    wishes.forEach(
        (place, wish) -> {
          Set<UUID> present = whole.getOrDefault(place, Set.of());
          List<Link> to = objects.isNew(place.source) ? addedToNew : added;
          for (UUID target : wish.add) {
            if (!present.contains(target)) {
              to.add(new Link(place.source, place.kind, target));
            }
          }
          for (UUID target : wish.replace ? present : wish.remove) {
            if (!wish.add.contains(target)) {
              removed.add(new Link(place.source, place.kind, target));
            }
          }
        });
    Set<UUID> changed = new HashSet<>();
    note(transaction.batch(DELETE, rows(removed, 1)), removed, false, changed);
    note(transaction.batch(INSERT_NEW, rows(addedToNew, 1)), addedToNew, true, changed);
    note(transaction.batch(INSERT, rows(added, 2)), added, true, changed);
    wishes.clear();
    return changed;
  }

  /** The groups whose members the unit has changed, as far as it is written. */
  Set<UUID> regrouped() {
    return Collections.unmodifiableSet(regrouped);
  }

  private static List<@Nullable Object[]> rows(List<Link> links, int times) {
    List<@Nullable Object[]> rows = new ArrayList<>(links.size());
    for (Link link : links) {
      @Nullable Object[] row = new Object[3 * times];
      for (int i = 0; i < times; i++) {
        row[3 * i] = link.source;
        row[3 * i + 1] = link.kind.code();
        row[3 * i + 2] = link.target;
      }
      rows.add(row);
    }
    return rows;
  }

  private void note(int[] counts, List<Link> links, boolean added, Set<UUID> changed) {
    for (int i = 0; i < counts.length; i++) {
      Link link = links.get(i);
      Wish wish = wishes.get(new Place(link.source, link.kind));
      if (counts[i] != 0 && wish != null) {
        changes.link(wish.source, link.kind, link.target, added);
        changed.add(link.source);
        if (link.kind == LinkKind.MEMBER) {
          regrouped.add(link.source);
        }
      }
    }
  }

  private Map<Place, Set<UUID>> presentOfReplaced() {
    Set<UUID> sources = new HashSet<>();
    wishes.forEach(
        (place, wish) -> {
          if (wish.replace && !objects.isNew(place.source)) {
            sources.add(place.source);
          }
        });
    Map<Place, Set<UUID>> present = new HashMap<>();
    if (!sources.isEmpty()) {
      transaction
          .query(
              "SELECT source_id, kind, target_id FROM directory_link WHERE source_id = ANY(?)",
              Links::read,
              (Object) sources.toArray(UUID[]::new))
          .forEach(
              link ->
                  present
                      .computeIfAbsent(
                          new Place(link.source, link.kind), place -> new LinkedHashSet<>())
                      .add(link.target));
    }
    return present;
  }

  private static Link read(ResultSet row) throws SQLException {
    return new Link(
        row.getObject(1, UUID.class), LinkKind.ofCode(row.getInt(2)), row.getObject(3, UUID.class));
  }

  /**
   * Tells again of every link between a restored object and live ones: whoever has read everything
   * in the meantime has seen none of them.
   */
  public void tellAgain(DirectoryObject restored) {
    List<Link> links =
        transaction.query(
            "SELECT source_id, kind, target_id FROM directory_link"
                + " WHERE source_id = ? OR target_id = ? ORDER BY source_id, kind, target_id",
            Links::read,
            restored.id(),
            restored.id());
    objects.preload(links.stream().flatMap(link -> Stream.of(link.source, link.target)).toList());
    for (Link link : links) {
      boolean bothLive =
          Stream.of(link.source, link.target)
              .allMatch(
                  end ->
                      end.equals(restored.id())
                          || objects.find(end).filter(object -> !object.deleted()).isPresent());
      if (bothLive) {
        DirectoryObject source =
            link.source.equals(restored.id())
                ? restored
                : objects.find(link.source).orElseThrow(IllegalStateException::new);
        changes.link(source, link.kind, link.target, true);
      }
    }
  }

  /** Takes away every link from and to objects that are gone for good. */
  void forget(UUID[] gone) {
    List<Link> incoming =
        transaction.query(
            "SELECT source_id, kind, target_id FROM directory_link WHERE target_id = ANY(?)",
            Links::read,
            (Object) gone);
    objects.preload(incoming.stream().map(Link::source).toList());
    for (Link link : incoming) {
      objects
          .find(link.source)
          .ifPresent(source -> changes.link(source, link.kind, link.target, false));
    }
    transaction.update("DELETE FROM directory_link WHERE source_id = ANY(?)", (Object) gone);
    transaction.update("DELETE FROM directory_link WHERE target_id = ANY(?)", (Object) gone);
  }
}
