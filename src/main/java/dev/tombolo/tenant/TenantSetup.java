package dev.tombolo.tenant;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Domain;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.Sku;
import dev.tombolo.tenant.model.SkuCatalog;
import dev.tombolo.tenant.signin.ClientSecret;
import dev.tombolo.tenant.signin.CloudPassword;
import dev.tombolo.tenant.signin.Tokens;
import dev.tombolo.tenant.store.Applications;
import dev.tombolo.tenant.store.RoleAssignments;
import dev.tombolo.tenant.store.Unit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Fills a new database: the organization, its domains, licences, applications and administrator.
 */
final class TenantSetup {
  private final Unit unit;
  private final TenantSettings settings;

  TenantSetup(Unit unit, TenantSettings settings) {
    this.unit = unit;
    this.settings = settings;
  }

  /** Sets the tenant up, unless it has been. */
  boolean run() {
    if (unit.organizations().exists()) {
      return false;
    }
    unit.organizations().create(settings.tenantId(), settings.displayName());
    domains();
    Map<SyncFeature, Boolean> features = new EnumMap<>(SyncFeature.class);
    settings.features().forEach(feature -> features.put(feature, true));
    unit.organizations().saveFeatures(features);
    settings.seats().forEach(this::seats);
    settings.sspr().save(unit);
    application(settings.admin(), everyPermission());
    application(settings.sync(), Set.of(Permission.SYNCHRONIZATION_READ_WRITE_ALL));
    administrator();
    return true;
  }

  private void domains() {
    boolean first = true;
    for (String name : settings.domains()) {
      unit.organizations().saveDomain(new Domain(fold(name), true, false, first, "Managed"));
      first = false;
    }
    for (String name : settings.unverifiedDomains()) {
      unit.organizations().saveDomain(new Domain(fold(name), false, false, false, "Managed"));
    }
    unit.organizations()
        .saveDomain(new Domain(fold(settings.initialDomain()), true, true, first, "Managed"));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void seats(String partNumber, int count) {
    Sku sku =
        SkuCatalog.find(partNumber)
            .orElseThrow(() -> new IllegalArgumentException("there is no SKU named " + partNumber));
    unit.licences().setSeats(sku.id(), count);
  }

  private static Set<Permission> everyPermission() {
    return Set.of(Permission.values());
  }

  private void application(TenantSettings.Client client, Set<Permission> permissions) {
    List<String> roles = permissions.stream().map(Permission::wireName).sorted().toList();
    new Applications(unit)
        .save(
            new Applications.Application(
                client.id(),
                unit.newId(),
                client.name(),
                ClientSecret.hash(client.secret()),
                roles));
  }

  private void administrator() {
    String name = settings.administrator().principalName();
    DirectoryObject user =
        DirectoryObject.live(unit.newId(), ObjectType.USER)
            .edit()
            .set(Property.USER_PRINCIPAL_NAME, name)
            .set(Property.DISPLAY_NAME, "MOD Administrator")
            .set(Property.MAIL_NICKNAME, ProxyAddress.localPart(name))
            .set(Property.ACCOUNT_ENABLED, true)
            .set(Property.USER_TYPE, "Member")
            .set(Property.USAGE_LOCATION, "US")
            .set(Property.CREATED_DATE_TIME, unit.now())
            .build();
    unit.objects().save(user);
    unit.credentials()
        .save(
            user.id(),
            CloudPassword.credential(settings.administrator().password(), unit.now(), false));
    new RoleAssignments(unit).add(user.id(), Tokens.GLOBAL_ADMINISTRATOR);
  }
}
