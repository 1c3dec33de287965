package dev.tombolo.tenant.selfservice;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.AuditEntry;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Property;
import dev.tombolo.tenant.relay.WritebackRelay;
import dev.tombolo.tenant.selfservice.ResetFlows.Flow;
import dev.tombolo.tenant.signin.SignInService;
import dev.tombolo.tenant.store.TenantStore;
import dev.tombolo.tenant.store.Unit;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A user's own reset of a forgotten password, or unlock of the account: who it is, the proofs, and
 * then what is to be done (reference §8). Nothing changes before the last step.
 */
final class SelfServiceReset {
  /**
   * A refusal on the way; the reset stays where it was.
   *
   * <p>It is thrown only after the unit of work in which it shows, so that attempts are noted.
   */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient PasswordOutcome.Refused outcome;

    RefusedException(PasswordOutcome.Refused outcome) {
      super(outcome.error().errorName());
      this.outcome = outcome;
    }

    RefusedException(SsprError error, String message) {
      this(new PasswordOutcome.Refused(error, 0, message));
    }

    PasswordOutcome.Refused outcome() {
      return outcome;
    }
  }

  /** A reset that has begun, and what the user may choose from. */
  record Begun(Flow flow, List<RegisteredMethod> methods, boolean unlockAllowed) {}

  /** How a step that notes something ended. */
  private sealed interface Noted<T> {
    record Of<T>(T value) implements Noted<T> {}

    record No<T>(PasswordOutcome.Refused why) implements Noted<T> {}
  }

  private static final String PROGRESS = "Self-service password reset flow activity progress";
  private static final String BLOCKED = "Blocked from self-service password reset";

  private final TenantStore store;
  private final PasswordService passwords;
  private final WritebackRelay relay;
  private final SecureRandom random = new SecureRandom();

  SelfServiceReset(TenantStore store, PasswordService passwords, WritebackRelay relay) {
    this.store = store;
    this.passwords = passwords;
    this.relay = relay;
  }

  /** Begins a reset for whoever says they are a user. */
  Begun begin(String principalName) {
    boolean agent = relay.available();
    Begun begun =
        noted(
            unit -> {
              SsprPolicy policy = SsprPolicy.of(unit);
              Optional<DirectoryObject> found =
                  SignInService.userNamed(unit, principalName)
                      .filter(user -> user.is(Property.ACCOUNT_ENABLED));
              if (found.isEmpty()) {
                return new Noted.No<>(Eligibility.unknown(policy));
              }
              DirectoryObject user = found.get();
              Eligibility eligibility = Eligibility.of(unit, user);
              Optional<PasswordOutcome.Refused> refusal = eligibility.refusal();
              if (refusal.isEmpty() && user.synced() && !agent) {
                refusal = Optional.of(PasswordService.noAgent());
              }
              progress(unit, user, "begin", refusal);
              if (refusal.isPresent()) {
                return new Noted.No<>(refusal.get());
              }
              return new Noted.Of<>(
                  new Begun(
                      new ResetFlows(unit).begin(user.id(), eligibility.gates()),
                      eligibility.methods().values().stream()
                          .sorted((a, b) -> a.method().compareTo(b.method()))
                          .toList(),
                      user.synced() && policy.allowUnlock()));
            });
    return begun;
  }

  /**
   * Sends the code of a method, or the questions' text.
   *
   * @return the questions to answer; empty for other methods
   */
  List<String> challenge(UUID id, VerificationMethod method) {
    return noted(
        unit -> {
          Step step = step(unit, id, method);
          if (step.refusal() != null) {
            return new Noted.No<>(step.refusal());
          }
          RegisteredMethod registered = step.registered();
          if (method == VerificationMethod.SECURITY_QUESTIONS) {
            return new Noted.Of<>(SecurityQuestions.questions(registered.secret()));
          }
          if (method.isPhone() && exceeds(unit, step.user(), registered.contact())) {
            return new Noted.No<>(blocked());
          }
          if (method != VerificationMethod.MOBILE_APP_CODE) {
            new Challenges(unit, random).send(step.user().id(), id, method, registered.contact());
          }
          return new Noted.Of<>(List.of());
        });
  }

  /** A proof, as the user gives it. */
  record Proof(VerificationMethod method, String code, Map<String, String> answers) {
    Proof {
      answers = Map.copyOf(answers);
    }

    /** Does not show it. */
    @Override
    public String toString() {
      return "Proof[" + method + "]";
    }
  }

  /** Takes a proof; the reset as it is afterwards. */
  Flow verify(UUID id, Proof proof) {
    // Deriving the hashes of answers takes longer than all the rest: not within the transaction.
    boolean answered =
        proof.method() == VerificationMethod.SECURITY_QUESTIONS
            && store.read(
                unit -> {
                  Step step = step(unit, id, proof.method());
                  return step.refusal() == null
                      && SecurityQuestions.areAnswered(step.registered().secret(), proof.answers());
                });
    return noted(unit -> verify(unit, id, proof, answered));
  }

  private Noted<Flow> verify(Unit unit, UUID id, Proof proof, boolean answered) {
    Step step = step(unit, id, proof.method());
    if (step.refusal() != null) {
      return new Noted.No<>(step.refusal());
    }
    if (proof.method() == VerificationMethod.SECURITY_QUESTIONS
        && exceeds(unit, step.user(), proof.method().wireName())) {
      return new Noted.No<>(blocked());
    }
    boolean right =
        switch (proof.method()) {
          case SECURITY_QUESTIONS -> answered;
          case MOBILE_APP_CODE ->
              !exceeds(unit, step.user(), proof.method().wireName())
                  && Totp.matches(step.registered().secret(), unit.now(), proof.code());
          default ->
              new Challenges(unit, random).meet(id, proof.method(), proof.code()).isPresent();
        };
    if (!right) {
      PasswordOutcome.Refused wrong =
          new PasswordOutcome.Refused(
              SsprError.VERIFICATION_FAILED, 0, "The verification did not succeed.");
      progress(unit, step.user(), "verify " + proof.method().wireName(), Optional.of(wrong));
      return new Noted.No<>(wrong);
    }
    progress(unit, step.user(), "verify " + proof.method().wireName(), Optional.empty());
    return new Noted.Of<>(new ResetFlows(unit).pass(step.flow(), proof.method()));
  }

  /** Sets the new password, once enough proofs are given. */
  PasswordOutcome reset(UUID id, String newPassword) {
    return finish(id, PasswordService.Task.RESET_BY_USER, newPassword);
  }

  /** Unlocks the account and leaves the password, once enough proofs are given. */
  PasswordOutcome unlock(UUID id) {
    return finish(id, PasswordService.Task.UNLOCK_BY_USER, null);
  }

  private PasswordOutcome finish(UUID id, PasswordService.Task task, @Nullable String newPassword) {
    DirectoryObject user =
        noted(
            unit -> {
              Optional<Flow> flow = new ResetFlows(unit).open(id);
              Optional<DirectoryObject> found = flow.flatMap(open -> user(unit, open));
              if (flow.isEmpty() || found.isEmpty()) {
                return new Noted.No<>(ended());
              }
              if (!flow.get().isVerified()) {
                return new Noted.No<>(
                    new PasswordOutcome.Refused(
                        SsprError.VERIFICATION_REQUIRED,
                        0,
                        "More proofs are needed: " + flow.get().left() + "."));
              }
              SsprPolicy policy = SsprPolicy.of(unit);
              if (task == PasswordService.Task.UNLOCK_BY_USER
                  && !(found.get().synced() && policy.allowUnlock())) {
                return new Noted.No<>(
                    new PasswordOutcome.Refused(
                        SsprError.UNLOCK_NOT_ALLOWED,
                        0,
                        "Accounts cannot be unlocked without a reset of the password."));
              }
              if (new Throttle(unit).blockedUntil(found.get().id()).isPresent()
                  || exceeds(unit, found.get(), "account")) {
                return new Noted.No<>(blocked());
              }
              return new Noted.Of<>(found.get());
            });
    PasswordOutcome outcome =
        passwords.carryOut(
            new PasswordService.Request(task, user, newPassword, null, false), actor(user));
    if (outcome instanceof PasswordOutcome.Done) {
      store.write(Actor.SERVICE, unit -> new ResetFlows(unit).end(id));
    }
    return outcome;
  }

  /** As whom a user's own doings are noted. */
  static Actor actor(DirectoryObject user) {
    return new Actor(
        Actor.Kind.USER,
        user.id(),
        user.text(Property.USER_PRINCIPAL_NAME).orElseGet(() -> user.id().toString()));
  }

  /** Where a reset stands, for a method that is one of the user's. */
  private record Step(
      @Nullable Flow openFlow,
      @Nullable DirectoryObject openUser,
      @Nullable RegisteredMethod method,
      PasswordOutcome.@Nullable Refused refusal) {
    static Step no(PasswordOutcome.Refused why) {
      return new Step(null, null, null, why);
    }

    Flow flow() {
      return present(openFlow);
    }

    DirectoryObject user() {
      return present(openUser);
    }

    RegisteredMethod registered() {
      return present(method);
    }

    private static <T> T present(@Nullable T part) {
      if (part == null) {
        throw new IllegalStateException("the step was refused");
      }
      return part;
    }
  }

  private static Step step(Unit unit, UUID id, VerificationMethod method) {
    Optional<Flow> flow = new ResetFlows(unit).open(id);
    Optional<DirectoryObject> user = flow.flatMap(open -> user(unit, open));
    if (flow.isEmpty() || user.isEmpty()) {
      return Step.no(ended());
    }
    Eligibility eligibility = Eligibility.of(unit, user.get());
    if (eligibility.refusal().isPresent()) {
      return Step.no(eligibility.refusal().get());
    }
    RegisteredMethod registered = eligibility.methods().get(method);
    if (registered == null || flow.get().passed().contains(method)) {
      return Step.no(
          new PasswordOutcome.Refused(
              SsprError.VERIFICATION_FAILED, 0, "The method is not one to choose from now."));
    }
    return new Step(flow.get(), user.get(), registered, null);
  }

  private static Optional<DirectoryObject> user(Unit unit, Flow flow) {
    return unit.objects()
        .find(flow.user())
        .filter(user -> user.type() == ObjectType.USER && !user.deleted())
        .filter(user -> user.is(Property.ACCOUNT_ENABLED));
  }

  private static PasswordOutcome.Refused ended() {
    return new PasswordOutcome.Refused(
        SsprError.SESSION_ENDED, 0, "The reset has ended or has taken too long: begin again.");
  }

  private static PasswordOutcome.Refused blocked() {
    return new PasswordOutcome.Refused(
        SsprError.USER_BLOCKED, 0, "Too much was tried in too short a time. Try again in a day.");
  }

  private static boolean exceeds(Unit unit, DirectoryObject user, String subject) {
    boolean tooMuch = new Throttle(unit).exceeds(user.id(), subject);
    if (tooMuch) {
      unit.audit().add(entry(user, BLOCKED, Map.of(), Optional.of(blocked())));
      unit.journal("sspr-blocked", user, BLOCKED);
    }
    return tooMuch;
  }

  private static void progress(
      Unit unit, DirectoryObject user, String step, Optional<PasswordOutcome.Refused> refusal) {
    unit.audit().add(entry(user, PROGRESS, Map.of("Step", step), refusal));
  }

  private static AuditEntry entry(
      DirectoryObject user,
      String activity,
      Map<String, String> details,
      Optional<PasswordOutcome.Refused> refusal) {
    return new AuditEntry(
        activity,
        "UserManagement",
        AuditEntry.SELF_SERVICE,
        refusal.isEmpty(),
        refusal.map(why -> why.error().errorName()).orElse(""),
        List.of(AuditEntry.Target.of(user)),
        details);
  }

  /** Runs a step; a refusal leaves it only after what was noted is kept. */
  private <T> T noted(Function<Unit, Noted<T>> step) {
    Noted<T> noted = store.write(Actor.SERVICE, step);
    if (noted instanceof Noted.Of<T> of) {
      return of.value();
    }
    throw new RefusedException(((Noted.No<T>) noted).why());
  }
}
