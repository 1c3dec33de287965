package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cli.demo.Cloud;
import java.util.List;
import java.util.Map;

/** The tenant of the demo's lab, by Microsoft Graph. */
final class DemoCloud implements Cloud {
  private final GraphClient graph;

  DemoCloud(GraphClient graph) {
    this.graph = graph;
  }

  @Override
  public JsonNode get(String path) throws Exception {
    return graph.get(path);
  }

  @Override
  public List<JsonNode> list(String path) throws Exception {
    return graph.list(path);
  }

  @Override
  public boolean exists(String path) throws Exception {
    try {
      return graph.get(path).isObject();
    } catch (GraphRefusalException e) {
      if (e.notFound()) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public String patch(String path, Map<String, ?> body) throws Exception {
    try {
      graph.patch(path, body);
      return "";
    } catch (GraphRefusalException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public boolean signsIn(String name, String password) throws Exception {
    return graph.signsIn(name, password);
  }
}
