package dev.tombolo.directory.operation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The limits of a query policy, by Active Directory's names and with its defaults (MS-ADTS
 * 3.1.1.3.4.6): pairs such as {@code MaxPageSize=1000}.
 *
 * @param maxPageSize entries of a search, or of a page of it
 * @param maxValRange values of a link given at once
 * @param maxQueryDuration how long a search may take
 * @param maxResultSetSize octets of results a connection may keep for pages to come
 * @param maxTempTableSize objects a search may sort by an attribute that has no index
 * @param maxResultSetsPerConn paged searches that a connection may have open
 * @param maxNotificationPerConn notification searches that a connection may have open
 * @param maxConnections connections at a time; a further one is closed at once
 * @param maxReceiveBuffer octets of a request
 * @param maxPreAuthReceiveBuffer octets of a request before anybody has signed in
 * @param maxDatagramRecv octets of a request by UDP
 * @param initRecvTimeout how long a new connection may say nothing
 * @param maxConnIdleTime how long a connection may say nothing after that
 */
public record QueryPolicy(
    int maxPageSize,
    int maxValRange,
    Duration maxQueryDuration,
    int maxResultSetSize,
    int maxTempTableSize,
    int maxResultSetsPerConn,
    int maxNotificationPerConn,
    int maxConnections,
    int maxReceiveBuffer,
    int maxPreAuthReceiveBuffer,
    int maxDatagramRecv,
    Duration initRecvTimeout,
    Duration maxConnIdleTime) {
  /** The names of the limits that are minded here, as {@code supportedLDAPPolicies} tells them. */
  public static final List<String> NAMES =
      List.of(
          "MaxDatagramRecv",
          "MaxReceiveBuffer",
          "MaxPreAuthReceiveBuffer",
          "InitRecvTimeout",
          "MaxConnections",
          "MaxConnIdleTime",
          "MaxPageSize",
          "MaxQueryDuration",
          "MaxTempTableSize",
          "MaxResultSetSize",
          "MaxResultSetsPerConn",
          "MaxNotificationPerConn",
          "MaxValRange");

  /** Windows Server 2008 and later let no value be larger, whatever the policy says. */
  private static final int HIGHEST_PAGE_SIZE = 20_000;

  private static final int HIGHEST_VAL_RANGE = 5_000;

  /** What a fresh forest has. */
  public static final QueryPolicy DEFAULT = of(List.of());

  /** The policy that pairs say; one that is missing or cannot be read is as in a fresh forest. */
  public static QueryPolicy of(Collection<String> pairs) {
    Map<String, Integer> given = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        number(pair.substring(equals + 1).strip(), given, pair.substring(0, equals).strip());
      }
    }
    Limits limits = new Limits(given);
    return new QueryPolicy(
        Math.min(limits.get("MaxPageSize", 1000), HIGHEST_PAGE_SIZE),
        Math.min(limits.get("MaxValRange", 1500), HIGHEST_VAL_RANGE),
        Duration.ofSeconds(limits.get("MaxQueryDuration", 120)),
        limits.get("MaxResultSetSize", 262_144),
        limits.get("MaxTempTableSize", 10_000),
        limits.get("MaxResultSetsPerConn", 10),
        limits.get("MaxNotificationPerConn", 5),
        limits.get("MaxConnections", 5000),
        limits.get("MaxReceiveBuffer", 10_485_760),
        limits.get("MaxPreAuthReceiveBuffer", 262_144),
        limits.get("MaxDatagramRecv", 4096),
        Duration.ofSeconds(limits.get("InitRecvTimeout", 120)),
        Duration.ofSeconds(limits.get("MaxConnIdleTime", 900)));
  }

  /** The value of a limit, in the unit in which policies have it. */
  public long value(String name) {
    return switch (name) {
      case "MaxDatagramRecv" -> maxDatagramRecv;
      case "MaxReceiveBuffer" -> maxReceiveBuffer;
      case "MaxPreAuthReceiveBuffer" -> maxPreAuthReceiveBuffer;
      case "InitRecvTimeout" -> initRecvTimeout.toSeconds();
      case "MaxConnections" -> maxConnections;
      case "MaxConnIdleTime" -> maxConnIdleTime.toSeconds();
      case "MaxPageSize" -> maxPageSize;
      case "MaxQueryDuration" -> maxQueryDuration.toSeconds();
      case "MaxTempTableSize" -> maxTempTableSize;
      case "MaxResultSetSize" -> maxResultSetSize;
      case "MaxResultSetsPerConn" -> maxResultSetsPerConn;
      case "MaxNotificationPerConn" -> maxNotificationPerConn;
      case "MaxValRange" -> maxValRange;
      default -> throw new IllegalArgumentException("there is no limit " + name);
    };
  }

  private static void number(String text, Map<String, Integer> to, String name) {
    try {
      int value = Integer.parseInt(text);
      if (value > 0) {
        to.put(name.toLowerCase(Locale.ROOT), value);
      }
    } catch (NumberFormatException e) {
      to.remove(name.toLowerCase(Locale.ROOT)); // not a number, so as in a fresh forest
    }
  }

  private record Limits(Map<String, Integer> given) {
    private int get(String name, int otherwise) {
      return given.getOrDefault(name.toLowerCase(Locale.ROOT), otherwise);
    }
  }
}
