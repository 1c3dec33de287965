package dev.tombolo.directory.search;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.Syntax;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.ReadableAttributes;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Octets;
import dev.tombolo.directory.store.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes objects as the SearchResultEntry of RFC 4511 4.5.2, straight from their packed octets:
 * most values are kept as the BER elements that go out.
 */
public final class EntryRenderer {
  private static final int SEARCH_RESULT_ENTRY = 0x64;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  private final View view;
  private final Schema schema;
  private final WellKnown w;
  private final AttributeSelection selection;
  private final DnWriter names;
  private final LinkReader links;
  private final ConstructedAttributes constructed;
  private final Options options;

  /**
   * What a search asks of the rendering.
   *
   * @param typesOnly attribute names without values
   * @param maxValues values of a multi-valued link given at once (MaxValRange)
   * @param rangeErrors whether a range beyond the last value is an error (not with control …1948)
   * @param descriptorFlags the parts of security descriptors wanted, 0 when not asked for (control
   *     …801)
   */
  public record Options(
      boolean typesOnly, int maxValues, boolean rangeErrors, int descriptorFlags) {}

  /** A renderer for one search. */
  public EntryRenderer(
      View view,
      AttributeSelection selection,
      DnWriter names,
      LinkReader links,
      ConstructedAttributes constructed,
      Options options) {
    this.view = view;
    this.schema = view.schema();
    this.w = schema.wellKnown();
    this.selection = selection;
    this.names = names;
    this.links = links;
    this.constructed = constructed;
    this.options = options;
  }

  /**
   * Appends an object.
   *
   * @throws DirectoryException when an attribute cannot be given as it is asked for
   */
  public void render(int id, Entry entry, ReadableAttributes readable, Octets out)
      throws DirectoryException {
    int start = open(out, SEARCH_RESULT_ENTRY);
    byte[] dn = names.write(id, entry);
    out.putElement(dn);
    int attributes = open(out, SEQUENCE);
    if (selection.all()) {
      renderStored(id, entry, readable, out);
      renderName(dn, out);
      renderLinks(links.allForward(id, entry), true, readable, out);
      renderLinks(links.allBack(id, entry), false, readable, out);
    }
    for (AttributeSelection.Requested requested : selection.named()) {
      if (!selection.all() || (isBeyondAll(requested) && !isWithAll(requested.attribute()))) {
        renderNamed(requested, id, entry, dn, readable, out);
      }
    }
    close(out, attributes);
    close(out, start);
  }

  /** Whether an attribute asked for by name is not among all of them. */
  private static boolean isBeyondAll(AttributeSelection.Requested requested) {
    AttributeType attribute = requested.attribute();
    return attribute.isConstructed() || attribute.isOperational() || requested.ranged();
  }

  /** With control …801 the security descriptor is among all attributes. */
  private boolean isWithAll(AttributeType attribute) {
    return attribute == w.nTSecurityDescriptor && options.descriptorFlags != 0;
  }

  private void renderStored(int id, Entry entry, ReadableAttributes readable, Octets out)
      throws DirectoryException {
    for (Entry.Attributes each = entry.attributes(); each.next(); ) {
      AttributeType attribute = schema.attribute(each.attribute());
      if (attribute.isOrdinary() && readable.include(attribute)) {
        renderValues(attribute, each.values(), out);
      }
    }
    if (isWithAll(w.nTSecurityDescriptor) && readable.include(w.nTSecurityDescriptor)) {
      renderConstructed(
          w.nTSecurityDescriptor, constructed.descriptor(id, entry, options.descriptorFlags), out);
    }
  }

  private void renderName(byte[] dn, Octets out) {
    int attribute = openAttribute(w.distinguishedName, out);
    if (!options.typesOnly) {
      out.putElement(dn);
    }
    closeAttribute(attribute, out);
  }

  private void renderNamed(
      AttributeSelection.Requested requested,
      int id,
      Entry entry,
      byte[] dn,
      ReadableAttributes readable,
      Octets out)
      throws DirectoryException {
    AttributeType attribute = requested.attribute();
    if (!readable.include(attribute)) {
      return;
    }
    if (attribute == w.distinguishedName) {
      renderName(dn, out);
    } else if (attribute.isLink()) {
      renderRange(requested, values(links.walk(attribute, id, entry), attribute), out);
    } else if (attribute == w.nTSecurityDescriptor) {
      renderConstructed(attribute, constructed.descriptor(id, entry, options.descriptorFlags), out);
    } else if (constructed.covers(attribute)) {
      renderConstructed(attribute, constructed.of(attribute, id, entry), out);
    } else {
      Entry.Values values = entry.values(attribute);
      if (values.hasNext()) {
        renderValues(attribute, values, out);
      }
    }
  }

  private void renderConstructed(AttributeType attribute, List<byte[]> values, Octets out) {
    if (values.isEmpty()) {
      return;
    }
    int at = openAttribute(attribute, out);
    if (!options.typesOnly) {
      values.forEach(out::putElement);
    }
    closeAttribute(at, out);
  }

  private void renderValues(AttributeType attribute, Entry.Values values, Octets out) {
    if (attribute.syntax() == Syntax.SECURITY_DESCRIPTOR) {
      List<byte[]> descriptors = new ArrayList<>();
      while (values.next()) {
        descriptors.add(view.descriptor(values.reference()));
      }
      renderConstructed(attribute, descriptors, out);
      return;
    }
    if (attribute != w.objectClass && !attribute.syntax().isReference() && !options.typesOnly) {
      copyValues(attribute, values, out);
      return;
    }
    if (attribute.syntax().isReference()) {
      renderConstructed(attribute, references(attribute.syntax(), values), out);
      return;
    }
    int at = openAttribute(attribute, out);
    if (!options.typesOnly && attribute == w.objectClass) {
      renderClasses(values, out);
    }
    closeAttribute(at, out);
  }

  /** The names that values stand for; one whose object is gone for good is gone with it. */
  private List<byte[]> references(Syntax syntax, Entry.Values values) {
    List<byte[]> names = new ArrayList<>();
    while (values.next()) {
      if (view.entry(values.reference()) != null) {
        names.add(reference(syntax, values.octets()));
      }
    }
    return names;
  }

  /**
   * The values are kept as the elements that go out, so their size is known and they are copied in
   * one piece.
   */
  private static void copyValues(AttributeType attribute, Entry.Values values, Octets out) {
    int size = values.elementsLength();
    int set = Octets.headerSize(size) + size;
    out.putHeader(SEQUENCE, attribute.nameElement().length + set).put(attribute.nameElement());
    out.putHeader(SET, size);
    values.copyElements(out);
  }

  private void renderClasses(Entry.Values values, Octets out) {
    values.next();
    for (int place = 0; place < values.length() / 2; place++) {
      out.put(schema.objectClass(values.classAt(place)).nameElement());
    }
  }

  private byte[] reference(Syntax syntax, byte[] stored) {
    byte[] dn = names.writeReference(EntryBuilder.referenced(stored));
    return syntax == Syntax.DN ? dn : withData(syntax, EntryBuilder.data(stored), dn);
  }

  private static byte[] withData(Syntax syntax, byte[] data, byte[] dn) {
    return NameWithData.format(syntax, data, new String(dn, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The values at a walk, at most one more than may be given at once. */
  private List<byte[]> values(LinkReader.Walk walk, AttributeType attribute) {
    List<byte[]> values = new ArrayList<>();
    while (walk.next()) {
      values.add(value(walk, attribute));
    }
    return values;
  }

  private byte[] value(LinkReader.Walk walk, AttributeType attribute) {
    byte[] dn = names.write(walk.other(), view.existing(walk.other()));
    return attribute.syntax() == Syntax.DN ? dn : withData(attribute.syntax(), walk.data(), dn);
  }

  /** All links of an object come pair by pair, so one walk serves every attribute. */
  private void renderLinks(
      LinkReader.Walk walk, boolean forward, ReadableAttributes readable, Octets out)
      throws DirectoryException {
    int pair = -1;
    AttributeType attribute = null;
    List<byte[]> values = new ArrayList<>();
    while (walk.next()) {
      if (walk.pair() != pair) {
        if (attribute != null) {
          renderRange(
              new AttributeSelection.Requested(attribute, 0, Integer.MAX_VALUE, false),
              values,
              out);
        }
        values = new ArrayList<>();
        pair = walk.pair();
        attribute =
            (forward ? schema.forwardLink(pair) : schema.backLink(pair))
                .filter(readable::include)
                .orElse(null);
      }
      if (attribute != null) {
        values.add(value(walk, attribute));
      }
    }
    if (attribute != null) {
      renderRange(
          new AttributeSelection.Requested(attribute, 0, Integer.MAX_VALUE, false), values, out);
    }
  }

  /**
   * Gives a stretch of a link's values (MS-ADTS 3.1.1.3.1.3.3): all of them when nobody asked and
   * they are few.
   */
  private void renderRange(AttributeSelection.Requested requested, List<byte[]> values, Octets out)
      throws DirectoryException {
    AttributeType attribute = requested.attribute();
    if (values.isEmpty()) {
      return;
    }
    boolean tooMany = values.size() > options.maxValues;
    if (!requested.ranged() && !tooMany) {
      renderConstructed(attribute, values, out);
      return;
    }
    int low = requested.low();
    if (low >= values.size()) {
      if (options.rangeErrors) {
        throw AdError.RANGE_BEYOND_END.exception();
      }
      return;
    }
    if (!requested.ranged()) {
      closeAttribute(openAttribute(attribute, out), out);
    }
    int high =
        (int)
            Math.min(
                Math.min((long) requested.high(), values.size() - 1L),
                low + options.maxValues - 1L);
    String last = high == values.size() - 1 ? "*" : Integer.toString(high);
    String description = attribute.name() + ";range=" + low + "-" + last;
    int partial = open(out, SEQUENCE);
    out.putElement(description.getBytes(StandardCharsets.UTF_8));
    int set = open(out, SET);
    if (!options.typesOnly) {
      values.subList(low, high + 1).forEach(out::putElement);
    }
    close(out, set);
    close(out, partial);
  }

  private static int openAttribute(AttributeType attribute, Octets out) {
    int at = open(out, SEQUENCE);
    out.put(attribute.nameElement());
    open(out, SET);
    return at;
  }

  /** Closes the SET and the SEQUENCE around it. */
  private void closeAttribute(int at, Octets out) {
    int name = out.array()[at + 7];
    close(out, at + 6 + 2 + name);
    close(out, at);
  }

  /**
   * Begins an element whose length is not known yet, with room for four octets of it, as domain
   * controllers do.
   */
  static int open(Octets out, int tag) {
    int at = out.size();
    out.put(tag).put(0x84).putInt(0);
    return at;
  }

  static void close(Octets out, int at) {
    out.setInt(at + 2, out.size() - at - 6);
  }
}
