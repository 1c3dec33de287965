package dev.tombolo.directory.operation;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Enumerated;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Oids;
import dev.tombolo.ad.TextFold;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.search.DnWriter;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sorts results by the one key that domain controllers take (RFC 2891, MS-ADTS 3.1.1.3.4.1.13).
 * Objects without the attribute come last, or first in reverse.
 */
final class Sorting {
  /** The ordering rules of Windows' locales; all of them order alike here. */
  private static final Pattern LOCALE_RULE =
      Pattern.compile("1\\.2\\.840\\.113556\\.1\\.4\\.1(4[6-9]\\d|5\\d\\d|6[01]\\d|620)");

  private Sorting() {}

  /** An object and the key it is sorted by. */
  private static final class Keyed {
    private final byte @Nullable [] key;
    private final int id;

    private Keyed(byte @Nullable [] key, int id) {
      this.key = key;
      this.id = id;
    }
  }

  /** Objects in order. */
  static final class Sorted {
    private final List<Keyed> all;
    private final Comparator<Keyed> order;
    private final UnaryOperator<byte[]> keyOf;
    private final boolean unordered;

    private Sorted(
        List<Keyed> all, Comparator<Keyed> order, UnaryOperator<byte[]> keyOf, boolean unordered) {
      this.all = all;
      this.order = order;
      this.keyOf = keyOf;
      this.unordered = unordered;
    }

    int size() {
      return all.size();
    }

    /** Those that have the attribute they are sorted by. */
    Sorted keyed() {
      return new Sorted(
          all.stream().filter(each -> each.key != null).toList(), order, keyOf, unordered);
    }

    /** How many come before a value. */
    int before(byte[] value) {
      Keyed wanted = new Keyed(keyOf.apply(value), -1);
      int count = 0;
      while (count < all.size() && order.compare(all.get(count), wanted) < 0) {
        count++;
      }
      return count;
    }

    /** Those from one place, counted from 0, to before another. */
    Results between(int from, int to) {
      return new Between(all, from, to);
    }

    /** Whether there were too many to be put in order, so that they are not, and more may come. */
    boolean isUnordered() {
      return unordered;
    }
  }

  /** Objects in order, from one place to before another. */
  private static final class Between implements Results {
    private static final int OCTETS = 8;

    private final List<Keyed> all;
    private final int to;
    private int at;

    private Between(List<Keyed> all, int from, int to) {
      this.all = all;
      this.at = from;
      this.to = to;
    }

    @Override
    public int next() {
      return at < to ? all.get(at++).id : -1;
    }

    @Override
    public int kept() {
      return OCTETS * (to - at);
    }
  }

  /**
   * Walks everything there is and puts it in order.
   *
   * @param most how many objects are sorted by an attribute that has no index
   */
  static Sorted sort(
      View view, Results unsorted, RequestControls.SortKeys keys, DnWriter names, int most)
      throws DirectoryException {
    RequestControls.SortKey key = keys.keys().get(0);
    AttributeType attribute = view.schema().attribute(key.attribute()).orElse(null);
    List<Keyed> all = new ArrayList<>();
    boolean bounded = attribute == null || !attribute.isIndexed();
    boolean tooMany = false;
    for (int id = unsorted.next(); id >= 0; id = tooMany ? -1 : unsorted.next()) {
      tooMany = bounded && all.size() == most;
      all.add(new Keyed(attribute == null ? null : keyOf(view, id, attribute, names), id));
    }
    Comparator<Keyed> ascending = (one, other) -> compare(one.key, other.key);
    Comparator<Keyed> order = key.reverse() ? ascending.reversed() : ascending;
    if (!tooMany) {
      all.sort(order);
    }
    boolean name = attribute == view.schema().wellKnown().distinguishedName;
    return new Sorted(
        all,
        order,
        value -> attribute == null || name ? TextFold.fold(value) : attribute.syntax().key(value),
        tooMany);
  }

  private static int compare(byte @Nullable [] one, byte @Nullable [] other) {
    if (one == null || other == null) {
      return Boolean.compare(one == null, other == null);
    }
    return Arrays.compareUnsigned(one, other);
  }

  private static byte @Nullable [] keyOf(
      View view, int id, AttributeType attribute, DnWriter names) {
    Entry entry = view.existing(id);
    if (attribute == view.schema().wellKnown().distinguishedName) {
      return TextFold.fold(names.write(id, entry));
    }
    Entry.Values values = entry.values(attribute);
    return values.next()
        ? attribute.syntax().key(values.source(), values.from(), values.to())
        : null;
  }

  /** Why keys cannot be sorted by, or nothing when they can. */
  static Optional<DirectoryException> refusal(RequestControls.SortKeys keys) {
    if (keys.keys().size() != 1) {
      return Optional.of(AdError.SORT_KEYS.exception());
    }
    String rule = keys.keys().get(0).orderingRule();
    return rule.isEmpty() || LOCALE_RULE.matcher(rule).matches()
        ? Optional.empty()
        : Optional.of(AdError.UNKNOWN_SORT_ORDER.exception());
  }

  /** The response control …474. */
  static Control response(int result) {
    ASN1Element[] parts = {new ASN1Enumerated(result)};
    return new Control(
        Oids.SORT_RESPONSE, false, new ASN1OctetString(new ASN1Sequence(parts).encode()));
  }
}
