package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Filter;
import dev.tombolo.ad.GeneralizedTime;
import dev.tombolo.ad.Oids;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.naming.ServiceSettings;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.search.RawEntry;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Octets;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rootDSE: what the server says of itself to everybody (MS-ADTS 3.1.1.3.2). */
final class RootDse {
  private static final String CAPABILITY = "1.2.840.113556.1.4.";
  private static final List<String> CAPABILITIES =
      List.of(
          CAPABILITY + "800",
          CAPABILITY + "1670",
          CAPABILITY + "1791",
          CAPABILITY + "1935",
          CAPABILITY + "2080",
          CAPABILITY + "2237");

  private static final String SETTING = "DisableVLVSupport";

  /** Returned only when asked for by name. */
  private static final Set<String> OPERATIONAL =
      Set.of(
          "supportedextension",
          "tokengroups",
          "msds-principalname",
          "validfsmos",
          "dsschemaattrcount",
          "dsschemaclasscount",
          "approximatehighestinternalobjectid",
          "supportedconfigurablesettings",
          "configurablesettingseffective",
          "ldappolicieseffective",
          "msds-supportedrootdseattributes",
          "msds-supportedrootdsemodifications",
          "netlogon");

  private final DirectoryContext context;

  RootDse(DirectoryContext context) {
    this.context = context;
  }

  /** Sends the one entry; the filter does not matter (MS-ADTS 3.1.1.3.2). */
  void search(
      Session session, SearchRequest request, RequestControls controls, SearchOutput output) {
    Map<String, List<byte[]>> all = attributes(context.store().snapshot(), session.caller());
    boolean everything = request.attributes().isEmpty() || request.attributes().contains("*");
    Set<String> named =
        Set.copyOf(
            request.attributes().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    if (named.contains("netlogon")) {
      new NetlogonPing(context.store().snapshot(), context.forest())
          .answer(request.filter())
          .ifPresent(value -> all.put("netlogon", List.of(value)));
    }
    RawEntry entry = new RawEntry("");
    all.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (named.contains(lower) || (everything && !OPERATIONAL.contains(lower))) {
            entry.add(name, request.typesOnly() ? List.of() : values);
          }
        });
    Octets octets = new Octets(4096);
    entry.write(octets);
    output.entry(octets);
  }

  private Map<String, List<byte[]>> attributes(View view, Caller caller) {
    Forest forest = context.forest();
    Map<String, List<byte[]>> all = new LinkedHashMap<>();
    String level = functionalLevel(view);
    int dsa = view.object(Register.DSA);
    put(all, "domainFunctionality", level);
    put(all, "forestFunctionality", level);
    put(all, "domainControllerFunctionality", level);
    put(all, "rootDomainNamingContext", forest.domainDn());
    put(
        all,
        "ldapServiceName",
        forest.dnsName()
            + ":"
            + forest.serverName().toLowerCase(Locale.ROOT)
            + "$@"
            + forest.realm());
    put(all, "isGlobalCatalogReady", "TRUE");
    put(all, "supportedSASLMechanisms", context.mechanisms().toArray(String[]::new));
    put(all, "supportedLDAPVersion", "3", "2");
    put(all, "supportedLDAPPolicies", QueryPolicy.NAMES.toArray(String[]::new));
    put(
        all,
        "supportedControl",
        ControlKind.supportedOids(!ServiceSettings.disablesViews(view)).toArray(String[]::new));
    put(all, "supportedCapabilities", CAPABILITIES.toArray(String[]::new));
    put(all, "subschemaSubentry", "CN=Aggregate," + forest.schemaDn());
    put(all, "serverName", Names.dn(view, view.existing(dsa).parent()));
    put(all, "schemaNamingContext", forest.schemaDn());
    put(all, "namingContexts", namingContexts(view));
    put(all, "isSynchronized", "TRUE");
    put(all, "highestCommittedUSN", Long.toString(view.register(Register.USN)));
    put(all, "dsServiceName", Names.dn(view, dsa));
    put(all, "dnsHostName", forest.serverDnsName());
    put(all, "defaultNamingContext", forest.domainDn());
    put(all, "currentTime", GeneralizedTime.format(context.clock().instant()));
    put(all, "configurationNamingContext", forest.configurationDn());
    putOperational(all, view, caller);
    return all;
  }

  private void putOperational(Map<String, List<byte[]>> all, View view, Caller caller) {
    Forest forest = context.forest();
    Schema schema = view.schema();
    put(
        all,
        "supportedExtension",
        Oids.FAST_BIND,
        Oids.START_TLS,
        Oids.WHO_AM_I,
        Oids.PASSWORD_REPLICATION);
    all.put("tokenGroups", caller.groups().stream().map(Sid::bytes).toList());
    if (!caller.isAnonymous()) {
      put(all, "msDS-PrincipalName", caller.name());
    }
    put(
        all,
        "validFSMOs",
        forest.schemaDn(),
        "CN=Partitions," + forest.configurationDn(),
        "CN=Infrastructure," + forest.domainDn(),
        forest.domainDn(),
        "CN=RID Manager$,CN=System," + forest.domainDn());
    put(all, "dsSchemaAttrCount", Integer.toString(schema.attributeCount()));
    put(all, "dsSchemaClassCount", Integer.toString(schema.classes().size()));
    put(all, "approximateHighestInternalObjectID", Integer.toString(view.limit() - 1));
    putSettings(all, view);
  }

  /** What an administrator may set for the whole forest, and what holds. */
  private void putSettings(Map<String, List<byte[]>> all, View view) {
    put(all, "supportedConfigurableSettings", SETTING);
    put(
        all,
        "ConfigurableSettingsEffective",
        SETTING + ":" + (ServiceSettings.disablesViews(view) ? 1 : 0));
    QueryPolicy policy = context.policy();
    put(
        all,
        "LDAPPoliciesEffective",
        QueryPolicy.NAMES.stream()
            .map(name -> name + ":" + policy.value(name))
            .toArray(String[]::new));
    put(all, "msDS-SupportedRootDSEModifications", RootDseModify.NAMES.toArray(String[]::new));
    List<String> names = new ArrayList<>(all.keySet());
    names.addAll(List.of("netlogon", "msDS-SupportedRootDSEAttributes"));
    put(all, "msDS-SupportedRootDSEAttributes", names.toArray(String[]::new));
  }

  private static String functionalLevel(View view) {
    Entry domain = view.existing(view.object(Register.DOMAIN));
    return Long.toString(domain.number(view.schema().wellKnown().msDSBehaviorVersion, 0));
  }

  private static String[] namingContexts(View view) {
    List<String> contexts = new ArrayList<>();
    for (Register register : List.of(Register.DOMAIN, Register.CONFIGURATION, Register.SCHEMA)) {
      contexts.add(Names.dn(view, view.object(register)));
    }
    for (String zone : List.of("DomainDnsZones", "ForestDnsZones")) {
      int id = view.child(view.object(Register.DOMAIN), zone);
      if (id >= 0) {
        contexts.add(Names.dn(view, id));
      }
    }
    return contexts.toArray(String[]::new);
  }

  private static void put(Map<String, List<byte[]>> all, String name, String... values) {
    List<byte[]> octets = new ArrayList<>();
    for (String value : values) {
      octets.add(value.getBytes(StandardCharsets.UTF_8));
    }
    if (!octets.isEmpty()) {
      all.put(name, octets);
    }
  }

  /** The filter of a search that wants any object. */
  static boolean isAnyObject(Filter filter) {
    return filter.getFilterType() == Filter.FILTER_TYPE_PRESENCE
        && filter.getAttributeName().equalsIgnoreCase("objectClass");
  }
}
