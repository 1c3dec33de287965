package dev.tombolo.directory.operation;

import dev.tombolo.ad.Oids;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The request controls this server implements, which it also says in {@code supportedControl}. */
enum ControlKind {
  PAGED_RESULTS(Oids.PAGED_RESULTS, Value.REQUIRED, Kind.SEARCH),
  SHOW_DELETED(
      Oids.SHOW_DELETED,
      Value.NONE,
      Kind.SEARCH,
      Kind.MODIFY,
      Kind.DELETE,
      Kind.MODIFY_DN,
      Kind.COMPARE),
  SORT(Oids.SORT_REQUEST, Value.REQUIRED, Kind.SEARCH),
  EXTENDED_DN(Oids.EXTENDED_DN, Value.OPTIONAL, Kind.SEARCH),
  LAZY_COMMIT(Oids.LAZY_COMMIT, Value.NONE, Kind.values()),
  SD_FLAGS(Oids.SD_FLAGS, Value.REQUIRED, Kind.SEARCH, Kind.ADD, Kind.MODIFY),
  RANGE_OPTION(Oids.RANGE_OPTION, Value.NONE, Kind.SEARCH),
  TREE_DELETE(Oids.TREE_DELETE, Value.NONE, Kind.DELETE),
  DIR_SYNC(Oids.DIR_SYNC, Value.REQUIRED, Kind.SEARCH),
  DOMAIN_SCOPE(Oids.DOMAIN_SCOPE, Value.NONE, Kind.SEARCH),
  SEARCH_OPTIONS(Oids.SEARCH_OPTIONS, Value.REQUIRED, Kind.SEARCH),
  PERMISSIVE_MODIFY(Oids.PERMISSIVE_MODIFY, Value.NONE, Kind.MODIFY),
  NOTIFICATION(Oids.NOTIFICATION, Value.NONE, Kind.SEARCH),
  RANGE_NO_ERROR(Oids.RANGE_NO_ERROR, Value.NONE, Kind.SEARCH),
  FORCE_UPDATE(Oids.FORCE_UPDATE, Value.NONE, Kind.MODIFY),
  SHOW_RECYCLED(
      Oids.SHOW_RECYCLED,
      Value.NONE,
      Kind.SEARCH,
      Kind.MODIFY,
      Kind.DELETE,
      Kind.MODIFY_DN,
      Kind.COMPARE),
  SHOW_DEACTIVATED_LINK(Oids.SHOW_DEACTIVATED_LINK, Value.NONE, Kind.SEARCH),
  POLICY_HINTS_DEPRECATED(Oids.POLICY_HINTS_DEPRECATED, Value.REQUIRED, Kind.MODIFY),
  DIR_SYNC_EX(Oids.DIR_SYNC_EX, Value.REQUIRED, Kind.SEARCH),
  TREE_DELETE_EX(Oids.TREE_DELETE_EX, Value.REQUIRED, Kind.DELETE),
  POLICY_HINTS(Oids.POLICY_HINTS, Value.REQUIRED, Kind.MODIFY);

  /** The kinds of requests a control may go with. */
  enum Kind {
    SEARCH,
    ADD,
    MODIFY,
    MODIFY_DN,
    DELETE,
    COMPARE,
    BIND,
    EXTENDED
  }

  /** Whether a control has a value. */
  enum Value {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  private static final Map<String, ControlKind> BY_OID =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ControlKind::oid, Function.identity()));

  private final String oid;
  private final Value value;

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final Set<Kind> kinds;

  ControlKind(String oid, Value value, Kind... kinds) {
    this.oid = oid;
    this.value = value;
    this.kinds = EnumSet.copyOf(List.of(kinds));
  }

  String oid() {
    return oid;
  }

  Value value() {
    return value;
  }

  boolean appliesTo(Kind kind) {
    return kinds.contains(kind);
  }

  static Map<String, ControlKind> byOid() {
    return BY_OID;
  }

  /** The OIDs for {@code supportedControl}: these and the responses that go with them. */
  static List<String> supportedOids() {
    List<String> oids = Arrays.stream(values()).map(ControlKind::oid).collect(Collectors.toList());
    oids.add(Oids.SORT_RESPONSE);
    return oids;
  }
}
