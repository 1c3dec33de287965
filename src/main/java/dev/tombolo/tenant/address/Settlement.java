package dev.tombolo.tenant.address;

import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.QuarantinedValue;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.store.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Duplicate attribute resiliency (reference §2.4): of the addresses an object should have, those
 * that another object holds go into quarantine, and the object is kept without them.
 *
 * @param object as it can be kept
 * @param quarantined what it has to do without
 */
public record Settlement(DirectoryObject object, List<QuarantinedValue> quarantined) {
  /** Copies the list. */
  public Settlement {
    quarantined = List.copyOf(quarantined);
  }

  /**
   * Settles an object of the source.
   *
   * @throws AddressConflictException when a value is taken and quarantine for its property is off
   */
  public static Settlement of(Unit unit, DirectoryObject wanted) {
    List<QuarantinedValue> quarantined = new ArrayList<>();
    DirectoryObject named = settleName(unit, wanted, quarantined);
    return new Settlement(settleProxies(unit, named, quarantined), quarantined);
  }

  /** The object and its quarantine, kept. */
  public DirectoryObject save(Unit unit) {
    unit.objects().save(object);
    unit.quarantine().set(object.id(), quarantined);
    return object;
  }

  private static DirectoryObject settleName(
      Unit unit, DirectoryObject wanted, List<QuarantinedValue> quarantined) {
    Optional<String> name = wanted.text(Property.USER_PRINCIPAL_NAME);
    Optional<DirectoryObject> holder =
        name.flatMap(text -> unit.objects().otherHolder(UniqueValue.address(text), wanted.id()));
    if (name.isEmpty() || holder.isEmpty()) {
      return wanted;
    }
    if (!unit.organization().has(SyncFeature.QUARANTINE_UPON_UPN_CONFLICT)) {
      throw new AddressConflictException(Property.USER_PRINCIPAL_NAME, name.get(), holder.get());
    }
    QuarantinedValue value =
        new QuarantinedValue(
            wanted.id(), QuarantinedValue.USER_PRINCIPAL_NAME, name.get(), unit.now());
    quarantined.add(value);
    String placeholder =
        placeholderInUse(unit, wanted, name.get())
            .orElseGet(() -> new Addressing(unit).placeholder(name.get(), wanted.id()));
    return wanted.edit().set(Property.USER_PRINCIPAL_NAME, placeholder).build();
  }

  /** The name the object has been given in place of the same wanted one before. */
  private static Optional<String> placeholderInUse(Unit unit, DirectoryObject wanted, String name) {
    boolean before =
        unit.quarantine().of(wanted.id()).stream()
            .anyMatch(
                value ->
                    value.property().equals(QuarantinedValue.USER_PRINCIPAL_NAME)
                        && value.value().equalsIgnoreCase(name));
    return before
        ? unit.objects().find(wanted.id()).flatMap(old -> old.text(Property.USER_PRINCIPAL_NAME))
        : Optional.empty();
  }

  private static DirectoryObject settleProxies(
      Unit unit, DirectoryObject wanted, List<QuarantinedValue> quarantined) {
    List<String> kept = new ArrayList<>(wanted.texts(Property.PROXY_ADDRESSES));
    boolean primaryLost = false;
    for (ProxyAddress proxy : Addressing.smtpOf(wanted)) {
      Optional<DirectoryObject> holder =
          unit.objects().otherHolder(UniqueValue.address(proxy.address()), wanted.id());
      if (holder.isEmpty()) {
        continue;
      }
      if (!unit.organization().has(SyncFeature.QUARANTINE_UPON_PROXY_ADDRESSES_CONFLICT)) {
        throw new AddressConflictException(
            Property.PROXY_ADDRESSES, proxy.toString(), holder.get());
      }
      kept.remove(proxy.toString());
      primaryLost |= proxy.primary();
      boolean ownName =
          quarantined.stream().anyMatch(value -> value.value().equalsIgnoreCase(proxy.address()));
      if (!ownName) {
        quarantined.add(
            new QuarantinedValue(
                wanted.id(), QuarantinedValue.PROXY_ADDRESSES, proxy.toString(), unit.now()));
      }
    }
    DirectoryObject.Draft draft = wanted.edit().set(Property.PROXY_ADDRESSES, kept);
    if (primaryLost) {
      draft.clear(Property.MAIL);
    }
    return draft.build();
  }
}
