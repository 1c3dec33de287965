package dev.tombolo.directory.naming;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.ObjectName;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.NameMemory;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds objects by their names, and writes the names of objects. */
public final class Names {
  private Names() {}

  /** The distinguished name of an object, as its parents' names and its own are now. */
  public static String dn(View view, int id) {
    StringBuilder dn = new StringBuilder(96);
    for (int at = id; at >= 0; ) {
      Entry entry = view.existing(at);
      if (dn.length() > 0) {
        dn.append(',');
      }
      appendRdn(view, entry, dn);
      at = entry.parent();
    }
    return dn.toString();
  }

  /** The same of an object that many others are below, or that many searches are about. */
  public static String containerDn(View view, int id) {
    NameMemory memory = view.memory().orElse(null);
    String known = memory == null ? null : memory.dn(id);
    if (known != null) {
      return known;
    }
    String dn = dn(view, id);
    if (memory != null) {
      memory.dn(id, dn);
    }
    return dn;
  }

  /** Appends {@code CN=value} with what must be escaped. */
  public static void appendRdn(View view, Entry entry, StringBuilder to) {
    to.append(view.schema().attribute(entry.rdnAttribute()).rdnName()).append('=');
    DistinguishedName.escape(entry.name(), to);
  }

  /**
   * The id of the object a name stands for, live or deleted; -1 when there is none.
   *
   * @throws DirectoryException when the text is no name
   */
  public static int find(View view, String name) throws DirectoryException {
    NameMemory memory = view.memory().orElse(null);
    if (memory == null) {
      return find(view, ObjectName.parse(name));
    }
    int known = memory.id(name);
    if (known >= 0) {
      return known;
    }
    int found = find(view, ObjectName.parse(name));
    if (found >= 0) {
      memory.id(name, found);
    }
    return found;
  }

  /** The id of the object a name stands for, live or deleted; -1 when there is none. */
  public static int find(View view, ObjectName name) {
    WellKnown w = view.schema().wellKnown();
    if (name instanceof ObjectName.ByDn byDn) {
      return find(view, byDn.dn());
    }
    if (name instanceof ObjectName.ByGuid byGuid) {
      return view.find(w.objectGUID, ObjectGuid.bytes(byGuid.guid()));
    }
    if (name instanceof ObjectName.BySid bySid) {
      return view.find(w.objectSid, bySid.sid().bytes());
    }
    ObjectName.ByWellKnownGuid wellKnown = (ObjectName.ByWellKnownGuid) name;
    int of = find(view, wellKnown.of());
    return of < 0 ? -1 : wellKnown(view, of, wellKnown.guid());
  }

  private static int find(View view, DistinguishedName dn) {
    Walk walk = walk(view, dn);
    return walk.left == 0 ? walk.id : -1;
  }

  /** How far a name leads: the last object found, and how many RDNs are left. */
  private record Walk(int id, int left) {}

  private static Walk walk(View view, DistinguishedName dn) {
    List<DistinguishedName.Rdn> rdns = dn.rdns();
    int id = -1;
    for (int i = rdns.size() - 1; i >= 0; i--) {
      DistinguishedName.Rdn rdn = rdns.get(i);
      int child = view.child(id, rdn.value());
      if (child < 0 || !isNamedBy(view, child, rdn.type())) {
        return new Walk(id, i + 1);
      }
      id = child;
    }
    return new Walk(id, 0);
  }

  private static boolean isNamedBy(View view, int id, String type) {
    AttributeType attribute = view.schema().attribute(view.existing(id).rdnAttribute());
    return attribute.rdnName().equals(type)
        || attribute.name().equalsIgnoreCase(type)
        || view.schema()
            .attribute(type)
            .map(AttributeType::index)
            .equals(Optional.of(attribute.index()));
  }

  /**
   * The container that {@code wellKnownObjects} or {@code otherWellKnownObjects} of an object
   * names, or -1.
   */
  public static int wellKnown(View view, int of, String guid) {
    WellKnown w = view.schema().wellKnown();
    byte[] wanted = HexFormat.of().parseHex(guid);
    for (AttributeType attribute : List.of(w.wellKnownObjects, w.otherWellKnownObjects)) {
      for (byte[] value : view.existing(of).all(attribute)) {
        if (Arrays.equals(EntryBuilder.data(value), wanted)) {
          return EntryBuilder.referenced(value);
        }
      }
    }
    return -1;
  }

  /**
   * The answer to a name that leads to no object one may see: noSuchObject with the nearest
   * ancestor, or a referral when the name is outside of what this server holds (MS-ADTS 3.1.1.4.6).
   */
  public static DirectoryException notFound(View view, String name) {
    try {
      if (!(ObjectName.parse(name) instanceof ObjectName.ByDn byDn)) {
        return AdError.OBJECT_NOT_FOUND.bestMatch("");
      }
      if (byDn.dn().isRoot()) {
        return AdError.OBJECT_NOT_FOUND.bestMatch("");
      }
      Walk walk = walk(view, byDn.dn());
      int nearest = walk.left == 0 ? view.existing(walk.id).parent() : walk.id;
      while (nearest >= 0
          && !view.existing(nearest).isPhantom()
          && view.existing(nearest).isDeleted()) {
        nearest = view.existing(nearest).parent();
      }
      if (nearest >= 0 && !view.existing(nearest).isPhantom()) {
        return AdError.OBJECT_NOT_FOUND.bestMatch(dn(view, nearest));
      }
      return referral(view, byDn.dn());
    } catch (DirectoryException e) {
      return e;
    }
  }

  /** To where the domain's crossRef sends everything beyond, else to the host the DN tells. */
  private static DirectoryException referral(View view, DistinguishedName dn) {
    String host =
        superiorRoot(view)
            .orElseGet(
                () ->
                    dn.rdns().stream()
                        .filter(rdn -> rdn.type().equalsIgnoreCase("DC"))
                        .map(DistinguishedName.Rdn::value)
                        .collect(Collectors.joining(".")));
    if (host.isEmpty()) {
      return AdError.OBJECT_NOT_FOUND.bestMatch("");
    }
    return AdError.referral(host, "ldap://" + host + "/" + dn);
  }

  private static Optional<String> superiorRoot(View view) {
    int partitions = view.child(view.object(Register.CONFIGURATION), "Partitions");
    if (partitions < 0) {
      return Optional.empty();
    }
    WellKnown w = view.schema().wellKnown();
    byte[] prefix = Keys.namesBelow(partitions);
    for (OctetCursor each = view.names().ascend(prefix);
        each.next() && each.keyStartsWith(prefix); ) {
      Entry crossRef = view.existing(each.valueHead());
      if (crossRef.reference(w.nCName) == view.object(Register.DOMAIN)) {
        return crossRef.text(view.schema().known("superiorDNSRoot"));
      }
    }
    return Optional.empty();
  }

  /**
   * The head of the naming context an object is in, itself when it is one; -1 for a name above all
   * of them.
   */
  public static int namingContext(View view, int id) {
    int at = id;
    while (at >= 0 && !view.existing(at).isNamingContextHead()) {
      at = view.existing(at).parent();
    }
    return at;
  }

  /** Whether an object is another or below it. */
  public static boolean isAtOrBelow(View view, int id, int ancestor) {
    for (int at = id; at >= 0; at = view.existing(at).parent()) {
      if (at == ancestor) {
        return true;
      }
    }
    return false;
  }

  /**
   * The canonical name of an object: {@code adatum.com/Users/Bob}; a naming context's ends with a
   * slash.
   */
  public static String canonicalName(View view, Forest forest, int id) {
    StringBuilder path = new StringBuilder();
    int at = id;
    while (at != view.object(Register.DOMAIN)) {
      Entry entry = view.existing(at);
      path.insert(0, "/" + entry.name().replace("/", "\\/"));
      at = entry.parent();
    }
    return path.length() == 0 ? forest.dnsName() + "/" : forest.dnsName() + path;
  }

  /** The objectGUID of an object. */
  public static UUID guid(Entry entry) {
    return ObjectGuid.of(entry.guid());
  }

  /** The SID of a directory's domain. */
  public static Sid domainSid(View view) {
    Sid sid = sid(view, view.existing(view.object(Register.DOMAIN)));
    if (sid == null) {
      throw new IllegalStateException("the domain has no SID");
    }
    return sid;
  }

  /** The objectSid of an object, or null. */
  public static @Nullable Sid sid(View view, Entry entry) {
    byte[] sid = entry.first(view.schema().wellKnown().objectSid);
    return sid == null ? null : Sid.of(sid);
  }
}
