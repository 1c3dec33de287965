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
  CROSS_DOMAIN_MOVE(Oids.CROSS_DOMAIN_MOVE, Value.REQUIRED, Kind.MODIFY_DN),
  EXTENDED_DN(Oids.EXTENDED_DN, Value.OPTIONAL, Kind.SEARCH),
  LAZY_COMMIT(Oids.LAZY_COMMIT, Value.NONE, Kind.values()),
  SD_FLAGS(
      Oids.SD_FLAGS,
      Value.REQUIRED,
      Kind.SEARCH,
      Kind.ADD,
      Kind.MODIFY,
      Kind.DELETE, // without effect, but ConnId leaves it on its connection, critical
      Kind.MODIFY_DN),
  RANGE_OPTION(Oids.RANGE_OPTION, Value.NONE, Kind.SEARCH),
  TREE_DELETE(Oids.TREE_DELETE, Value.NONE, Kind.DELETE),
  DIR_SYNC(Oids.DIR_SYNC, Value.REQUIRED, Kind.SEARCH),
  VERIFY_NAME(Oids.VERIFY_NAME, Value.REQUIRED, Kind.ADD, Kind.MODIFY, Kind.MODIFY_DN),
  DOMAIN_SCOPE(Oids.DOMAIN_SCOPE, Value.NONE, Kind.SEARCH),
  SEARCH_OPTIONS(Oids.SEARCH_OPTIONS, Value.REQUIRED, Kind.SEARCH),
  PERMISSIVE_MODIFY(Oids.PERMISSIVE_MODIFY, Value.NONE, Kind.MODIFY),
  NOTIFICATION(Oids.NOTIFICATION, Value.NONE, Kind.SEARCH),
  ATTRIBUTE_SCOPE(Oids.ASQ, Value.REQUIRED, Kind.SEARCH),
  RANGE_NO_ERROR(Oids.RANGE_NO_ERROR, Value.NONE, Kind.SEARCH),
  FORCE_UPDATE(Oids.FORCE_UPDATE, Value.NONE, Kind.MODIFY),
  DN_INPUT(Oids.DN_INPUT, Value.REQUIRED, Kind.SEARCH),
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
  UPDATE_STATS(Oids.UPDATE_STATS, Value.NONE, Kind.ADD, Kind.MODIFY, Kind.MODIFY_DN, Kind.DELETE),
  SEARCH_HINTS(Oids.SEARCH_HINTS, Value.REQUIRED, Kind.SEARCH),
  EXPECTED_ENTRY_COUNT(Oids.EXPECTED_ENTRY_COUNT, Value.REQUIRED, Kind.SEARCH),
  POLICY_HINTS(Oids.POLICY_HINTS, Value.REQUIRED, Kind.MODIFY),
  BYPASS_QUOTA(Oids.BYPASS_QUOTA, Value.NONE, Kind.ADD),
  LIST_VIEW(Oids.VLV_REQUEST, Value.REQUIRED, Kind.SEARCH);

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

  /**
   * The OIDs for {@code supportedControl}: these and the responses that go with them.
   *
   * @param listViews whether virtual list views are on
   */
  static List<String> supportedOids(boolean listViews) {
    List<String> oids =
        Arrays.stream(values())
            .filter(kind -> listViews || kind != LIST_VIEW)
            .map(ControlKind::oid)
            .collect(Collectors.toList());
    oids.add(Oids.SORT_RESPONSE);
    if (listViews) {
      oids.add(Oids.VLV_RESPONSE);
    }
    return oids;
  }
}
