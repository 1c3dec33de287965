package dev.tombolo.connector.rule;

import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.cloud.SourceAnchor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clauses and flows that several default rules share. */
final class Clauses {
  private Clauses() {}

  static ScopeClause critical() {
    return new ScopeClause(
        "isCriticalSystemObject EQUAL True", o -> o.is("isCriticalSystemObject", "TRUE"));
  }

  /** The victims of a replication conflict. */
  static ScopeClause conflict() {
    return new ScopeClause(
        "DN CONTAINS \\0ACNF:", o -> o.object().dn().toUpperCase(Locale.ROOT).contains("\\0ACNF:"));
  }

  static ScopeClause adminDescription(String prefix) {
    return new ScopeClause(
        "adminDescription STARTSWITH " + prefix, o -> o.startsWith("adminDescription", prefix));
  }

  static @Nullable String anchorOfUser(ForestObject object) {
    String chosen = object.first("mS-DS-ConsistencyGuid");
    return chosen == null ? anchor(object) : SourceAnchor.of(octets(chosen)).value();
  }

  /** Of anything but users the anchor is always made of the objectGUID. */
  static String anchor(ForestObject object) {
    return SourceAnchor.of(ObjectGuid.bytes(object.object().guid())).value();
  }

  private static byte[] octets(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  static Flow<ForestObject> displayName() {
    return Flow.computed(
        "displayName",
        Set.of("displayName", "cn"),
        o -> o.has("displayName") ? o.first("displayName") : o.first("cn"));
  }

  static Flow<ForestObject> distinguishedName() {
    return Flow.computed("onPremisesDistinguishedName", Set.of(), o -> o.object().dn());
  }

  static List<Flow<ForestObject>> domain() {
    return List.of(
        Flow.computed("domainFQDN", Set.of(), ForestObject::domainName),
        Flow.computed("domainNetBios", Set.of(), ForestObject::netBiosName));
  }

  static List<Flow<ForestObject>> extensionAttributes() {
    List<Flow<ForestObject>> flows = new ArrayList<>();
    for (int i = 1; i <= 15; i++) {
      flows.add(Flow.single("extensionAttribute" + i, "extensionAttribute" + i));
    }
    return flows;
  }

  static Flow<ForestObject> hiddenFromAddressLists() {
    return Flow.computed(
        "msExchHideFromAddressLists",
        Set.of("msExchHideFromAddressLists"),
        o -> o.has("msExchHideFromAddressLists") ? o.folded("msExchHideFromAddressLists") : null);
  }

  /** Whether mail reaches the object: an SMTP address, or mail where there are no addresses. */
  static boolean mailEnabled(ForestObject object) {
    List<String> proxies = object.all("proxyAddresses");
    return proxies.isEmpty()
        ? object.has("mail")
        : proxies.stream().anyMatch(proxy -> proxy.regionMatches(true, 0, "smtp:", 0, 5));
  }
}
