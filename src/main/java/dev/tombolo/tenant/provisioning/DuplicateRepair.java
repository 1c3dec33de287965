package dev.tombolo.tenant.provisioning;

import dev.tombolo.tenant.address.AddressConflictException;
import dev.tombolo.tenant.address.Settlement;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Modifications;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.QuarantinedValue;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts values back that were in quarantine and that nobody else holds any more (reference §2.4).
 */
public final class DuplicateRepair implements Runnable {
  /** How often it is due. */
  public static final Duration PERIOD = Duration.ofMinutes(60);

  private static final Logger log = LoggerFactory.getLogger(DuplicateRepair.class);
  private static final UUID FIRST = new UUID(0, 0);
  private static final int PAGE = 500;

  private final TenantStore store;

  /** A job on a store. */
  public DuplicateRepair(TenantStore store) {
    this.store = store;
  }

  @Override
  public void run() {
    UUID after = FIRST;
    while (true) {
      UUID from = after;
      List<QuarantinedValue> page = store.read(unit -> unit.quarantine().page(from, PAGE));
      Set<UUID> objects = new LinkedHashSet<>();
      page.forEach(value -> objects.add(value.objectId()));
      for (UUID id : objects) {
        store.write(Actor.SERVICE, unit -> repair(unit, id));
        after = id;
      }
      if (page.size() < PAGE) {
        return;
      }
    }
  }

  private static boolean repair(Unit unit, UUID id) {
    Optional<DirectoryObject> found = unit.objects().find(id).filter(object -> !object.deleted());
    List<QuarantinedValue> before = unit.quarantine().of(id);
    if (found.isEmpty() || before.isEmpty()) {
      return false;
    }
    DirectoryObject wanted = found.get();
    for (QuarantinedValue value : before) {
      wanted = asking(wanted, value);
    }
    try {
      Settlement settlement = Settlement.of(unit, wanted);
      if (settlement.quarantined().size() == before.size()) {
        return false;
      }
      DirectoryObject repaired = settlement.save(unit);
      unit.audit()
          .add(
              AuditEntry.change(
                  "Update " + repaired.type().wireName(),
                  new AuditEntry.Target(repaired, Modifications.between(found.get(), repaired))));
      unit.journal("quarantine-healed", repaired, "A value came back from quarantine");
      return true;
    } catch (AddressConflictException e) {
      log.debug("Still in quarantine: {}", id, e);
      return false;
    }
  }

  /** The object as it would be with a quarantined value. */
  static DirectoryObject asking(DirectoryObject object, QuarantinedValue value) {
    if (value.property().equals(QuarantinedValue.USER_PRINCIPAL_NAME)) {
      return object.edit().set(Property.USER_PRINCIPAL_NAME, value.value()).build();
    }
    Optional<ProxyAddress> asked = ProxyAddress.parse(value.value());
    if (asked.isEmpty()) {
      return object;
    }
    List<String> proxies = new ArrayList<>();
    for (String proxy : object.texts(Property.PROXY_ADDRESSES)) {
      Optional<ProxyAddress> demoted =
          ProxyAddress.parse(proxy)
              .filter(other -> asked.get().primary() && other.primary())
              .map(other -> ProxyAddress.secondarySmtp(other.address()));
      proxies.add(demoted.map(ProxyAddress::toString).orElse(proxy));
    }
    DirectoryObject.Draft draft = object.edit();
    if (asked.get().primary()) {
      proxies.add(0, value.value());
      draft.set(Property.MAIL, asked.get().address());
    } else {
      proxies.add(value.value());
    }
    return draft.set(Property.PROXY_ADDRESSES, proxies).build();
  }
}
