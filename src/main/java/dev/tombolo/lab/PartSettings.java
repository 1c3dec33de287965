package dev.tombolo.lab;

import dev.tombolo.directory.DirectorySettings;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.operation.QueryPolicy;
import dev.tombolo.directory.protocol.ConnectionSettings;
import dev.tombolo.lab.settings.Settings;
import dev.tombolo.tenant.TenantSettings;
import java.util.Locale;

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
        settings.number("directory.ldap.port"),
        settings.number("directory.ldaps.port"),
        settings.path("lab.data").map(data -> data.resolve("directory")).orElse(null),
        settings.duration("directory.oldPasswordGrace"),
        ConnectionSettings.DEFAULT,
        QueryPolicy.DEFAULT);
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
        base.sync(),
        administrator,
        settings.seats("tenant.licences"),
        base.features(),
        base.sspr(),
        settings.path("lab.data"),
        settings.optional("tenant.url"),
        base.writebackTimeout(),
        base.syncDisableDuration());
  }
}
