package dev.tombolo.tenant.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.LinkKind;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** References to other objects in bodies: {@code @odata.id} and {@code …@odata.bind}. */
final class References {
  private static final String BIND = "@odata.bind";
  private static final int MAX_BOUND = 20;

  private final Unit unit;

  References(Unit unit) {
    this.unit = unit;
  }

  /**
   * The object a body of {@code …/$ref} names.
   *
   * @throws ApiException 400 when it names none, 404 when that is not live
   */
  DirectoryObject target(ObjectNode body) {
    JsonNode link = body.get("@odata.id");
    if (link == null || !link.isTextual()) {
      throw ApiException.badQuery("The body must have an '@odata.id' that names an object.");
    }
    return resolve(link.textValue());
  }

  private DirectoryObject resolve(String link) {
    String last = link.substring(link.lastIndexOf('/') + 1);
    UUID id =
        Ids.parse(last)
            .orElseThrow(() -> ApiException.badQuery("Invalid URL format specified in @odata.id."));
    return unit.objects()
        .find(id)
        .filter(object -> !object.deleted())
        .orElseThrow(() -> ApiException.notFound(last));
  }

  /**
   * Links an object to another.
   *
   * @throws ApiException 400 when it is linked already, its source masters its links, or objects of
   *     the two types are not linked so
   */
  void add(DirectoryObject source, LinkKind kind, DirectoryObject target) {
    requireCloudManaged(source);
    requireJoins(source, kind, target);
    if (kind.single()) {
      unit.links().replace(source, kind, Set.of(target.id()));
      return;
    }
    if (unit.links().exists(source.id(), kind, target.id())) {
      throw ApiException.badRequest(
          "One or more added object references already exist for the following modified"
              + " properties: '"
              + kind.wireName()
              + "'.");
    }
    if (source.id().equals(target.id())) {
      throw ApiException.badRequest("A group cannot be a member of itself.");
    }
    unit.links().add(source, kind, Set.of(target.id()));
  }

  /**
   * Unlinks.
   *
   * @throws ApiException 404 when they are not linked
   */
  void remove(DirectoryObject source, LinkKind kind, UUID target) {
    requireCloudManaged(source);
    if (!unit.links().exists(source.id(), kind, target)) {
      throw ApiException.notFound(target.toString());
    }
    unit.links().remove(source, kind, Set.of(target));
  }

  private static void requireCloudManaged(DirectoryObject source) {
    if (source.synced()) {
      throw ApiException.mastered();
    }
  }

  private static void requireJoins(DirectoryObject source, LinkKind kind, DirectoryObject target) {
    if (!kind.joins(source.type(), target.type())) {
      throw ApiException.badRequest(
          "The reference target '"
              + Resource.title(target.type())
              + "_"
              + target.id()
              + "' of type '"
              + Resource.title(target.type())
              + "' is invalid for the '"
              + kind.wireName()
              + "' reference.");
    }
  }

  /** Links what a body binds, such as {@code members@odata.bind}. */
  void bind(DirectoryObject source, ObjectNode body) {
    body.properties()
        .forEach(
            field -> {
              if (field.getKey().endsWith(BIND)) {
                String name = field.getKey().substring(0, field.getKey().length() - BIND.length());
                bind(source, name, field.getValue());
              }
            });
  }

  private void bind(DirectoryObject source, String name, JsonNode value) {
    LinkKind kind =
        LinkKind.find(source.type(), name)
            .orElseThrow(
                () ->
                    ApiException.badQuery(
                        "The property '"
                            + name
                            + "' does not exist on type 'microsoft.graph."
                            + Resource.typeName(source.type())
                            + "'."));
    List<String> links = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(link -> links.add(link.asText()));
    } else {
      links.add(value.asText());
    }
    if (links.size() > MAX_BOUND) {
      throw ApiException.badRequest(
          "The number of references bound in one request is limited to " + MAX_BOUND + ".");
    }
    links.forEach(link -> add(source, kind, resolve(link)));
  }
}
