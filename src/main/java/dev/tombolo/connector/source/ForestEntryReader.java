package dev.tombolo.connector.source;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.connector.space.LinkKind;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesLink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads search entries whose distinguished names are extended ({@code <GUID=…>;<SID=…>;DN}), so
 * that a reference is known by its target's objectGUID whatever its name is.
 */
final class ForestEntryReader {
  private static final String GUID_PREFIX = "<GUID=";
  private static final String REMOVED = ";range=0-0";
  private static final String NAMING_ATTRIBUTE = "cn";

  /** The attribute that is told only when everything of an object is told. */
  static final String CREATED = "whenCreated";

  private final ImportedAttributes.Names names;

  ForestEntryReader(ImportedAttributes attributes) {
    this.names = attributes.names();
  }

  /** Reads an entry; nothing when it has no objectGUID. */
  Optional<ForestChange> read(SearchResultEntry entry) {
    byte[] guidOctets = entry.getAttributeValueBytes("objectGUID");
    if (guidOctets == null || guidOctets.length != 16) {
      return Optional.empty();
    }
    UUID guid = ObjectGuid.of(guidOctets);
    Optional<ObjectKind> kind = Optional.empty();
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<OnPremisesLink> added = new ArrayList<>();
    List<OnPremisesLink> removed = new ArrayList<>();
    List<OnPremisesLink> back = new ArrayList<>();
    boolean deleted = false;
    boolean recycled = false;
    for (Attribute attribute : entry.getAttributes()) {
      String name = attribute.getName().toLowerCase(Locale.ROOT);
      String base = baseName(name);
      Optional<LinkKind> link = LinkKind.ofAttribute(base);
      Optional<LinkKind> backLink = LinkKind.ofBackAttribute(base);
      if (link.isPresent()) {
        List<OnPremisesLink> to = name.endsWith(REMOVED) ? removed : added;
        for (String target : attribute.getValues()) {
          guidOf(target).ifPresent(id -> to.add(new OnPremisesLink(guid, link.get(), id)));
        }
      } else if (backLink.isPresent()) {
        for (String source : attribute.getValues()) {
          guidOf(source).ifPresent(id -> back.add(new OnPremisesLink(id, backLink.get(), guid)));
        }
      } else if (base.equals("isdeleted")) {
        deleted = "TRUE".equals(attribute.getValue());
      } else if (base.equals("isrecycled")) {
        recycled = "TRUE".equals(attribute.getValue());
      } else if (base.equals("objectclass")) {
        kind = ObjectKind.of(Arrays.asList(attribute.getValues()));
      } else if (base.equals("name")) {
        name(values, attribute);
      } else {
        keep(values, base, attribute);
      }
    }
    // The class alone does not tell that the object is told whole: it may change. The time of its
    // creation never does.
    boolean whole = entry.hasAttribute(CREATED);
    return Optional.of(
        new ForestChange(
            guid,
            plain(entry.getDN()),
            deleted,
            recycled,
            whole ? kind : Optional.empty(),
            values,
            added,
            removed,
            Optional.of(back).filter(links -> !links.isEmpty())));
  }

  /** Changes tell of a new name, but not of the naming attribute that has the same value. */
  private void name(Map<String, List<String>> values, Attribute attribute) {
    if (names.text().containsKey(NAMING_ATTRIBUTE)) {
      values.put(NAMING_ATTRIBUTE, List.of(attribute.getValues()));
    }
  }

  private void keep(Map<String, List<String>> values, String name, Attribute attribute) {
    String text = name.equals(NAMING_ATTRIBUTE) ? null : names.text().get(name);
    if (text != null) {
      values.put(text, List.of(attribute.getValues()));
      return;
    }
    String binary = names.binary().get(name);
    if (binary != null) {
      List<String> encoded = new ArrayList<>();
      for (byte[] value : attribute.getValueByteArrays()) {
        encoded.add(Base64.getEncoder().encodeToString(value));
      }
      values.put(binary, encoded);
    }
  }

  private static String baseName(String name) {
    int option = name.indexOf(';');
    return option < 0 ? name : name.substring(0, option);
  }

  /** The objectGUID in an extended name. */
  static Optional<UUID> guidOf(String extended) {
    if (!extended.startsWith(GUID_PREFIX)) {
      return Optional.empty();
    }
    int end = extended.indexOf('>');
    try {
      return Optional.of(UUID.fromString(extended.substring(GUID_PREFIX.length(), end)));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** The distinguished name in an extended name. */
  static String plain(String extended) {
    String rest = extended;
    while (rest.startsWith("<")) {
      int end = rest.indexOf(">;");
      if (end < 0) {
        return rest;
      }
      rest = rest.substring(end + 2);
    }
    return rest;
  }
}
