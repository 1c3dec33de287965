package dev.tombolo.tenant.signin;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.event.Journal;
import dev.tombolo.tenant.model.Credential;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.model.UniqueValue;
import dev.tombolo.tenant.store.RoleAssignments;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks users' passwords, those set in the cloud and those synchronized. */
public final class SignInService {
  private final TenantStore store;
  private final Journal journal;

  /** A service on a store. */
  public SignInService(TenantStore store, Journal journal) {
    this.store = store;
    this.journal = journal;
  }

  private record Found(
      DirectoryObject user, @Nullable Credential credential, boolean administrator) {}

  /** Tries to sign a user in. */
  public SignIn signIn(String principalName, String password) {
    SignIn outcome = attempt(principalName, password);
    String result =
        outcome instanceof SignIn.Failure failure ? "AADSTS" + failure.reason().code() : "success";
    journal.record(
        "sign-in", Set.of(principalName), "A sign-in was attempted", Map.of("result", result));
    return outcome;
  }

  private SignIn attempt(String principalName, String password) {
    Optional<Found> found = store.read(unit -> find(unit, principalName));
    if (found.isEmpty()) {
      return new SignIn.Failure(SignIn.Reason.UNKNOWN_USER);
    }
    Credential credential = found.get().credential();
    // Not inside the transaction: deriving the hash takes longer than all the rest.
    if (credential == null || !CloudPassword.matches(credential, password)) {
      return new SignIn.Failure(SignIn.Reason.WRONG_PASSWORD);
    }
    if (!found.get().user().is(Property.ACCOUNT_ENABLED)) {
      return new SignIn.Failure(SignIn.Reason.DISABLED);
    }
    if (credential.forceChange()) {
      return new SignIn.Failure(SignIn.Reason.MUST_CHANGE);
    }
    return new SignIn.Success(found.get().user(), found.get().administrator());
  }

  /** A user who has signed in before and may still be; with the credential they have now. */
  Optional<Active> active(UUID id) {
    return store.read(
        unit ->
            unit.objects()
                .find(id)
                .filter(user -> !user.deleted() && user.is(Property.ACCOUNT_ENABLED))
                .map(
                    user ->
                        new Active(
                            new SignIn.Success(
                                user,
                                new RoleAssignments(unit)
                                    .of(id)
                                    .contains(Tokens.GLOBAL_ADMINISTRATOR)),
                            unit.credentials().find(id))));
  }

  /** Somebody who may be signed in. */
  record Active(SignIn.Success who, Optional<Credential> credential) {
    /** Whether the sign-ins from a moment still hold: neither revoked, nor another password. */
    boolean stillHolds(Instant signedIn) {
      return credential.map(known -> !known.changedAt().isAfter(signedIn)).orElse(false)
          && who.user()
              .moment(Property.SIGN_IN_SESSIONS_VALID_FROM_DATE_TIME)
              .map(from -> !from.isAfter(signedIn))
              .orElse(true);
    }
  }

  private static Optional<Found> find(Unit unit, String principalName) {
    return userNamed(unit, principalName)
        .map(
            user ->
                new Found(
                    user,
                    unit.credentials().find(user.id()).orElse(null),
                    new RoleAssignments(unit).of(user.id()).contains(Tokens.GLOBAL_ADMINISTRATOR)));
  }

  /** The live user with a user principal name. */
  public static Optional<DirectoryObject> userNamed(Unit unit, String principalName) {
    return unit.objects()
        .holder(UniqueValue.address(principalName))
        .filter(object -> object.type() == ObjectType.USER)
        .filter(
            object ->
                object
                    .text(Property.USER_PRINCIPAL_NAME)
                    .filter(principalName::equalsIgnoreCase)
                    .isPresent());
  }
}
