package dev.tombolo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The tenant, as a program sees it that has a token for Microsoft Graph. */
public interface Cloud {
  /** One resource. */
  JsonNode get(String path) throws Exception;

  /** Every object of a collection. */
  List<JsonNode> list(String path) throws Exception;

  /** Whether there is such a resource. */
  boolean exists(String path) throws Exception;

  /** Changes properties; the tenant's words if it refuses, else nothing. */
  String patch(String path, Map<String, ?> body) throws Exception;

  /** Whether a user can sign in. */
  boolean signsIn(String name, String password) throws Exception;
}
