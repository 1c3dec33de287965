package dev.tombolo.lab;

import dev.tombolo.adfs.AdfsSettings;
import dev.tombolo.adfs.RelyingParty;
import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.connector.ConnectorSettings;
import dev.tombolo.connector.SyncOptions;
import dev.tombolo.connector.rule.RulesException;
import dev.tombolo.connector.rule.SyncRules;
import dev.tombolo.connector.wire.ForestEndpoint;
import dev.tombolo.connector.wire.TenantEndpoint;
import dev.tombolo.directory.DirectoryPorts;
import dev.tombolo.directory.DirectorySettings;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.protocol.AccessLogTarget;
import dev.tombolo.lab.settings.Settings;
import dev.tombolo.sql.DatabaseSettings;
import dev.tombolo.tenant.TenantSettings;
import dev.tombolo.tenant.api.ThrottleLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The settings of each part, out of the settings of the lab. */
final class PartSettings {
  private PartSettings() {}

  static Forest forest(Settings settings) {
    String domain = settings.text("directory.domain").toLowerCase(Locale.ROOT);
    String netBios =
        settings
            .optional("directory.netbios")
            .orElse(domain.substring(0, domain.indexOf('.')).toUpperCase(Locale.ROOT));
    return new Forest(domain, netBios, settings.text("directory.server"));
  }

  static DirectorySettings directory(Settings settings) {
    return new DirectorySettings(
        forest(settings),
        settings.text("directory.administrator.password"),
        settings.number("directory.functionalLevel"),
        settings.flag("directory.recycleBin"),
        ports(settings),
        settings.path("lab.data").map(data -> data.resolve("directory")).orElse(null),
        settings.duration("directory.oldPasswordGrace"),
        settings.path("directory.clientAuthorities"),
        AccessLogTarget.parse(settings.text("directory.accessLog")));
  }

  private static DirectoryPorts ports(Settings settings) {
    int ldap = settings.number("directory.ldap.port");
    int ldaps = settings.number("directory.ldaps.port");
    return new DirectoryPorts(
        ldap,
        ldaps,
        port(settings, "directory.gc.port", ldap == 0 ? 0 : 13268),
        port(settings, "directory.gc.ssl.port", ldaps == 0 ? 0 : 13269),
        port(settings, "directory.cldap.port", DirectoryPorts.SAME_AS_LDAP));
  }

  private static int port(Settings settings, String name, int otherwise) {
    return settings.optional(name).map(Integer::parseInt).orElse(otherwise);
  }

  static AdfsSettings adfs(Settings settings, int ldapsPort, Path labCa) {
    Forest forest = forest(settings);
    List<RelyingParty> trusts = new ArrayList<>();
    settings
        .items("lab.adfs.relyingParties")
        .forEach(name -> trusts.add(new RelyingParty(name, false)));
    settings
        .items("lab.adfs.deviceRelyingParties")
        .forEach(name -> trusts.add(new RelyingParty(name, true)));
    return new AdfsSettings(
        "127.0.0.1",
        ldapsPort,
        labCa,
        forest.domainDn(),
        "CN=Administrator,CN=Users," + forest.domainDn(),
        settings.text("directory.administrator.password"),
        trusts);
  }

  static TenantSettings tenant(Settings settings) {
    TenantSettings base = TenantSettings.adatum();
    TenantSettings.Client admin =
        new TenantSettings.Client(
            settings.guid("tenant.clientId"),
            base.admin().name(),
            settings.text("tenant.clientSecret"));
    TenantSettings.Account administrator =
        new TenantSettings.Account(
            settings.text("tenant.administrator.name"),
            settings.text("tenant.administrator.password"));
    return new TenantSettings(
        settings.guid("tenant.id"),
        settings.text("tenant.name"),
        settings.text("tenant.initialDomain"),
        settings.items("tenant.domains"),
        settings.items("tenant.unverifiedDomains"),
        admin,
        new TenantSettings.Client(
            settings.guid("connector.clientId"),
            base.sync().name(),
            settings.text("connector.clientSecret")),
        administrator,
        settings.seats("tenant.licences"),
        base.features(),
        base.sspr(),
        settings.path("lab.data"),
        settings.optional("tenant.url"),
        base.writebackTimeout(),
        base.syncDisableDuration(),
        new ThrottleLimits(
            settings.flag("tenant.throttling.enabled"),
            settings.number("tenant.throttling.units"),
            settings.number("tenant.throttling.writes")));
  }

  /**
   * The connector's settings.
   *
   * @param ldapsPort of the lab's own directory; 0 when it does not run here
   * @param http of the lab's own tenant; empty when it does not run here
   * @throws LabException when it is not known where a part is that does not run here
   */
  static ConnectorSettings connector(
      Settings settings, int ldapsPort, Optional<URI> http, Path labCa) throws LabException {
    return new ConnectorSettings(
        settings.text("connector.tool").equals("connect") ? SyncTool.CONNECT : SyncTool.CLOUD_SYNC,
        ConnectorSettings.Mode.valueOf(settings.text("connector.mode").toUpperCase(Locale.ROOT)),
        forestEndpoint(settings, ldapsPort, labCa),
        tenantEndpoint(settings, http),
        settings
            .optional("connector.url")
            .orElseGet(() -> DatabaseSettings.embedded(settings.path("lab.data"), "connector")),
        settings.names("connector.scope.include"),
        settings.names("connector.scope.exclude"),
        settings.flag("connector.passwordHashSync"),
        settings.flag("connector.passwordWriteback"),
        settings.flag("connector.deviceWriteback"),
        settings.text("connector.adfsVersion"),
        syncOptions(settings));
  }

  /**
   * How the connector synchronizes.
   *
   * @throws LabException when there is a mistake in the rules
   */
  static SyncOptions syncOptions(Settings settings) throws LabException {
    Optional<Path> folder = settings.path("connector.rules");
    try {
      return new SyncOptions(
          folder.isPresent() ? SyncRules.with(folder.get()) : SyncRules.standard(),
          settings.flag("connector.staging"),
          settings.names("connector.scope.group").stream().findFirst());
    } catch (RulesException e) {
      throw new LabException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ForestEndpoint forestEndpoint(Settings settings, int ldapsPort, Path labCa)
      throws LabException {
    Forest forest = forest(settings);
    Optional<String> url = settings.optional("connector.directory.url");
    if (url.isEmpty() && ldapsPort == 0) {
      throw new LabException(
          "the directory does not run here: say where it is with connector.directory.url");
    }
    URI where = address("connector.directory.url", url.orElse("ldaps://127.0.0.1:" + ldapsPort));
    boolean tls = "ldaps".equals(where.getScheme());
    if (!tls && !"ldap".equals(where.getScheme())) {
      throw new LabException("connector.directory.url must start with ldaps:// or ldap://");
    }
    return new ForestEndpoint(
        forest.dnsName(),
        forest.netBiosName(),
        where.getHost(),
        where.getPort() > 0 ? where.getPort() : tls ? 636 : 389,
        tls,
        Optional.of(settings.path("connector.directory.caCertificate").orElse(labCa)),
        settings.optional("connector.directory.bindDn").orElse(SyncAccount.dn(forest)),
        settings
            .optional("connector.directory.password")
            .orElseGet(
                () ->
                    settings.optional("connector.directory.bindDn").isPresent()
                        ? settings.text("directory.administrator.password")
                        : SyncAccount.password(settings)),
        forest.domainDn());
  }

  private static TenantEndpoint tenantEndpoint(Settings settings, Optional<URI> http)
      throws LabException {
    Optional<String> url = settings.optional("connector.tenant.url");
    if (url.isEmpty() && http.isEmpty()) {
      throw new LabException(
          "the tenant does not run here: say where it is with connector.tenant.url");
    }
    URI where = url.isPresent() ? address("connector.tenant.url", url.get()) : http.orElseThrow();
    return new TenantEndpoint(
        settings.text("tenant.initialDomain") + " - AAD",
        where,
        settings.guid("tenant.id"),
        settings.guid("connector.clientId"),
        settings.text("connector.clientSecret"));
  }

  private static URI address(String setting, String text) throws LabException {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new LabException(setting + ": \"" + text + "\" is no URL", e);
    }
    throw new LabException(setting + ": \"" + text + "\" names no host");
  }
}
