package dev.tombolo.tenant.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A log in Graph's own shape, read page by page. */
public interface LogPages {
  /** A page of entries, newest first, from before an id. */
  List<JsonNode> page(Optional<UUID> before, Instant from, Instant to, int limit);

  /** The entry with an id. */
  Optional<JsonNode> find(UUID id);
}
