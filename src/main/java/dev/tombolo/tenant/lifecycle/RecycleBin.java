package dev.tombolo.tenant.lifecycle;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.address.PrincipalNames;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.ProxyAddress;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deletes objects and brings them back (reference §5).
 *
 * <p>Users and Microsoft 365 groups stay in the recycle bin for thirty days with everything that
 * belongs to them; other groups, contacts and devices are gone at once, as in the seed's time.
 */
public final class RecycleBin {
  /** How long an object can be restored: up to and including this age. */
  public static final Duration RETENTION = Duration.ofDays(30);

  private static final String UNIFIED = "Unified";

  private final Unit unit;

  /** Works inside a unit of work. */
  public RecycleBin(Unit unit) {
    this.unit = unit;
  }

  /** Whether objects like this one go to the recycle bin. */
  public static boolean keeps(DirectoryObject object) {
    return object.type() == ObjectType.USER
        || (object.type() == ObjectType.GROUP
            && object.texts(Property.GROUP_TYPES).contains(UNIFIED));
  }

  /** The last moment whose deletions are over for good. */
  public static Instant horizon(Instant now) {
    return now.minus(RETENTION);
  }

  /** Whether a deleted object can no longer be restored or matched. */
  public boolean expired(DirectoryObject object) {
    return object
        .moment(Property.DELETED_DATE_TIME)
        .map(deleted -> deleted.isBefore(horizon(unit.now())))
        .orElse(false);
  }

  /** Deletes a live object. */
  public void delete(DirectoryObject object) {
    String what = object.type().wireName();
    unit.audit().add(AuditEntry.change("Delete " + what, AuditEntry.Target.of(object)));
    if (!keeps(object)) {
      unit.remove(object);
      unit.journal("delete", object, "The " + what + " was deleted for good");
      return;
    }
    DirectoryObject.Draft draft =
        object.edit().deleted(true).set(Property.DELETED_DATE_TIME, unit.now());
    if (object.originatedOnPremises()) {
      draft.set(Property.ON_PREMISES_SYNC_ENABLED, false);
    }
    object
        .text(Property.USER_PRINCIPAL_NAME)
        .ifPresent(
            name ->
                draft
                    .set(Property.ORIGINAL_USER_PRINCIPAL_NAME, name)
                    .set(Property.USER_PRINCIPAL_NAME, prefix(object.id()) + name));
    DirectoryObject deleted = draft.build();
    unit.objects().save(deleted);
    unit.licences().freeSeats(object.id());
    unit.journal("soft-delete", deleted, "The " + what + " went to the recycle bin");
  }

  /** What stands before the user principal name of a deleted user, and frees it for others. */
  private static String prefix(UUID id) {
    return id.toString().replace("-", "");
  }

  /**
   * Restores a deleted object on an administrator's request. A user that was synchronized comes
   * back unlinked.
   *
   * @param newName the user principal name to have, in place of the old one
   * @param dropTakenProxies whether proxy addresses that another object holds now are given up
   * @throws ApiException when the object is not to be had any more, or what it needs is taken
   */
  public DirectoryObject restore(UUID id, Optional<String> newName, boolean dropTakenProxies) {
    DirectoryObject object =
        unit.objects()
            .find(id)
            .filter(found -> found.deleted() && !expired(found))
            .orElseThrow(() -> ApiException.notFound(id.toString()));
    DirectoryObject.Draft draft = revive(object);
    newName.ifPresent(name -> draft.set(Property.USER_PRINCIPAL_NAME, checked(name)));
    DirectoryObject restored = draft.build();
    refuseIfTaken(restored.text(Property.USER_PRINCIPAL_NAME), Property.USER_PRINCIPAL_NAME, id);
    restored = withFreeProxies(restored, dropTakenProxies);
    for (UniqueValue value : UniqueValue.heldBy(restored)) {
      if (unit.objects().otherHolder(value, id).isPresent()) {
        throw ApiException.conflict(Property.ON_PREMISES_SECURITY_IDENTIFIER);
      }
    }
    unit.objects().save(restored);
    return noteRestored(restored);
  }

  private String checked(String name) {
    if (PrincipalNames.flawOf(name).isPresent() || !PrincipalNames.plain(name)) {
      throw ApiException.badRequest(
          "Invalid value specified for property 'userPrincipalName' of resource 'User'.");
    }
    if (!PrincipalNames.usable(name, unit.organization())) {
      throw ApiException.badRequest(
          "The domain portion of the userPrincipalName property is invalid. You must use one of"
              + " the verified domain names in your organization.");
    }
    return name;
  }

  private void refuseIfTaken(Optional<String> address, Property property, UUID id) {
    if (address
        .flatMap(text -> unit.objects().otherHolder(UniqueValue.address(text), id))
        .isPresent()) {
      throw ApiException.conflict(property);
    }
  }

  private DirectoryObject withFreeProxies(DirectoryObject restored, boolean drop) {
    List<String> free = new ArrayList<>();
    for (String value : restored.texts(Property.PROXY_ADDRESSES)) {
      Optional<DirectoryObject> holder =
          ProxyAddress.parse(value)
              .filter(ProxyAddress::smtp)
              .flatMap(
                  proxy ->
                      unit.objects()
                          .otherHolder(UniqueValue.address(proxy.address()), restored.id()));
      if (holder.isEmpty()) {
        free.add(value);
      } else if (!drop) {
        throw ApiException.conflict(Property.PROXY_ADDRESSES);
      }
    }
    if (free.equals(restored.texts(Property.PROXY_ADDRESSES))) {
      return restored;
    }
    boolean primaryKept = free.stream().anyMatch(value -> value.startsWith("SMTP:"));
    DirectoryObject.Draft draft = restored.edit().set(Property.PROXY_ADDRESSES, free);
    return primaryKept ? draft.build() : draft.clear(Property.MAIL).build();
  }

  /** A draft of the object as it was before its deletion. */
  public static DirectoryObject.Draft revive(DirectoryObject object) {
    DirectoryObject.Draft draft =
        object
            .edit()
            .deleted(false)
            .clear(Property.DELETED_DATE_TIME)
            .clear(Property.ORIGINAL_USER_PRINCIPAL_NAME);
    object
        .text(Property.ORIGINAL_USER_PRINCIPAL_NAME)
        .ifPresent(name -> draft.set(Property.USER_PRINCIPAL_NAME, name));
    return draft;
  }

  /** Notes that an object is back, and takes its seats, even if none is free. */
  public DirectoryObject noteRestored(DirectoryObject restored) {
    String what = restored.type().wireName();
    unit.licences().takeSeatsBack(restored.id());
    unit.links().tellAgain(restored);
    unit.audit().add(AuditEntry.change("Restore " + what, AuditEntry.Target.of(restored)));
    unit.journal("restore", restored, "The " + what + " came back from the recycle bin");
    return restored;
  }

  /** Removes a deleted object for good. */
  public void purge(DirectoryObject object) {
    String what = object.type().wireName();
    unit.remove(object);
    unit.audit().add(AuditEntry.change("Hard Delete " + what, AuditEntry.Target.of(object)));
    unit.journal("purge", object, "The " + what + " was removed from the recycle bin for good");
  }
}
