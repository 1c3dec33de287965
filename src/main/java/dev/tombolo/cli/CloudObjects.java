package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the objects of the tenant that people name: by object id, or by a name. */
final class CloudObjects {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final GraphClient graph;

  CloudObjects(GraphClient graph) {
    this.graph = graph;
  }

  /** The live object, with all that people want to know. */
  JsonNode live(CloudType type, String key) throws CommandFailedException, NoLabException {
    if (GUID.matcher(key).matches() || (type == CloudType.USER && key.indexOf('@') > 0)) {
      return graph.get(type.path() + "/" + LabClient.encode(key) + "?" + type.select());
    }
    String literal = "'" + key.replace("'", "''") + "'";
    String filter =
        String.join(" or ", type.names().stream().map(name -> name + " eq " + literal).toList());
    return only(
        type,
        key,
        graph.list(type.path() + "?" + type.select() + "&$filter=" + LabClient.encode(filter)));
  }

  /** The object in the recycle bin; users also by the user principal name they had. */
  JsonNode deleted(CloudType type, String key) throws CommandFailedException, NoLabException {
    if (GUID.matcher(key).matches()) {
      return graph.get("/directory/deletedItems/" + key + "?" + type.select());
    }
    List<JsonNode> named = new ArrayList<>();
    for (JsonNode object : graph.list(type.binPath() + "?$top=999&" + type.select())) {
      if (CloudType.userPrincipalName(object).equalsIgnoreCase(key)
          || object.path("displayName").asText().equalsIgnoreCase(key)) {
        named.add(object);
      }
    }
    return only(type, key, named);
  }

  /** The object, be it live or in the recycle bin. */
  JsonNode anywhere(CloudType type, String key) throws CommandFailedException, NoLabException {
    try {
      return live(type, key);
    } catch (GraphRefusalException e) {
      if (!e.notFound() || (type != CloudType.USER && type != CloudType.GROUP)) {
        throw e;
      }
      try {
        return deleted(type, key);
      } catch (GraphRefusalException alsoNot) {
        throw e;
      }
    }
  }

  /** The live object of any type that a key names; users first. */
  String idOfAny(String key) throws CommandFailedException, NoLabException {
    if (GUID.matcher(key).matches()) {
      return key;
    }
    for (CloudType type : CloudType.values()) {
      try {
        return live(type, key).path("id").asText();
      } catch (GraphRefusalException e) {
        if (!e.notFound()) {
          throw e;
        }
      }
    }
    throw new GraphRefusalException(404, "nothing in the tenant is called \"" + key + "\"");
  }

  private static JsonNode only(CloudType type, String key, List<JsonNode> found)
      throws CommandFailedException {
    if (found.isEmpty()) {
      throw new GraphRefusalException(404, "there is no " + type.label() + " \"" + key + "\"");
    }
    if (found.size() > 1) {
      throw new CommandFailedException(
          "several "
              + type.label()
              + "s are called \""
              + key
              + "\"; name one by its id: "
              + String.join(", ", found.stream().map(one -> one.path("id").asText()).toList()));
    }
    return found.get(0);
  }
}
