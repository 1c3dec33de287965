package dev.tombolo.tenant.graph;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.api.Ids;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.signin.SignInService;
import dev.tombolo.tenant.store.Unit;
import java.util.Optional;
import java.util.UUID;

/** Finds the object that a path names. */
final class Lookup {
  private static final String DEVICE_KEY = "deviceId=";

  private final Unit unit;

  Lookup(Unit unit) {
    this.unit = unit;
  }

  /**
   * The live object of a type with an id; users also by user principal name, devices also by {@code
   * deviceId=…}.
   *
   * @throws ApiException 404 when there is none
   */
  DirectoryObject live(ObjectType type, String key) {
    Optional<DirectoryObject> found = Ids.parse(key).flatMap(id -> live(type, id));
    if (found.isEmpty() && type == ObjectType.USER && key.indexOf('@') > 0) {
      found = SignInService.userNamed(unit, key);
    }
    if (found.isEmpty() && type == ObjectType.DEVICE && key.startsWith(DEVICE_KEY)) {
      found =
          unit.objects()
              .holder(UniqueValue.deviceId(key.substring(DEVICE_KEY.length())))
              .filter(object -> object.type() == ObjectType.DEVICE && !object.deleted());
    }
    return found.orElseThrow(() -> ApiException.notFound(key));
  }

  private Optional<DirectoryObject> live(ObjectType type, UUID id) {
    return unit.objects().find(id).filter(object -> object.type() == type && !object.deleted());
  }

  /**
   * A live object of any type.
   *
   * @throws ApiException 404 when there is none
   */
  DirectoryObject any(String key) {
    return Ids.parse(key)
        .flatMap(unit.objects()::find)
        .filter(object -> !object.deleted())
        .orElseThrow(() -> ApiException.notFound(key));
  }
}
