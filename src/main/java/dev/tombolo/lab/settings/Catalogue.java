package dev.tombolo.lab.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every setting there is, in the order in which people read them. */
public final class Catalogue {
  private static final Map<String, Setting> ALL = declare();

  private Catalogue() {}

  private static Map<String, Setting> declare() {
    Map<String, Setting> all = new LinkedHashMap<>();
    for (Setting setting : directory()) {
      all.put(setting.name(), setting);
    }
    for (Setting setting : tenant()) {
      all.put(setting.name(), setting);
    }
    for (Setting setting : connector()) {
      all.put(setting.name(), setting);
    }
    for (Setting setting : lab()) {
      all.put(setting.name(), setting);
    }
    return Collections.unmodifiableMap(all);
  }

  private static List<Setting> directory() {
    List<Setting> some = new ArrayList<>();
    some.add(
        of(
            "directory.domain",
            SettingType.DNS_NAME,
            "adatum.com",
            "The forest's DNS name, from which every distinguished name follows."));
    some.add(
        of(
            "directory.netbios",
            SettingType.TEXT,
            "",
            "The domain's NetBIOS name; empty for the first label of the DNS name in capitals."));
    some.add(of("directory.server", SettingType.TEXT, "DC1", "The domain controller's name."));
    some.add(
        of(
            "directory.administrator.password",
            SettingType.SECRET,
            "Passw0rd!",
            "The Administrator's password in a forest that is new."));
    some.add(
        of(
            "directory.functionalLevel",
            SettingType.NUMBER,
            "7",
            "The functional level of a forest that is new: 3 is Windows Server 2008, 6 is 2012 R2, 7 is 2016."));
    some.add(
        of(
            "directory.recycleBin",
            SettingType.BOOLEAN,
            "true",
            "Whether a forest that is new has the recycle bin enabled."));
    some.add(
        of(
            "directory.ldap.port",
            SettingType.PORT,
            "10389",
            "The port of LDAP in clear and with StartTLS."));
    some.add(of("directory.ldaps.port", SettingType.PORT, "10636", "The port of LDAP over TLS."));
    some.add(
        of(
            "directory.gc.port",
            SettingType.OPTIONAL_PORT,
            "",
            "The port of the global catalog in clear and with StartTLS; empty for 13268, or for any that is free where directory.ldap.port is 0."));
    some.add(
        of(
            "directory.gc.ssl.port",
            SettingType.OPTIONAL_PORT,
            "",
            "The port of the global catalog over TLS; empty for 13269, or for any that is free where directory.ldaps.port is 0."));
    some.add(
        of(
            "directory.cldap.port",
            SettingType.OPTIONAL_PORT,
            "",
            "The UDP port where clients look for a domain controller; empty for the number of the LDAP port."));
    some.add(
        of(
            "directory.clientAuthorities",
            SettingType.PATH,
            "",
            "A file in PEM of authorities whose certificates clients may sign in with, besides the lab's own."));
    some.add(
        of(
            "directory.accessLog",
            SettingType.TEXT,
            "off",
            "Where a line for each LDAP operation goes: off, log for the program's messages, or a file."));
    some.add(
        of(
            "directory.oldPasswordGrace",
            SettingType.DURATION,
            "PT1H",
            "How long the previous password still signs in after a change; PT0S for not at all."));
    return some;
  }

  private static List<Setting> tenant() {
    List<Setting> some = new ArrayList<>();
    some.add(of("tenant.name", SettingType.TEXT, "Adatum", "The organization's display name."));
    some.add(
        of(
            "tenant.id",
            SettingType.GUID,
            "a1b2c3d4-0000-4000-8000-00000ada7a00",
            "The tenant's id."));
    some.add(
        of(
            "tenant.initialDomain",
            SettingType.DNS_NAME,
            "adatum.onmicrosoft.com",
            "The domain the tenant had first."));
    some.add(
        of(
            "tenant.domains",
            SettingType.DNS_NAMES,
            "adatum.com",
            "The verified domains besides that one; the first is the default."));
    some.add(
        of(
            "tenant.unverifiedDomains",
            SettingType.DNS_NAMES,
            "",
            "Domains that are registered but not verified."));
    some.add(
        of(
            "tenant.http.port",
            SettingType.PORT,
            "8080",
            "The port of the tenant and the console over HTTP."));
    some.add(
        of(
            "tenant.https.port",
            SettingType.PORT,
            "8443",
            "The port of the tenant and the console over HTTPS."));
    some.add(
        of(
            "tenant.url",
            SettingType.TEXT,
            "",
            "A JDBC URL of PostgreSQL for the tenant's state; empty for the embedded database."));
    some.add(
        of(
            "tenant.clientId",
            SettingType.GUID,
            "a1b2c3d4-0000-4000-8000-0000000ad314",
            "The id of an application with every permission."));
    some.add(
        of(
            "tenant.clientSecret",
            SettingType.SECRET,
            "tombolo-admin-secret",
            "That application's secret."));
    some.add(
        of(
            "tenant.administrator.name",
            SettingType.TEXT,
            "admin@adatum.onmicrosoft.com",
            "The first global administrator's user principal name."));
    some.add(
        of(
            "tenant.administrator.password",
            SettingType.SECRET,
            "Pa$$w0rd-Adm1n",
            "The first global administrator's password."));
    some.add(
        of(
            "tenant.licences",
            SettingType.SEATS,
            "SPE_E5=100,ENTERPRISEPREMIUM=100,AAD_PREMIUM=100",
            "The licences the tenant has, with their seats."));
    some.add(
        of(
            "tenant.throttling.enabled",
            SettingType.BOOLEAN,
            "false",
            "Whether an application that asks too much of Graph gets 429 and Retry-After."));
    some.add(
        of(
            "tenant.throttling.units",
            SettingType.NUMBER,
            "3500",
            "The resource units an application may use in ten seconds, then."));
    some.add(
        of(
            "tenant.throttling.writes",
            SettingType.NUMBER,
            "3000",
            "The writing requests an application may make in 150 seconds, then."));
    return some;
  }

  private static List<Setting> connector() {
    List<Setting> some = new ArrayList<>();
    some.add(
        choice(
            "connector.tool",
            "connect",
            List.of("connect", "cloud-sync"),
            "The sync tool: Azure AD Connect or Connect Cloud Sync."));
    some.add(
        choice(
            "connector.mode",
            "continuous",
            List.of("continuous", "scheduled", "manual"),
            "Whether changes flow at once, by the tool's schedule, or only when asked for."));
    some.add(
        of(
            "connector.scope.include",
            SettingType.DNS_OF_OBJECTS,
            "",
            "The containers that are synchronized; empty for the whole domain."));
    some.add(
        of(
            "connector.scope.exclude",
            SettingType.DNS_OF_OBJECTS,
            "OU=NoSync,DC=adatum,DC=com",
            "The containers that are not synchronized."));
    some.add(
        of(
            "connector.scope.group",
            SettingType.DNS_OF_OBJECTS,
            "",
            "A group whose direct members alone are synchronized, for a pilot; empty for everything."));
    some.add(
        of(
            "connector.rules",
            SettingType.PATH,
            "",
            "A folder of synchronization rules (*.yaml) in addition to the default ones."));
    some.add(
        of(
            "connector.staging",
            SettingType.BOOLEAN,
            "false",
            "Staging mode: the connector imports and synchronizes, and exports nothing."));
    some.add(
        of(
            "connector.directory.url",
            SettingType.TEXT,
            "",
            "Where the connector finds the domain controller, ldaps://host:port; empty for the lab's own."));
    some.add(
        of(
            "connector.directory.bindDn",
            SettingType.TEXT,
            "",
            "The connector's account in the directory; empty for the lab's own, which has just the rights it needs."));
    some.add(
        of(
            "connector.directory.password",
            SettingType.SECRET,
            "",
            "That account's password; empty for the lab's own account's or, where another is named, the Administrator's."));
    some.add(
        of(
            "connector.directory.caCertificate",
            SettingType.PATH,
            "",
            "The authority the connector trusts, in PEM; empty for the lab's own."));
    some.add(
        of(
            "connector.tenant.url",
            SettingType.TEXT,
            "",
            "Where the connector finds the tenant, http://host:port; empty for the lab's own."));
    some.add(
        of(
            "connector.clientId",
            SettingType.GUID,
            "cb1056e2-e479-49de-ae31-7812af012ed8",
            "The id of the application that the connector signs in to the tenant as."));
    some.add(
        of(
            "connector.clientSecret",
            SettingType.SECRET,
            "tombolo-sync-secret",
            "That application's secret."));
    some.add(
        of(
            "connector.url",
            SettingType.TEXT,
            "",
            "A JDBC URL of PostgreSQL for the connector's state; empty for the embedded database."));
    some.add(
        of(
            "connector.passwordHashSync",
            SettingType.BOOLEAN,
            "true",
            "Whether password hashes are synchronized."));
    some.add(
        of(
            "connector.passwordWriteback",
            SettingType.BOOLEAN,
            "true",
            "Whether passwords set in the cloud are written back."));
    some.add(
        of(
            "connector.deviceWriteback",
            SettingType.BOOLEAN,
            "false",
            "Whether devices registered in the cloud are written back; Azure AD Connect only."));
    some.add(
        of(
            "connector.adfsVersion",
            SettingType.TEXT,
            "3.0",
            "The version of AD FS: 2.1 is that of Windows Server 2012, 3.0 of 2012 R2, 4.0 of 2016."));
    return some;
  }

  private static List<Setting> lab() {
    List<Setting> some = new ArrayList<>();
    some.add(
        of(
            "lab.data",
            SettingType.PATH,
            "",
            "The folder in which everything is kept; empty for in memory only."));
    some.add(
        of(
            "lab.ldif",
            SettingType.TEXT,
            "ldif/adatum.ldif",
            "The fixtures a directory that is new is filled with, separated by commas."));
    some.add(
        of(
            "lab.adfs.relyingParties",
            SettingType.TEXT,
            "https://intranet.adatum.com",
            "The relying party trusts of AD FS that any user may sign in to, separated by commas."));
    some.add(
        of(
            "lab.adfs.deviceRelyingParties",
            SettingType.TEXT,
            "https://payroll.adatum.com",
            "Those that only a user of a registered, enabled device may sign in to."));
    return some;
  }

  private static Setting of(String name, SettingType type, String defaultText, String sentence) {
    return new Setting(name, type, defaultText, List.of(), sentence);
  }

  private static Setting choice(
      String name, String defaultText, List<String> choices, String sentence) {
    return new Setting(name, SettingType.TEXT, defaultText, choices, sentence);
  }

  /** Every setting. */
  public static List<Setting> all() {
    return List.copyOf(ALL.values());
  }

  /** The setting of a name. */
  public static Optional<Setting> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
