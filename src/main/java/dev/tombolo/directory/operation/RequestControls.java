package dev.tombolo.directory.operation;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1Long;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.store.Entry;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The controls of a request, checked: one that is unknown, does not go with the request or has a
 * malformed value is passed over, or refused with unavailableCriticalExtension when it is critical
 * (MS-ADTS 3.1.1.3.4.1).
 */
public final class RequestControls {
  /** No controls. */
  public static final RequestControls NONE =
      new RequestControls(new EnumMap<>(ControlKind.class), EnumSet.noneOf(ControlKind.class));

  private final Map<ControlKind, Object> values;
  private final Set<ControlKind> critical;

  private RequestControls(Map<ControlKind, Object> values, Set<ControlKind> critical) {
    this.values = values;
    this.critical = critical;
  }

  /** Control …319. */
  record Paged(int size, ASN1OctetString cookie) {}

  /** A key of control …473; the rule is empty when none is named. */
  record SortKey(String attribute, String orderingRule, boolean reverse) {}

  /** The keys of control …473. */
  record SortKeys(List<SortKey> keys) {}

  /** Control …2211: how many entries a search must find. */
  record ExpectedCount(int least, int most) {
    boolean includes(int count) {
      return count >= least && count <= most;
    }
  }

  /** Control …841 or …2090. */
  record DirSync(int flags, int maxBytes, ASN1OctetString cookie) {}

  /**
   * Refuses a bind that comes with a critical control, which none can be.
   *
   * @throws DirectoryException unavailableCriticalExtension
   */
  public static void checkBind(List<Control> controls) throws DirectoryException {
    RequestControls unused = parse(controls, ControlKind.Kind.BIND);
  }

  /**
   * Refuses an extended request that comes with a critical control, which none can be.
   *
   * @throws DirectoryException unavailableCriticalExtension
   */
  public static void checkExtended(List<Control> controls) throws DirectoryException {
    RequestControls unused = parse(controls, ControlKind.Kind.EXTENDED);
  }

  static RequestControls parse(List<Control> controls, ControlKind.Kind kind)
      throws DirectoryException {
    if (controls.isEmpty()) {
      return NONE;
    }
    Map<ControlKind, Object> values = new EnumMap<>(ControlKind.class);
    Set<ControlKind> critical = EnumSet.noneOf(ControlKind.class);
    for (Control control : controls) {
      ControlKind known = ControlKind.byOid().get(control.getOID());
      Optional<Object> value =
          known == null || !known.appliesTo(kind) ? Optional.empty() : value(known, control);
      if (value.isPresent() && known != null) {
        values.put(known, value.get());
        if (control.isCritical()) {
          critical.add(known);
        }
      } else if (control.isCritical()) {
        throw (known == null ? AdError.UNKNOWN_CONTROL : AdError.BAD_CONTROL).exception();
      }
    }
    if (values.containsKey(ControlKind.TREE_DELETE)
        && values.containsKey(ControlKind.TREE_DELETE_EX)) {
      throw AdError.CONTROL_CLASH.exception();
    }
    return new RequestControls(values, critical);
  }

  private static Optional<Object> value(ControlKind kind, Control control) {
    ASN1OctetString value = control.getValue();
    if (value == null || value.getValue().length == 0) { // JNDI's clients send empty for none
      return kind.value() == ControlKind.Value.REQUIRED ? Optional.empty() : Optional.of(0);
    }
    if (kind.value() == ControlKind.Value.NONE) {
      return Optional.empty();
    }
    if (kind == ControlKind.CROSS_DOMAIN_MOVE) {
      return Optional.of(value.stringValue()); // a bare host name
    }
    try {
      ASN1Element[] parts = ASN1Sequence.decodeAsSequence(value.getValue()).elements();
      return Optional.of(
          switch (kind) {
            case PAGED_RESULTS ->
                new Paged(integer(parts[0]), ASN1OctetString.decodeAsOctetString(parts[1]));
            case SORT -> sortKeys(parts);
            case DIR_SYNC, DIR_SYNC_EX ->
                new DirSync(
                    integer(parts[0]),
                    integer(parts[1]),
                    ASN1OctetString.decodeAsOctetString(parts[2]));
            case ATTRIBUTE_SCOPE, DN_INPUT -> text(parts[0]);
            case EXPECTED_ENTRY_COUNT -> new ExpectedCount(integer(parts[0]), integer(parts[1]));
            case LIST_VIEW -> VirtualListView.Request.decode(parts);
            case SEARCH_HINTS -> parts.length; // each may be passed over
            case VERIFY_NAME -> text(parts[1]);
            default -> integer(parts[0]);
          });
    } catch (ASN1Exception | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** An integer of up to five octets, so that a 32-bit flag may be written signed or unsigned. */
  private static int integer(ASN1Element element) throws ASN1Exception {
    return element.getValueLength() > 4
        ? (int) ASN1Long.decodeAsLong(element).longValue()
        : ASN1Integer.decodeAsInteger(element).intValue();
  }

  private static String text(ASN1Element element) throws ASN1Exception {
    return ASN1OctetString.decodeAsOctetString(element).stringValue();
  }

  private static SortKeys sortKeys(ASN1Element[] parts) throws ASN1Exception {
    SortKey[] keys = new SortKey[parts.length];
    for (int i = 0; i < parts.length; i++) {
      ASN1Element[] fields = ASN1Sequence.decodeAsSequence(parts[i]).elements();
      String rule = "";
      boolean reverse = false;
      for (int field = 1; field < fields.length; field++) {
        if (fields[field].getType() == (byte) 0x80) {
          rule = new String(fields[field].getValue(), StandardCharsets.UTF_8);
        } else if (fields[field].getType() == (byte) 0x81) {
          reverse = fields[field].getValue()[0] != 0;
        }
      }
      keys[i] =
          new SortKey(new String(fields[0].getValue(), StandardCharsets.UTF_8), rule, reverse);
    }
    return new SortKeys(List.of(keys));
  }

  /** Whether a control was sent as critical. */
  boolean isCritical(ControlKind kind) {
    return critical.contains(kind);
  }

  private boolean has(ControlKind kind) {
    return values.containsKey(kind);
  }

  private <T> Optional<T> get(ControlKind kind, Class<T> type) {
    return Optional.ofNullable(values.get(kind)).map(type::cast);
  }

  boolean showDeleted() {
    return has(ControlKind.SHOW_DELETED);
  }

  boolean showRecycled() {
    return has(ControlKind.SHOW_RECYCLED);
  }

  boolean showDeactivatedLink() {
    return has(ControlKind.SHOW_DEACTIVATED_LINK);
  }

  boolean permissiveModify() {
    return has(ControlKind.PERMISSIVE_MODIFY);
  }

  boolean forceUpdate() {
    return has(ControlKind.FORCE_UPDATE);
  }

  boolean treeDelete() {
    return has(ControlKind.TREE_DELETE) || has(ControlKind.TREE_DELETE_EX);
  }

  /**
   * How many objects a tree delete may take: 16384, or what control …2204 says between 2 and that.
   */
  int treeDeleteLimit() {
    return get(ControlKind.TREE_DELETE_EX, Integer.class)
        .map(count -> Math.max(2, Math.min(count, 16384)))
        .orElse(16384);
  }

  boolean rangeNoError() {
    return has(ControlKind.RANGE_NO_ERROR);
  }

  boolean notification() {
    return has(ControlKind.NOTIFICATION);
  }

  Optional<Paged> paged() {
    return get(ControlKind.PAGED_RESULTS, Paged.class);
  }

  Optional<SortKeys> sort() {
    return get(ControlKind.SORT, SortKeys.class);
  }

  Optional<DirSync> dirSync() {
    return get(ControlKind.DIR_SYNC, DirSync.class)
        .or(() -> get(ControlKind.DIR_SYNC_EX, DirSync.class));
  }

  /** Whether attributes may be told though they have not changed (control …2090). */
  boolean dirSyncEx() {
    return has(ControlKind.DIR_SYNC_EX);
  }

  Optional<VirtualListView.Request> listView() {
    return get(ControlKind.LIST_VIEW, VirtualListView.Request.class);
  }

  /** The attribute whose values are to be searched (control …1504). */
  Optional<String> attributeScope() {
    return get(ControlKind.ATTRIBUTE_SCOPE, String.class);
  }

  Optional<ExpectedCount> expectedCount() {
    return get(ControlKind.EXPECTED_ENTRY_COUNT, ExpectedCount.class);
  }

  boolean crossDomainMove() {
    return has(ControlKind.CROSS_DOMAIN_MOVE);
  }

  Optional<Integer> extendedDn() {
    return get(ControlKind.EXTENDED_DN, Integer.class);
  }

  Optional<Integer> descriptorFlags() {
    return get(ControlKind.SD_FLAGS, Integer.class);
  }

  /** Whether continuation references are to be left out (control …1339, or flag 1 of …1340). */
  boolean domainScope() {
    return has(ControlKind.DOMAIN_SCOPE) || (searchOptions() & 1) != 0;
  }

  /** Whether every naming context below the base is searched (flag 2 of control …1340). */
  boolean phantomRoot() {
    return (searchOptions() & 2) != 0;
  }

  private int searchOptions() {
    return get(ControlKind.SEARCH_OPTIONS, Integer.class).orElse(0);
  }

  /** Whether a password reset minds history and age (control …2239 or …2066 with the value 1). */
  boolean policyHints() {
    return get(ControlKind.POLICY_HINTS, Integer.class)
            .or(() -> get(ControlKind.POLICY_HINTS_DEPRECATED, Integer.class))
            .orElse(0)
        == 1;
  }

  /** Whether the controls let a deleted object be seen (MS-ADTS 3.1.1.3.4.1.14, .25). */
  boolean shows(Entry entry, boolean recycleBin) {
    if (!entry.isDeleted() || showRecycled()) {
      return true;
    }
    return showDeleted() && !(recycleBin && entry.isRecycled());
  }
}
