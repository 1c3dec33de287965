package dev.tombolo.directory.search;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.Syntax;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.OrderedOctets;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a filter ready for a directory (MS-ADTS 3.1.1.3.1.3): attributes and values are looked up
 * once, and each part says which index could serve it. An attribute the schema does not know, or a
 * value that does not fit its syntax, makes a part undefined, not an error.
 */
public final class FilterCompiler {
  private final View view;
  private final Schema schema;
  private final WellKnown w;
  private final LinkReader links;

  /** A compiler for one view of the directory, and for the links of it that a reader sees. */
  FilterCompiler(View view, LinkReader links) {
    this.view = view;
    this.links = links;
    this.schema = view.schema();
    this.w = schema.wellKnown();
  }

  /**
   * Compiles a filter.
   *
   * @throws DirectoryException inappropriateMatching when it asks for a constructed attribute
   */
  CompiledFilter compile(Filter filter) throws DirectoryException {
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND -> {
        List<CompiledFilter> parts = compileAll(filter.getComponents());
        yield new CompiledFilter(Matcher.and(matchers(parts)), Plan.narrowest(plans(parts)));
      }
      case Filter.FILTER_TYPE_OR -> {
        List<CompiledFilter> parts = compileAll(filter.getComponents());
        yield new CompiledFilter(Matcher.or(matchers(parts)), Plan.union(plans(parts)));
      }
      case Filter.FILTER_TYPE_NOT ->
          new CompiledFilter(
              Matcher.not(compile(filter.getNOTComponent()).matcher()), Plan.EVERYTHING);
      case Filter.FILTER_TYPE_EXTENSIBLE_MATCH -> extensible(filter);
      default -> simple(filter);
    };
  }

  private List<CompiledFilter> compileAll(Filter[] filters) throws DirectoryException {
    List<CompiledFilter> parts = new ArrayList<>(filters.length);
    for (Filter each : filters) {
      parts.add(compile(each));
    }
    return parts;
  }

  private static List<Matcher> matchers(List<CompiledFilter> parts) {
    return parts.stream().map(CompiledFilter::matcher).toList();
  }

  private static List<Plan> plans(List<CompiledFilter> parts) {
    return parts.stream().map(CompiledFilter::plan).toList();
  }

  private CompiledFilter simple(Filter filter) throws DirectoryException {
    String name = stripOptions(filter.getAttributeName());
    Optional<AttributeType> found = schema.attribute(name);
    if (found.isEmpty()) {
      return CompiledFilter.UNDEFINED;
    }
    AttributeType attribute = found.get();
    if (attribute.name().equals("aNR")) {
      return anr(filter);
    }
    if (attribute.isConstructed()) {
      throw AdError.CONSTRUCTED_IN_FILTER.about(attribute.attid(), attribute.name());
    }
    if (attribute.isSecret()) {
      return CompiledFilter.FALSE;
    }
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_PRESENCE -> presence(attribute);
      case Filter.FILTER_TYPE_SUBSTRING -> substring(attribute, filter);
      case Filter.FILTER_TYPE_GREATER_OR_EQUAL ->
          ordering(attribute, filter.getAssertionValueBytes(), true);
      case Filter.FILTER_TYPE_LESS_OR_EQUAL ->
          ordering(attribute, filter.getAssertionValueBytes(), false);
      default -> equality(attribute, filter.getAssertionValueBytes());
    };
  }

  private static String stripOptions(String description) {
    int semicolon = description.indexOf(';');
    return semicolon < 0 ? description : description.substring(0, semicolon);
  }

  private CompiledFilter presence(AttributeType attribute) {
    if (attribute == w.objectClass || attribute == w.distinguishedName) {
      return CompiledFilter.TRUE; // to look at objects is to see that they have these
    }
    if (attribute == w.name || attribute == w.objectGUID) {
      return ifReadable(attribute, (id, entry) -> true, Plan.EVERYTHING);
    }
    if (attribute.isForwardLink() || attribute.isBackLink()) {
      return ifReadable(
          attribute, (id, entry) -> links.walk(attribute, id, entry).next(), Plan.EVERYTHING);
    }
    Plan plan =
        attribute.isIndexed() ? Plan.prefix(view.index(attribute), new byte[0]) : Plan.EVERYTHING;
    return ifReadable(attribute, (id, entry) -> entry.has(attribute), plan);
  }

  private CompiledFilter equality(AttributeType attribute, byte[] asserted) {
    if (attribute == w.distinguishedName) {
      int object = resolve(asserted);
      return object < 0
          ? CompiledFilter.FALSE
          : new CompiledFilter(
              (v, id, entry, readable) -> Truth.of(id == object), Plan.of(Set.of(object)));
    }
    if (attribute == w.objectClass) {
      return objectClass(text(asserted));
    }
    if (attribute.isLink()) {
      return link(attribute, asserted);
    }
    Optional<byte[]> key = key(attribute, asserted);
    if (key.isEmpty()) {
      return attribute.syntax().isReference() && attribute.syntax() == Syntax.DN
          ? CompiledFilter.FALSE
          : CompiledFilter.UNDEFINED;
    }
    byte[] wanted = key.get();
    Plan plan =
        attribute.isIndexed()
            ? Plan.oneValue(view.index(attribute), Keys.indexed(wanted))
            : Plan.EVERYTHING;
    return ifAnyValue(attribute, each -> Arrays.equals(each, wanted), plan);
  }

  /**
   * The key of an asserted value, with what Active Directory reads besides the attribute's own
   * syntax.
   */
  private Optional<byte[]> key(AttributeType attribute, byte[] asserted) {
    if (attribute == w.objectCategory) {
      Optional<byte[]> category = schema.objectClass(text(asserted)).flatMap(this::categoryOf);
      if (category.isPresent()) {
        return category;
      }
    }
    if (attribute == w.objectGUID && asserted.length != 16) {
      return ObjectGuid.parse(text(asserted)).map(ObjectGuid::bytes);
    }
    return stored(attribute, asserted).map(attribute.syntax()::key);
  }

  private Optional<byte[]> categoryOf(ObjectClass objectClass) {
    int id =
        view.child(view.object(Register.SCHEMA), objectClass.definition().defaultObjectCategory());
    return id < 0 ? Optional.empty() : Optional.of(EntryBuilder.reference(id));
  }

  private Optional<byte[]> stored(AttributeType attribute, byte[] asserted) {
    return switch (attribute.syntax()) {
      case DN -> {
        int id = resolve(asserted);
        yield id < 0 ? Optional.empty() : Optional.of(EntryBuilder.reference(id));
      }
      case DN_BINARY, DN_STRING ->
          NameWithData.parse(attribute.syntax(), text(asserted)).flatMap(this::stored);
      case SECURITY_DESCRIPTOR -> Optional.empty();
      default -> attribute.syntax().parse(asserted);
    };
  }

  private Optional<byte[]> stored(NameWithData value) {
    int id = resolve(value.dn().getBytes(StandardCharsets.UTF_8));
    return id < 0 ? Optional.empty() : Optional.of(EntryBuilder.reference(id, value.data()));
  }

  private int resolve(byte[] name) {
    try {
      return Names.find(view, text(name));
    } catch (DirectoryException e) {
      return -1; // no name, so no object has it
    }
  }

  /** A class matches objects that have it or one that inherits from it. */
  private CompiledFilter objectClass(String name) {
    Optional<ObjectClass> wanted = schema.objectClass(name);
    if (wanted.isEmpty()) {
      return CompiledFilter.UNDEFINED;
    }
    int number = wanted.get().index();
    OrderedOctets index = view.index(w.objectClass);
    List<Plan> plans = new ArrayList<>();
    for (ObjectClass each : schema.classes()) {
      if (each.isOrInherits(wanted.get())) {
        byte[] prefix = Keys.indexedClass(each.index());
        if (index.countPrefix(prefix) > 0) {
          plans.add(Plan.oneValue(index, prefix));
        }
      }
    }
    return ifReadable(
        w.objectClass,
        (id, entry) -> entry.hasClass(number),
        plans.size() == 1 ? plans.get(0) : Plan.union(plans));
  }

  private CompiledFilter link(AttributeType attribute, byte[] asserted) {
    String name = text(asserted);
    byte[] data = {};
    if (attribute.syntax() != Syntax.DN) {
      Optional<NameWithData> value = NameWithData.parse(attribute.syntax(), name);
      if (value.isEmpty()) {
        return CompiledFilter.UNDEFINED;
      }
      name = value.get().dn();
      data = value.get().data();
    }
    int other = resolve(name.getBytes(StandardCharsets.UTF_8));
    if (other < 0) {
      return CompiledFilter.FALSE;
    }
    int pair = attribute.linkPair();
    byte[] wanted = data;
    if (attribute.isForwardLink()) {
      return ifReadable(
          attribute,
          (id, entry) -> links.shows(entry, other) && isPresent(pair, id, other, wanted),
          Plan.sources(view, pair, other));
    }
    return ifReadable(
        attribute,
        (id, entry) -> links.shows(entry, other) && Links.connects(view, pair, other, id),
        Plan.targets(view, pair, other));
  }

  private boolean isPresent(int pair, int source, int target, byte[] data) {
    return view.link(pair, source, target, data).map(link -> link.present()).orElse(false);
  }

  private CompiledFilter substring(AttributeType attribute, Filter filter) {
    if (!attribute.syntax().isText() && attribute.syntax() != Syntax.OCTET) {
      return CompiledFilter.UNDEFINED;
    }
    byte[] initial = part(attribute, filter.getRawSubInitialValue());
    byte[] last = part(attribute, filter.getRawSubFinalValue());
    List<byte[]> middle = new ArrayList<>();
    for (ASN1OctetString each : filter.getRawSubAnyValues()) {
      middle.add(attribute.syntax().key(each.getValue()));
    }
    Plan plan =
        attribute.isIndexed()
            ? Plan.prefix(view.index(attribute), Keys.indexedPrefix(initial))
            : Plan.EVERYTHING;
    return ifAnyValue(attribute, value -> contains(value, initial, middle, last), plan);
  }

  private static byte[] part(AttributeType attribute, @Nullable ASN1OctetString part) {
    return part == null ? new byte[0] : attribute.syntax().key(part.getValue());
  }

  private static boolean contains(byte[] value, byte[] initial, List<byte[]> middle, byte[] last) {
    if (value.length < initial.length + last.length || !isAt(value, 0, initial)) {
      return false;
    }
    int from = initial.length;
    int to = value.length - last.length;
    if (!isAt(value, to, last)) {
      return false;
    }
    for (byte[] part : middle) {
      while (from + part.length <= to && !isAt(value, from, part)) {
        from++;
      }
      if (from + part.length > to) {
        return false;
      }
      from += part.length;
    }
    return true;
  }

  private static boolean isAt(byte[] value, int at, byte[] part) {
    return Arrays.equals(value, at, at + part.length, part, 0, part.length);
  }

  private CompiledFilter ordering(AttributeType attribute, byte[] asserted, boolean atLeast) {
    if (!attribute.syntax().isOrdered()) {
      return CompiledFilter.UNDEFINED;
    }
    Optional<byte[]> key = attribute.syntax().parse(asserted).map(attribute.syntax()::key);
    if (key.isEmpty()) {
      return CompiledFilter.UNDEFINED;
    }
    byte[] bound = key.get();
    Plan plan = Plan.EVERYTHING;
    if (attribute.isIndexed()) {
      OrderedOctets index = view.index(attribute);
      byte[] edge = Keys.indexedPrefix(bound);
      plan =
          atLeast
              ? Plan.range(index, edge, new byte[0])
              : Plan.range(index, new byte[0], OrderedOctets.after(Keys.indexed(bound)));
    }
    return ifAnyValue(
        attribute,
        value -> {
          int order = Arrays.compareUnsigned(value, bound);
          return atLeast ? order >= 0 : order <= 0;
        },
        plan);
  }

  private CompiledFilter extensible(Filter filter) throws DirectoryException {
    String rule = filter.getMatchingRuleID();
    String name = filter.getAttributeName();
    Optional<AttributeType> found =
        name == null ? Optional.empty() : schema.attribute(stripOptions(name));
    if (found.isEmpty()) {
      return CompiledFilter.UNDEFINED;
    }
    AttributeType attribute = found.get();
    if (attribute.name().equals("aNR") && rule == null) {
      return anr(filter);
    }
    if (attribute.isConstructed()) {
      throw AdError.CONSTRUCTED_IN_FILTER.about(attribute.attid(), attribute.name());
    }
    if (attribute.isSecret()) {
      return CompiledFilter.FALSE;
    }
    byte[] asserted = filter.getAssertionValueBytes();
    if (rule == null) {
      return equality(attribute, asserted);
    }
    return switch (rule.toLowerCase(Locale.ROOT)) {
      case Oids.BIT_AND -> bits(attribute, asserted, true);
      case Oids.BIT_OR -> bits(attribute, asserted, false);
      case Oids.IN_CHAIN -> inChain(attribute, asserted);
      case Oids.DN_WITH_DATA -> dnWithData(attribute, text(asserted));
      default -> CompiledFilter.UNDEFINED;
    };
  }

  private CompiledFilter bits(AttributeType attribute, byte[] asserted, boolean all) {
    if (attribute.syntax() != Syntax.INTEGER && attribute.syntax() != Syntax.LARGE_INTEGER) {
      return CompiledFilter.UNDEFINED;
    }
    Optional<byte[]> stored = attribute.syntax().parse(asserted);
    if (stored.isEmpty()) {
      return CompiledFilter.UNDEFINED;
    }
    long mask = Syntax.parseLong(stored.get(), 0, stored.get().length);
    Plan plan =
        attribute.isIndexed() ? Plan.prefix(view.index(attribute), new byte[0]) : Plan.EVERYTHING;
    return ifReadable(
        attribute,
        (id, entry) -> {
          for (Entry.Values values = entry.values(attribute); values.next(); ) {
            long value = Syntax.parseLong(values.source(), values.from(), values.to());
            if (all ? (value & mask) == mask : (value & mask) != 0) {
              return true;
            }
          }
          return false;
        },
        plan);
  }

  private CompiledFilter inChain(AttributeType attribute, byte[] asserted) {
    if (!attribute.isLink()) {
      return CompiledFilter.UNDEFINED;
    }
    int start = resolve(asserted);
    if (start < 0) {
      return CompiledFilter.FALSE;
    }
    Set<Integer> reached = Links.chain(view, attribute, start);
    return ifReadable(attribute, (id, entry) -> reached.contains(id), Plan.of(reached));
  }

  /**
   * {@code B:n:prefix:DN}: the same object, or any when the DN is empty, and data that begins so.
   */
  private CompiledFilter dnWithData(AttributeType attribute, String asserted) {
    Optional<NameWithData> value =
        attribute.syntax() == Syntax.DN
            ? Optional.empty()
            : NameWithData.parse(attribute.syntax(), asserted);
    if (value.isEmpty() || attribute.isLink()) {
      return CompiledFilter.UNDEFINED;
    }
    byte[] prefix = value.get().data();
    int object =
        value.get().dn().isEmpty()
            ? -1
            : resolve(value.get().dn().getBytes(StandardCharsets.UTF_8));
    boolean anyObject = value.get().dn().isEmpty();
    return ifReadable(
        attribute,
        (id, entry) ->
            entry.all(attribute).stream()
                .anyMatch(
                    each -> {
                      byte[] data = EntryBuilder.data(each);
                      return (anyObject || EntryBuilder.referenced(each) == object)
                          && data.length >= prefix.length
                          && isAt(data, 0, prefix);
                    }),
        Plan.EVERYTHING);
  }

  /**
   * Ambiguous name resolution (MS-ADTS 3.1.1.3.1.3.4): a prefix of any of several attributes, or of
   * two names.
   */
  private CompiledFilter anr(Filter filter) throws DirectoryException {
    String sought =
        switch (filter.getFilterType()) {
          case Filter.FILTER_TYPE_PRESENCE -> "";
          case Filter.FILTER_TYPE_SUBSTRING -> begins(filter);
          default -> filter.getAssertionValue();
        };
    if (filter.getFilterType() == Filter.FILTER_TYPE_PRESENCE) {
      return CompiledFilter.FALSE;
    }
    return sought.isBlank()
        ? CompiledFilter.UNDEFINED
        : compile(AmbiguousNames.expand(view, sought));
  }

  /** What a substring filter says of the beginning, if it says nothing of the rest. */
  private static String begins(Filter filter) {
    boolean only =
        filter.getSubInitialString() != null
            && filter.getRawSubAnyValues().length == 0
            && filter.getRawSubFinalValue() == null;
    return only ? filter.getSubInitialString() : "";
  }

  /** A test of an object that is not known to be readable. */
  @FunctionalInterface
  private interface Test {
    boolean of(int id, Entry entry);
  }

  /** Of an attribute that may not be read nothing is known, not even that it is not so. */
  private static CompiledFilter ifReadable(AttributeType attribute, Test test, Plan plan) {
    return new CompiledFilter(
        (view, id, entry, readable) ->
            readable.include(attribute) ? Truth.of(test.of(id, entry)) : Truth.UNDEFINED,
        plan);
  }

  private static CompiledFilter ifAnyValue(
      AttributeType attribute, Predicate<byte[]> test, Plan plan) {
    Syntax syntax = attribute.syntax();
    return ifReadable(
        attribute,
        (id, entry) -> {
          for (Entry.Values values = entry.values(attribute); values.next(); ) {
            if (test.test(syntax.key(values.source(), values.from(), values.to()))) {
              return true;
            }
          }
          return false;
        },
        plan);
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
