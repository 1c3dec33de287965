package dev.tombolo.tenant.provisioning;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.tenant.lifecycle.RecycleBin;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.store.RoleAssignments;
import dev.tombolo.tenant.store.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Which object of the tenant an added object of the source is (reference §2.2). Only additions are
 * matched; an edit that collides is a conflict.
 */
sealed interface Match {
  /** None: it is new. */
  record None() implements Match {}

  /** The one that is synchronized from this source object already. */
  record Linked(DirectoryObject object) implements Match {}

  /** One in the recycle bin, that comes back. */
  record Deleted(DirectoryObject object) implements Match {}

  /** A live one with the same immutable id, that is taken over. */
  record Hard(DirectoryObject object) implements Match {}

  /** A live one without immutable id that has the same address, and is taken over. */
  record Soft(DirectoryObject object) implements Match {}

  /** Finds the match of an addition. */
  static Match of(Unit unit, ProvisioningOperation operation) throws OperationFailure {
    Optional<DirectoryObject> byAnchor = byAnchor(unit, operation);
    if (byAnchor.isPresent()) {
      return hard(unit, operation, byAnchor.get());
    }
    boolean matchable =
        operation.objectType() == ObjectType.USER
            || operation.objectType() == ObjectType.GROUP
            || operation.objectType() == ObjectType.CONTACT;
    if (!matchable || unit.organization().has(SyncFeature.BLOCK_SOFT_MATCH)) {
      return new None();
    }
    Optional<DirectoryObject> byAddress =
        primarySmtp(operation).flatMap(address -> holderOfProxy(unit, address));
    if (byAddress.isEmpty() && operation.objectType() == ObjectType.USER) {
      byAddress = byName(unit, operation);
    }
    return byAddress.isPresent() ? soft(unit, operation, byAddress.get()) : new None();
  }

  private static Optional<DirectoryObject> byAnchor(Unit unit, ProvisioningOperation operation) {
    Optional<DirectoryObject> found =
        unit.objects().holder(UniqueValue.sourceAnchor(operation.sourceAnchor()));
    RecycleBin bin = new RecycleBin(unit);
    if (found.isPresent() && found.get().deleted() && bin.expired(found.get())) {
      // Its thirty days are over: it must not hold the anchor any longer.
      bin.purge(found.get());
      return Optional.empty();
    }
    return found;
  }

  private static Match hard(Unit unit, ProvisioningOperation operation, DirectoryObject found)
      throws OperationFailure {
    if (found.type() != operation.objectType()) {
      throw OperationFailure.objectTypeMismatch(found, operation.objectType());
    }
    if (!found.deleted() && found.synced()) {
      return new Linked(found);
    }
    if (unit.organization().has(SyncFeature.BLOCK_CLOUD_OBJECT_TAKEOVER_THROUGH_HARD_MATCH)) {
      throw OperationFailure.invalidHardMatch(found, operation.sourceAnchor());
    }
    return found.deleted() ? new Deleted(found) : new Hard(found);
  }

  private static Match soft(Unit unit, ProvisioningOperation operation, DirectoryObject found)
      throws OperationFailure {
    if (found.type() != operation.objectType()) {
      throw OperationFailure.objectTypeMismatch(found, operation.objectType());
    }
    if (found.sourceAnchor().isPresent()) {
      return new None();
    }
    if (!new RoleAssignments(unit).of(found.id()).isEmpty()) {
      throw OperationFailure.existingAdminRoleConflict(found);
    }
    return new Soft(found);
  }

  /** The address that soft match goes by: the primary one, or mail. */
  private static Optional<String> primarySmtp(ProvisioningOperation operation) {
    List<String> proxies =
        operation.attributes().getOrDefault(Property.PROXY_ADDRESSES.jsonName(), List.of());
    return proxies.stream()
        .flatMap(value -> ProxyAddress.parse(value).stream())
        .filter(ProxyAddress::primary)
        .map(ProxyAddress::address)
        .findFirst()
        .or(() -> first(operation, Property.MAIL).filter(ProxyAddress::wellFormed));
  }

  private static Optional<String> first(ProvisioningOperation operation, Property property) {
    return operation.attributes().getOrDefault(property.jsonName(), List.of()).stream()
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static Optional<DirectoryObject> holderOfProxy(Unit unit, String address) {
    return unit.objects()
        .holder(UniqueValue.address(address))
        .filter(
            object ->
                object.texts(Property.PROXY_ADDRESSES).stream()
                    .flatMap(value -> ProxyAddress.parse(value).stream())
                    .anyMatch(proxy -> proxy.smtp() && proxy.address().equalsIgnoreCase(address)));
  }

  private static Optional<DirectoryObject> byName(Unit unit, ProvisioningOperation operation) {
    if (!unit.organization().has(SyncFeature.SOFT_MATCH_ON_UPN)) {
      return Optional.empty();
    }
    return first(operation, Property.USER_PRINCIPAL_NAME)
        .flatMap(
            name ->
                unit.objects()
                    .holder(UniqueValue.address(name))
                    .filter(
                        object ->
                            object
                                .text(Property.USER_PRINCIPAL_NAME)
                                .filter(name::equalsIgnoreCase)
                                .isPresent()));
  }
}
