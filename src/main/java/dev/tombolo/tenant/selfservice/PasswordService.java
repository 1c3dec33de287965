package dev.tombolo.tenant.selfservice;

import dev.tombolo.cloud.writeback.SyncTool;
import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.cloud.writeback.WritebackOperation;
import dev.tombolo.cloud.writeback.WritebackPayload;
import dev.tombolo.cloud.writeback.WritebackResult;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.Credential;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.relay.RelayOutcome;
import dev.tombolo.tenant.relay.WritebackRelay;
import dev.tombolo.tenant.signin.CloudPassword;
import dev.tombolo.tenant.store.TenantStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets passwords. For a user whose source is on-premises the new one is written back first, and
 * becomes the cloud's only together with its success (reference §8.2).
 */
public final class PasswordService {
  /** What is asked for, and under which name the audit log notes it. */
  public enum Task {
    /** An administrator resets another's password. */
    RESET_BY_ADMINISTRATOR(
        "Reset password (by admin)", WritebackOperation.RESET, Texts.POLICY_FOR_ADMINISTRATORS),
    /** A user who has proven who they are resets their own. */
    RESET_BY_USER(
        "Reset password (self-service)", WritebackOperation.RESET, Texts.POLICY_FOR_USERS),
    /** A user changes their own, knowing the old one. */
    CHANGE_BY_USER(
        "Change password (self-service)", WritebackOperation.CHANGE, Texts.POLICY_FOR_USERS),
    /** A user who has proven who they are unlocks their account. */
    UNLOCK_BY_USER(
        "Unlock user account (self-service)", WritebackOperation.UNLOCK, Texts.POLICY_FOR_USERS);

    private final String activity;
    private final WritebackOperation operation;
    private final String policyMessage;

    Task(String activity, WritebackOperation operation, String policyMessage) {
      this.activity = activity;
      this.operation = operation;
      this.policyMessage = policyMessage;
    }
  }

  private static final class Texts {
    static final String POLICY_FOR_ADMINISTRATORS =
        "Unfortunately, you cannot reset this user's password because your on-premises policy does"
            + " not allow it. Please review your on-premises policy to ensure that it is setup"
            + " correctly.";
    static final String POLICY_FOR_USERS =
        "The password does not meet the length, complexity, age or history requirements of your"
            + " organization's on-premises policy. Choose another one.";

    private Texts() {}
  }

  /**
   * A request for a password.
   *
   * @param newPassword absent for an unlock
   * @param oldPassword present for a change
   * @param forceChange whether the user has to set another at the next sign-in
   */
  public record Request(
      Task task,
      DirectoryObject user,
      @Nullable String newPassword,
      @Nullable String oldPassword,
      boolean forceChange) {
    /** Does not show the passwords. */
    @Override
    public String toString() {
      return "Request[" + task + ", " + user + "]";
    }
  }

  private record Situation(
      Optional<PasswordOutcome.Refused> gate, Optional<Credential> credential) {}

  private final TenantStore store;
  private final WritebackRelay relay;

  /** A service on a store and a relay. */
  public PasswordService(TenantStore store, WritebackRelay relay) {
    this.store = store;
    this.relay = relay;
  }

  /** Does what is asked for, or nothing. */
  public PasswordOutcome carryOut(Request request, Actor actor) {
    Situation situation =
        store.read(
            unit ->
                new Situation(
                    WritebackGate.refusal(unit, SsprPolicy.of(unit)),
                    unit.credentials().find(request.user().id())));
    PasswordOutcome outcome =
        request.user().synced()
            ? onPremises(request, situation, actor)
            : inTheCloud(request, situation, actor);
    audit(request, outcome, actor);
    return outcome;
  }

  private PasswordOutcome onPremises(Request request, Situation situation, Actor actor) {
    if (situation.gate.isPresent()) {
      return situation.gate.get();
    }
    Optional<String> hash = Optional.ofNullable(request.newPassword).map(CloudPassword::hash);
    WritebackPayload payload =
        new WritebackPayload(
            request.task.operation,
            request.user.cloudAnchor(),
            request.user.sourceAnchor().orElse(""),
            request.newPassword,
            request.oldPassword,
            request.forceChange,
            actor.id().toString());
    RelayOutcome outcome = relay.send(request.user, payload, hash);
    if (outcome instanceof RelayOutcome.Answered answered) {
      return answered.result().success()
          ? new PasswordOutcome.Done(Optional.of(answered.tool()))
          : refused(answered.result(), request.task);
    }
    return outcome instanceof RelayOutcome.NoAgent
        ? noAgent()
        : refused(SsprError.ON_PREMISES_CONNECTIVITY_ERROR, "The agent did not answer in time.");
  }

  /** What a user is told when nobody is there to write the password back. */
  static PasswordOutcome.Refused noAgent() {
    return refused(SsprError.ON_PREMISES_CONNECTIVITY_ERROR, "No agent is connected.");
  }

  private static PasswordOutcome.Refused refused(SsprError error, String message) {
    return new PasswordOutcome.Refused(error, 0, message);
  }

  private static PasswordOutcome.Refused refused(WritebackResult result, Task task) {
    SsprError error =
        switch (WritebackEvent.of(result.eventCode()).orElse(WritebackEvent.UNKNOWN_ERROR)) {
          case AD_PASSWORD_POLICY_ERROR -> SsprError.ON_PREMISES_POLICY_VIOLATION;
          case AD_USER_INCORRECT_PASSWORD -> SsprError.INCORRECT_PASSWORD;
          case AD_USER_ACCOUNT_DISABLED, AD_USER_ACCOUNT_LOCKED_OUT ->
              SsprError.ACCOUNT_UNAVAILABLE;
          case SERVICE_ERROR, SERVICE_BUS_ERROR -> SsprError.ON_PREMISES_CONNECTIVITY_ERROR;
          default -> SsprError.ON_PREMISES_ADMIN_ACTION_REQUIRED;
        };
    String message =
        error == SsprError.ON_PREMISES_POLICY_VIOLATION ? task.policyMessage : result.message();
    return new PasswordOutcome.Refused(error, result.eventCode(), message);
  }

  private PasswordOutcome inTheCloud(Request request, Situation situation, Actor actor) {
    if (request.task == Task.UNLOCK_BY_USER || request.newPassword == null) {
      return new PasswordOutcome.Done(Optional.empty());
    }
    if (request.task == Task.CHANGE_BY_USER) {
      boolean right =
          situation
              .credential
              .map(
                  credential ->
                      request.oldPassword != null
                          && CloudPassword.matches(credential, request.oldPassword))
              .orElse(false);
      if (!right) {
        return refused(SsprError.INCORRECT_PASSWORD, "The current password is incorrect.");
      }
    }
    try {
      CloudPassword.requireStrong(request.newPassword);
    } catch (ApiException e) {
      return refused(SsprError.PASSWORD_TOO_WEAK, String.valueOf(e.getMessage()));
    }
    String hash = CloudPassword.hash(request.newPassword);
    store.write(
        actor,
        unit -> {
          unit.credentials()
              .save(
                  request.user.id(),
                  new Credential(Credential.Origin.CLOUD, hash, unit.now(), request.forceChange));
          Optional<DirectoryObject> now = unit.objects().find(request.user.id());
          now.ifPresent(
              user ->
                  unit.objects()
                      .save(
                          user.edit()
                              .set(Property.LAST_PASSWORD_CHANGE_DATE_TIME, unit.now())
                              .build()));
          return now;
        });
    return new PasswordOutcome.Done(Optional.empty());
  }

  private void audit(Request request, PasswordOutcome outcome, Actor actor) {
    Map<String, String> details = new HashMap<>();
    boolean success = outcome instanceof PasswordOutcome.Done;
    String reason = "";
    String agent = "None";
    if (outcome instanceof PasswordOutcome.Done done) {
      agent = done.writtenBackBy().map(SyncTool::auditName).orElse(agent);
    } else if (outcome instanceof PasswordOutcome.Refused refused) {
      reason = refused.error().errorName();
      if (refused.eventCode() != 0) {
        details.put("OnPremisesEvent", Integer.toString(refused.eventCode()));
      }
    }
    details.put("OnPremisesAgent", agent);
    AuditEntry entry =
        new AuditEntry(
            request.task.activity,
            "UserManagement",
            AuditEntry.SELF_SERVICE,
            success,
            reason,
            List.of(AuditEntry.Target.of(request.user)),
            details);
    String why = reason;
    store.write(
        actor,
        unit -> {
          unit.audit().add(entry);
          unit.journal(
              success ? "password-reset" : "password-reset-refused",
              request.user,
              request.task.activity,
              success ? details : Map.of("reason", why));
          return success;
        });
  }
}
