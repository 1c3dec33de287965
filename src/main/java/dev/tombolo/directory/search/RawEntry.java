package dev.tombolo.directory.search;

import dev.tombolo.directory.store.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A search result entry whose attributes are given one by one: one that is no stored object, or not
 * all of one.
 */
public final class RawEntry {
  private static final int SEARCH_RESULT_ENTRY = 0x64;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  private final byte[] dn;
  private final List<Attribute> attributes = new ArrayList<>();

  private record Attribute(String description, List<byte[]> values) {}

  /** An entry of a name, without attributes. */
  public RawEntry(String dn) {
    this(dn.getBytes(StandardCharsets.UTF_8));
  }

  /** An entry of a name in UTF-8, without attributes. */
  public RawEntry(byte[] dn) {
    this.dn = dn.clone();
  }

  /** Adds an attribute; it may have no values. */
  public RawEntry add(String description, List<byte[]> values) {
    attributes.add(new Attribute(description, values));
    return this;
  }

  /** Whether there is an attribute of a name, with options or without. */
  boolean has(String name) {
    return attributes.stream()
        .anyMatch(each -> each.description.equals(name) || each.description.startsWith(name + ";"));
  }

  /** How many attributes there are. */
  public int size() {
    return attributes.size();
  }

  /** Appends the entry as a SearchResultEntry. */
  public void write(Octets out) {
    int start = EntryRenderer.open(out, SEARCH_RESULT_ENTRY);
    out.putElement(dn);
    int list = EntryRenderer.open(out, SEQUENCE);
    for (Attribute attribute : attributes) {
      int partial = EntryRenderer.open(out, SEQUENCE);
      out.putElement(attribute.description.getBytes(StandardCharsets.UTF_8));
      int set = EntryRenderer.open(out, SET);
      attribute.values.forEach(out::putElement);
      EntryRenderer.close(out, set);
      EntryRenderer.close(out, partial);
    }
    EntryRenderer.close(out, list);
    EntryRenderer.close(out, start);
  }
}
