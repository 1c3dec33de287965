package dev.tombolo.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.cloud.provisioning.TenantObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the tenant shall show, by a plain search of the directory: no rule, no change, no state. */
final class Expected {
  private static final Map<String, String> USER =
      Map.of(
          "displayName", "displayName",
          "department", "department",
          "title", "jobTitle",
          "userPrincipalName", "userPrincipalName",
          "cn", "commonName");
  private static final Map<String, String> GROUP =
      Map.of("displayName", "displayName", "cn", "commonName", "description", "description");

  private final Map<String, String> objects = new TreeMap<>();

  /** Reads the directory. */
  static Expected of(LDAPConnection ldap) throws LDAPException {
    Expected expected = new Expected();
    Map<String, String> anchors = new HashMap<>();
    List<SearchResultEntry> entries =
        ConnectorLab.search(
                ldap,
                ConnectorLab.BASE,
                "(&(|(objectClass=user)(objectClass=group))(!(objectClass=computer))"
                    + "(!(isCriticalSystemObject=TRUE))(!(sAMAccountName=MSOL_*)))",
                "objectClass",
                "objectGUID",
                "displayName",
                "department",
                "title",
                "userPrincipalName",
                "cn",
                "description",
                "member",
                "manager")
            .stream()
            .filter(entry -> !entry.getDN().endsWith("," + ConnectorLab.NO_SYNC))
            .toList();
    for (SearchResultEntry entry : entries) {
      anchors.put(
          entry.getDN(),
          ConnectorLab.anchor(ObjectGuid.of(entry.getAttributeValueBytes("objectGUID"))));
    }
    entries.forEach(entry -> expected.add(entry, anchors));
    return expected;
  }

  private void add(SearchResultEntry entry, Map<String, String> anchors) {
    boolean group = entry.hasAttributeValue("objectClass", "group");
    Map<String, List<String>> properties = new HashMap<>();
    (group ? GROUP : USER)
        .forEach(
            (attribute, property) -> {
              String value =
                  Optional.ofNullable(entry.getAttributeValue(attribute))
                      .orElse(
                          attribute.equals("displayName") ? entry.getAttributeValue("cn") : null);
              if (value != null) {
                properties.put(property, List.of(value));
              }
            });
    if (!group) {
      properties.put("onPremisesDistinguishedName", List.of(entry.getDN()));
    }
    TreeSet<String> references = new TreeSet<>();
    for (String name : List.of("member", "manager")) {
      String[] values = entry.getAttributeValues(name);
      for (String target : values == null ? new String[0] : values) {
        if (anchors.containsKey(target)) {
          references.add((name.equals("member") ? "members" : name) + " " + anchors.get(target));
        }
      }
    }
    objects.put(
        String.valueOf(anchors.get(entry.getDN())), new TreeMap<>(properties) + " " + references);
  }

  /** Fails unless the tenant shows exactly that. */
  void assertMatches(Map<String, TenantObject> tenant, String when) {
    assertThat(differences(tenant)).as(when).isEmpty();
  }

  /** How the tenant differs from that. */
  List<String> differences(Map<String, TenantObject> tenant) {
    Map<String, String> shown = new TreeMap<>();
    tenant.forEach(
        (anchor, object) -> {
          TreeMap<String, List<String>> properties = new TreeMap<>(object.attributes());
          boolean group = object.objectType() == dev.tombolo.cloud.ObjectType.GROUP;
          properties
              .keySet()
              .retainAll(
                  group
                      ? GROUP.values()
                      : new TreeSet<>(
                          List.of(
                              "displayName",
                              "department",
                              "jobTitle",
                              "userPrincipalName",
                              "commonName",
                              "onPremisesDistinguishedName")));
          TreeSet<String> references = new TreeSet<>();
          for (Map.Entry<String, ReferenceChange> each : object.references().entrySet()) {
            each.getValue()
                .add()
                .forEach(
                    target -> {
                      if (tenant.containsKey(target)) {
                        references.add(each.getKey() + " " + target);
                      }
                    });
          }
          shown.put(anchor, properties + " " + references);
        });
    List<String> differences = new ArrayList<>();
    TreeSet<String> all = new TreeSet<>(shown.keySet());
    all.addAll(objects.keySet());
    for (String anchor : all) {
      String has = shown.getOrDefault(anchor, "nothing");
      String wanted = objects.getOrDefault(anchor, "nothing");
      if (!has.equals(wanted)) {
        differences.add(anchor + " shall be " + wanted + " and is " + has);
      }
    }
    return differences;
  }
}
