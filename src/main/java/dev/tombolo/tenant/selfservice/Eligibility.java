package dev.tombolo.tenant.selfservice;

import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.store.LinkReader;
import dev.tombolo.tenant.store.RoleAssignments;
import dev.tombolo.tenant.store.Unit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whether a user may reset their own password, and by which proofs (reference §8.1). Administrators
 * always may, by two proofs, of which answers to questions are none.
 *
 * @param gates how many proofs it takes
 * @param methods the user's, of those the policy has
 * @param refusal why the user may not
 */
record Eligibility(
    int gates,
    Map<VerificationMethod, RegisteredMethod> methods,
    Optional<PasswordOutcome.Refused> refusal) {
  private static final int ADMINISTRATORS_GATES = 2;

  Eligibility {
    methods = Map.copyOf(methods);
  }

  /** What holds for somebody whom the tenant does not know: the same as for who has no methods. */
  static PasswordOutcome.Refused unknown(SsprPolicy policy) {
    return switch (policy.scope()) {
      case NONE -> off();
      case SELECTED -> notInGroup();
      case ALL -> unprepared();
    };
  }

  /** What holds for a user. */
  static Eligibility of(Unit unit, DirectoryObject user) {
    SsprPolicy policy = SsprPolicy.of(unit);
    boolean administrator = !new RoleAssignments(unit).of(user.id()).isEmpty();
    int gates = administrator ? ADMINISTRATORS_GATES : policy.methodsRequired();
    Set<VerificationMethod> allowed =
        administrator
            ? EnumSet.complementOf(EnumSet.of(VerificationMethod.SECURITY_QUESTIONS))
            : policy.methods();
    Map<VerificationMethod, RegisteredMethod> methods = new EnumMap<>(VerificationMethod.class);
    new Registrations(unit)
        .of(user)
        .forEach(
            (method, registered) -> {
              if (allowed.contains(method)) {
                methods.put(method, registered);
              }
            });
    return new Eligibility(
        gates,
        methods,
        scope(unit, policy, user, administrator)
            .or(() -> onPremises(unit, policy, user))
            .or(() -> proofs(unit, user, gates, allowed, methods.keySet())));
  }

  private static Optional<PasswordOutcome.Refused> scope(
      Unit unit, SsprPolicy policy, DirectoryObject user, boolean administrator) {
    if (administrator || policy.scope() == SsprPolicy.Scope.ALL) {
      return Optional.empty();
    }
    if (policy.scope() == SsprPolicy.Scope.NONE) {
      return Optional.of(off());
    }
    UUID group = policy.selectedGroup();
    boolean member = group != null && new LinkReader(unit).groupsAbove(user.id()).contains(group);
    return member ? Optional.empty() : Optional.of(notInGroup());
  }

  private static Optional<PasswordOutcome.Refused> onPremises(
      Unit unit, SsprPolicy policy, DirectoryObject user) {
    return user.synced() ? WritebackGate.refusal(unit, policy) : Optional.empty();
  }

  private static Optional<PasswordOutcome.Refused> proofs(
      Unit unit,
      DirectoryObject user,
      int gates,
      Set<VerificationMethod> allowed,
      Set<VerificationMethod> methods) {
    if (allowed.size() < gates) {
      return Optional.of(
          refused(
              SsprError.SSPR_NOT_ENABLED_IN_USER_POLICY,
              "The policy asks for more proofs of identity than it allows."));
    }
    if (methods.size() < gates) {
      return Optional.of(unprepared());
    }
    return new Throttle(unit)
        .blockedUntil(user.id())
        .map(
            until ->
                refused(
                    SsprError.USER_BLOCKED,
                    "Too much was tried in too short a time. Try again after " + until + "."));
  }

  private static PasswordOutcome.Refused off() {
    return refused(
        SsprError.TENANT_SSPR_FLAG_DISABLED,
        "Self-service password reset is off. Ask an administrator to reset the password.");
  }

  private static PasswordOutcome.Refused notInGroup() {
    return refused(
        SsprError.USER_NOT_MEMBER_OF_SCOPED_ACCESS_GROUP,
        "Self-service password reset is on for members of a group of which the account is not.");
  }

  private static PasswordOutcome.Refused unprepared() {
    return refused(
        SsprError.USER_NOT_PROPERLY_CONFIGURED,
        "Too few ways to prove who you are are registered for the account.");
  }

  private static PasswordOutcome.Refused refused(SsprError error, String message) {
    return new PasswordOutcome.Refused(error, 0, message);
  }
}
