package dev.tombolo.directory.security;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.naming.ServiceSettings;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds the account a simple bind names, trying the forms in the order of MS-ADTS 5.1.1.1.1. */
public final class AccountNames {
  private AccountNames() {}

  /**
   * The id of the one live account a name stands for; nothing when there is none or more than one.
   */
  public static Optional<Integer> find(View view, Forest forest, String name) {
    for (List<Integer> found :
        List.of(
            byDn(view, name),
            byPrincipalName(view, forest, name),
            byDownLevelName(view, forest, name),
            byCanonicalName(view, forest, name),
            byGuid(view, name),
            by(view, view.schema().wellKnown().displayName, name),
            by(view, view.schema().wellKnown().servicePrincipalName, name),
            byMappedService(view, name),
            bySid(view, name))) {
      if (!found.isEmpty()) {
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * The account a client names by user and domain: by its name in the domain, or, where there is no
   * domain, by its user principal name. A domain that is not known stands for the server's own.
   */
  public static Optional<Integer> findForLogon(
      View view, Forest forest, String user, String domain) {
    List<Integer> found = by(view, view.schema().wellKnown().sAMAccountName, user);
    if (found.isEmpty()) {
      found = byPrincipalName(view, forest, user);
    }
    if (found.isEmpty() && !domain.isEmpty()) {
      found = byPrincipalName(view, forest, user + "@" + domain);
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /**
   * The account a certificate belongs to: by a user principal name in it, or by what {@code
   * altSecurityIdentities} of the account says of it.
   */
  public static Optional<Integer> findByCertificate(
      View view, Forest forest, List<String> principalNames, List<String> mappings) {
    for (String name : principalNames) {
      List<Integer> found = byPrincipalName(view, forest, name);
      if (!found.isEmpty()) {
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
      }
    }
    AttributeType attribute = view.schema().known("altSecurityIdentities");
    for (String mapping : mappings) {
      List<Integer> found = by(view, attribute, mapping);
      if (!found.isEmpty()) {
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static List<Integer> byDn(View view, String name) {
    try {
      return live(view, Names.find(view, name));
    } catch (DirectoryException e) {
      return List.of(); // not a DN, so another form
    }
  }

  private static List<Integer> byPrincipalName(View view, Forest forest, String name) {
    int at = name.lastIndexOf('@');
    if (at <= 0) {
      return List.of();
    }
    WellKnown w = view.schema().wellKnown();
    List<Integer> explicit = by(view, w.userPrincipalName, name);
    if (!explicit.isEmpty()) {
      return explicit;
    }
    return suffixes(view, forest).contains(name.substring(at + 1).toLowerCase(Locale.ROOT))
        ? by(view, w.sAMAccountName, name.substring(0, at))
        : List.of();
  }

  private static List<String> suffixes(View view, Forest forest) {
    List<String> suffixes = new ArrayList<>(List.of(forest.dnsName().toLowerCase(Locale.ROOT)));
    int partitions = view.child(view.object(Register.CONFIGURATION), "Partitions");
    if (partitions >= 0) {
      Entry.Values values = view.existing(partitions).values(view.schema().wellKnown().uPNSuffixes);
      while (values.next()) {
        suffixes.add(values.text().toLowerCase(Locale.ROOT));
      }
    }
    return suffixes;
  }

  private static List<Integer> byDownLevelName(View view, Forest forest, String name) {
    int slash = name.indexOf('\\');
    boolean ours =
        slash > 0
            && (name.substring(0, slash).equalsIgnoreCase(forest.netBiosName())
                || name.substring(0, slash).equalsIgnoreCase(forest.dnsName()));
    return ours
        ? by(view, view.schema().wellKnown().sAMAccountName, name.substring(slash + 1))
        : List.of();
  }

  /** {@code adatum.com/Users/Bob}, or with a line feed for the last slash. */
  private static List<Integer> byCanonicalName(View view, Forest forest, String name) {
    String[] parts = name.replace('\n', '/').split("(?<!\\\\)/", -1);
    if (parts.length < 2 || !parts[0].equalsIgnoreCase(forest.dnsName())) {
      return List.of();
    }
    int id = view.object(Register.DOMAIN);
    for (int i = 1; i < parts.length && id >= 0; i++) {
      id = view.child(id, parts[i].replace("\\/", "/"));
    }
    return live(view, id);
  }

  private static List<Integer> byGuid(View view, String name) {
    Optional<UUID> guid = name.startsWith("{") ? ObjectGuid.parse(name) : Optional.empty();
    return guid.map(
            found ->
                live(
                    view, view.find(view.schema().wellKnown().objectGUID, ObjectGuid.bytes(found))))
        .orElse(List.of());
  }

  /** A service that stands for another, as {@code http/pc1} for {@code host/pc1}. */
  private static List<Integer> byMappedService(View view, String name) {
    int slash = name.indexOf('/');
    if (slash <= 0) {
      return List.of();
    }
    Optional<String> service = ServiceSettings.mappedService(view, name.substring(0, slash));
    return service
        .map(
            known ->
                by(
                    view,
                    view.schema().wellKnown().servicePrincipalName,
                    known + name.substring(slash)))
        .orElse(List.of());
  }

  private static List<Integer> bySid(View view, String name) {
    Optional<Sid> sid = Sid.parse(name);
    if (sid.isEmpty()) {
      return List.of();
    }
    WellKnown w = view.schema().wellKnown();
    List<Integer> direct = live(view, view.find(w.objectSid, sid.get().bytes()));
    return direct.isEmpty() ? live(view, view.find(w.sIDHistory, sid.get().bytes())) : direct;
  }

  private static List<Integer> live(View view, int id) {
    return id < 0 || view.existing(id).isDeleted() || view.existing(id).isPhantom()
        ? List.of()
        : List.of(id);
  }

  /**
   * Every live object with a value of an indexed or unindexed attribute; the latter are not looked
   * for.
   */
  private static List<Integer> by(View view, AttributeType attribute, String text) {
    if (!attribute.isIndexed()) {
      return List.of();
    }
    byte[] key = attribute.syntax().key(text.getBytes(StandardCharsets.UTF_8));
    byte[] prefix = Keys.indexed(key);
    List<Integer> found = new ArrayList<>();
    for (OctetCursor each = view.index(attribute).ascend(prefix);
        each.next() && each.keyStartsWith(prefix); ) {
      Entry entry = view.existing(each.keyTail());
      if (!entry.isDeleted() && has(entry, attribute, key)) {
        found.add(each.keyTail());
      }
    }
    return found;
  }

  private static boolean has(Entry entry, AttributeType attribute, byte[] key) {
    for (Entry.Values values = entry.values(attribute); values.next(); ) {
      if (Arrays.equals(attribute.syntax().key(values.source(), values.from(), values.to()), key)) {
        return true;
      }
    }
    return false;
  }
}
