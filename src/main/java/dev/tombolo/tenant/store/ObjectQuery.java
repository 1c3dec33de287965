package dev.tombolo.tenant.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.KeyColumn;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.odata.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Which objects are looked for, and in which order.
 *
 * @param scope where
 * @param filter which of them
 * @param render what the filter sees of them
 * @param order by which column; empty means the order that costs least
 * @param descending whether from the end
 */
public record ObjectQuery(
    Scope scope,
    Optional<Expression> filter,
    Function<List<DirectoryObject>, List<JsonNode>> render,
    Optional<KeyColumn> order,
    boolean descending) {

  /** Where objects are looked for. */
  public sealed interface Scope {}

  /** Among the objects of a type that are live, or in the recycle bin. */
  public record In(Listing listing) implements Scope {}

  /** Among the live objects that one refers to. */
  public record LinkedFrom(UUID source, LinkKind kind, Set<ObjectType> types) implements Scope {}

  /** Among the live objects that refer to one. */
  public record LinkedTo(UUID target, LinkKind kind, Set<ObjectType> types) implements Scope {}

  /** Among live objects of given ids. */
  public record Among(Set<UUID> ids, Set<ObjectType> types) implements Scope {}

  /**
   * The place in the order after which a page starts.
   *
   * @param key the value of the column ordered by; empty text when ordered by id
   */
  public record Position(String key, UUID id) {}

  /**
   * A page.
   *
   * @param next where the next one starts, if there is one
   */
  public record Page(List<DirectoryObject> objects, Optional<Position> next) {
    /** Copies the list. */
    public Page {
      objects = List.copyOf(objects);
    }
  }
}
