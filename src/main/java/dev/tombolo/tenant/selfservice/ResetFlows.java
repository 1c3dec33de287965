package dev.tombolo.tenant.selfservice;

import dev.tombolo.tenant.store.Unit;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Resets that users have begun. */
final class ResetFlows {
  /** How long a user may take, by the lab's clock. */
  static final Duration LIFETIME = Duration.ofMinutes(30);

  /**
   * A reset under way.
   *
   * @param id known only to who began it
   * @param gates how many proofs it takes
   * @param passed the proofs given so far
   */
  record Flow(UUID id, UUID user, int gates, Set<VerificationMethod> passed) {
    boolean isVerified() {
      return passed.size() >= gates;
    }

    int left() {
      return Math.max(0, gates - passed.size());
    }
  }

  private final Unit unit;

  ResetFlows(Unit unit) {
    this.unit = unit;
  }

  Flow begin(UUID user, int gates) {
    Flow flow = new Flow(UUID.randomUUID(), user, gates, Set.of());
    unit.transaction()
        .update(
            "INSERT INTO sspr_flow (id, user_id, gates, passed, expires_at, ended)"
                + " VALUES (?, ?, ?, '', ?, FALSE)",
            flow.id(),
            user,
            gates,
            unit.now().plus(LIFETIME).toEpochMilli());
    return flow;
  }

  /** A reset that has neither ended nor taken too long. */
  Optional<Flow> open(UUID id) {
    return unit.transaction()
        .first(
            "SELECT user_id, gates, passed FROM sspr_flow"
                + " WHERE id = ? AND ended = FALSE AND expires_at > ?",
            row ->
                new Flow(
                    id, row.getObject(1, UUID.class), row.getInt(2), methods(row.getString(3))),
            id,
            unit.now().toEpochMilli());
  }

  private static Set<VerificationMethod> methods(String text) {
    Set<VerificationMethod> methods = EnumSet.noneOf(VerificationMethod.class);
    Arrays.stream(text.split(",", -1))
        .forEach(name -> VerificationMethod.find(name).ifPresent(methods::add));
    return methods;
  }

  /** Notes a proof. */
  Flow pass(Flow flow, VerificationMethod method) {
    Set<VerificationMethod> passed = EnumSet.of(method);
    passed.addAll(flow.passed());
    unit.transaction()
        .update(
            "UPDATE sspr_flow SET passed = ? WHERE id = ?",
            passed.stream().map(VerificationMethod::wireName).collect(Collectors.joining(",")),
            flow.id());
    return new Flow(flow.id(), flow.user(), flow.gates(), passed);
  }

  /** Ends a reset; returns whether it was open, so that two who end it cannot both go on. */
  boolean end(UUID id) {
    return unit.transaction()
            .update("UPDATE sspr_flow SET ended = TRUE WHERE id = ? AND ended = FALSE", id)
        > 0;
  }
}
