package dev.tombolo.connector.source;

import java.util.List;

/**
 * Some changes of a forest.
 *
 * @param position where the next page starts, for {@link ForestSource#changes}
 * @param more whether there are further changes already
 */
public record ForestPage(List<ForestChange> changes, SourcePosition position, boolean more) {
  /** Copies the list. */
  public ForestPage {
    changes = List.copyOf(changes);
  }
}
