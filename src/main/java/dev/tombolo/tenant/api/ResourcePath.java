package dev.tombolo.tenant.api;

import dev.tombolo.tenant.model.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the ways of writing one resource to one form: {@code users('x')} to {@code users/x},
 * {@code delta()} and {@code microsoft.graph.delta()} to {@code delta}, {@code graph.user} to
 * {@code microsoft.graph.user}.
 */
public final class ResourcePath {
  private static final String NAMESPACE = "microsoft.graph.";
  private static final String SHORT_NAMESPACE = "graph.";
  private static final Set<String> TYPES =
      Set.of(
          "user",
          "group",
          "orgContact",
          "device",
          "application",
          "servicePrincipal",
          "administrativeUnit",
          "directoryRole");

  private ResourcePath() {}

  /**
   * The segments of a raw path.
   *
   * @throws ApiException 400 when it is not well encoded
   */
  public static List<String> parse(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String raw : rawPath.split("/", -1)) {
      if (!raw.isEmpty()) {
        add(decode(raw.replace("+", "%2B")), segments);
      }
    }
    return segments;
  }

  private static void add(String segment, List<String> segments) {
    int open = segment.indexOf('(');
    if (open <= 0 || !segment.endsWith(")")) {
      segments.add(name(segment));
      return;
    }
    segments.add(name(segment.substring(0, open)));
    String key = segment.substring(open + 1, segment.length() - 1);
    if (!key.isEmpty()) {
      segments.add(key.replace("''", "\0").replace("'", "").replace("\0", "'"));
    }
  }

  /** A cast keeps its namespace, an action or function loses it. */
  private static String name(String name) {
    String bare = name;
    if (name.startsWith(NAMESPACE)) {
      bare = name.substring(NAMESPACE.length());
    } else if (name.startsWith(SHORT_NAMESPACE)) {
      bare = name.substring(SHORT_NAMESPACE.length());
    }
    return !bare.equals(name) && TYPES.contains(bare) ? NAMESPACE + bare : bare;
  }

  /**
   * The options of a raw query.
   *
   * @throws ApiException 400 when it is not well encoded, or names an option twice
   */
  public static Map<String, String> options(String rawQuery) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String raw : rawQuery.split("&", -1)) {
      if (raw.isEmpty()) {
        continue;
      }
      int equals = raw.indexOf('=');
      String name = decode(equals < 0 ? raw : raw.substring(0, equals));
      String value = equals < 0 ? "" : decode(raw.substring(equals + 1));
      if (options.putIfAbsent(name, value) != null) {
        throw ApiException.badQuery(
            "Query option '"
                + name
                + "' was specified more than once, but it must be specified at"
                + " most once.");
      }
    }
    return options;
  }

  private static String decode(String raw) {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.badQuery("The request URI is not well encoded.");
    }
  }
}
