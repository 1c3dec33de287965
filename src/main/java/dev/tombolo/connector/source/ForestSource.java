package dev.tombolo.connector.source;

import dev.tombolo.connector.wire.ForestException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How changes are read from a directory. Every change is told at least once: whoever keeps the
 * position together with what was read loses none.
 */
public interface ForestSource {
  /**
   * The changes after a position.
   *
   * @param position where the last page ended, or {@link SourcePosition#START}
   * @throws ForestException with the kind {@code BAD_COOKIE} when the position is refused; then
   *     only reading from the start helps
   */
  ForestPage changes(SourcePosition position) throws ForestException;

  /** Everything of some objects; those that are gone, or cannot be seen, are not in the answer. */
  List<ForestChange> read(Collection<UUID> guids) throws ForestException;

  /**
   * The present names of everything below a container, itself included; none when it is gone. What
   * is below a container that is renamed or moved changes its name without being told as changed.
   */
  Map<UUID, String> namesBelow(UUID container) throws ForestException;

  /**
   * Whether a position can follow another: it is of the same database, and not before it. A
   * directory that was put back to an earlier state answers with a position before the one asked
   * for; then only reading from the start tells what is no more.
   */
  boolean follows(SourcePosition next, SourcePosition position);
}
