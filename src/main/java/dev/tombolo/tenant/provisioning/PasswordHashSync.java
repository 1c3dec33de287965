package dev.tombolo.tenant.provisioning;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.password.PasswordHash;
import dev.tombolo.cloud.password.PasswordHashBatch;
import dev.tombolo.cloud.password.PasswordHashResponse;
import dev.tombolo.cloud.password.PasswordHashResult;
import dev.tombolo.cloud.password.PasswordHashStatus;
import dev.tombolo.cloud.password.PasswordHashUpdate;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.Credential;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes password hashes from the source (reference §7). */
public final class PasswordHashSync {
  private static final String NEVER_EXPIRES = "DisablePasswordExpiration";

  private final TenantStore store;

  /** A service on a store. */
  public PasswordHashSync(TenantStore store) {
    this.store = store;
  }

  /**
   * Applies a batch in order.
   *
   * @throws ApiException when it is too large
   */
  public PasswordHashResponse apply(PasswordHashBatch batch, Actor actor) {
    if (batch.updates().size() > PasswordHashBatch.MAX_UPDATES) {
      throw ApiException.badRequest(
          "A batch may hold " + PasswordHashBatch.MAX_UPDATES + " updates.");
    }
    return store.write(
        actor,
        unit -> {
          unit.objects()
              .preloadHolders(
                  batch.updates().stream()
                      .map(update -> UniqueValue.sourceAnchor(update.sourceAnchor()))
                      .toList());
          List<PasswordHashResult> results = new ArrayList<>();
          for (PasswordHashUpdate update : batch.updates()) {
            results.add(apply(unit, update));
          }
          if (results.stream().anyMatch(r -> r.status() == PasswordHashStatus.SUCCESS)) {
            unit.organizations().saveLastPasswordSync(unit.now());
          }
          return new PasswordHashResponse(results);
        });
  }

  private static PasswordHashResult apply(Unit unit, PasswordHashUpdate update) {
    if (!unit.organization().has(SyncFeature.PASSWORD_SYNC)) {
      return result(
          update, PasswordHashStatus.FILTERED_BY_TARGET, "Password hash synchronization is off.");
    }
    boolean temporary = update.temporary();
    if (temporary && !unit.organization().has(SyncFeature.USER_FORCE_PASSWORD_CHANGE_ON_LOGON)) {
      return result(
          update, PasswordHashStatus.FILTERED_BY_TARGET, "Temporary passwords are not taken.");
    }
    PasswordHash hash;
    try {
      hash = PasswordHash.parse(update.hash());
    } catch (IllegalArgumentException e) {
      return result(update, PasswordHashStatus.ERROR, e.getMessage());
    }
    Optional<DirectoryObject> user =
        unit.objects()
            .holder(UniqueValue.sourceAnchor(update.sourceAnchor()))
            .filter(object -> object.type() == ObjectType.USER && object.synced());
    if (user.isEmpty()) {
      return result(
          update,
          PasswordHashStatus.TARGET_NOT_EXPORTED_TO_DIRECTORY,
          "No synchronized user has this source anchor.");
    }
    take(
        unit,
        user.get(),
        new Credential(Credential.Origin.ON_PREMISES, hash.wire(), update.changedAt(), temporary));
    return result(update, PasswordHashStatus.SUCCESS, null);
  }

  private static void take(Unit unit, DirectoryObject user, Credential credential) {
    unit.credentials().save(user.id(), credential);
    boolean cloudPolicy =
        unit.organization().has(SyncFeature.CLOUD_PASSWORD_POLICY_FOR_PASSWORD_SYNCED_USERS);
    // Whole seconds, as the flow of pwdLastSet has them.
    DirectoryObject changed =
        user.edit()
            .set(
                Property.LAST_PASSWORD_CHANGE_DATE_TIME,
                credential.changedAt().truncatedTo(ChronoUnit.SECONDS))
            .set(Property.PASSWORD_POLICIES, cloudPolicy ? null : NEVER_EXPIRES)
            .build();
    unit.objects().save(changed);
    unit.journal("password-hash", changed, "The password hash was taken from the source");
  }

  private static PasswordHashResult result(
      PasswordHashUpdate update, PasswordHashStatus status, @Nullable String message) {
    return new PasswordHashResult(update.sourceAnchor(), status, message);
  }
}
