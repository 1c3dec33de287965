package dev.tombolo.tenant.selfservice;

import dev.tombolo.fault.FaultException;
import dev.tombolo.tenant.relay.WritebackRelay;
import java.util.Comparator;
import java.util.List;

/** The status line of the page "On-premises integration" (reference §8.1). */
public enum IntegrationStatus {
  /** All is well. */
  UP_AND_RUNNING("The on-premises writeback client is up and running."),
  /** It works, but there is a newer version. */
  OUT_OF_DATE("The on-premises writeback client is connected, but its version is out of date."),
  /** The version is too old to be asked. */
  CANNOT_CHECK(
      "The status of the on-premises writeback client cannot be checked: its version is too old."),
  /** It is configured and has not been seen lately. */
  CANNOT_CONNECT(
      "The on-premises writeback client cannot be reached now. Check that its service runs."),
  /** None has ever been configured, or it was switched off. */
  NOT_CONFIGURED(
      "There is no connection to an on-premises writeback client: password writeback is not"
          + " properly configured."),
  /** The tenant's own trouble. */
  TEMPORARY(
      "The on-premises writeback client cannot be reached now, because of a temporary trouble of"
          + " the service.");

  private static final List<Integer> CURRENT = List.of(2, 0);
  private static final List<Integer> CHECKABLE = List.of(1, 1);

  private final String line;

  IntegrationStatus(String line) {
    this.line = line;
  }

  /** The sentence an administrator reads. */
  public String line() {
    return line;
  }

  /** The status now. */
  static IntegrationStatus of(WritebackRelay relay) {
    List<WritebackRelay.KnownAgent> agents;
    try {
      agents = relay.agents();
    } catch (FaultException e) {
      return TEMPORARY;
    }
    if (agents.isEmpty()) {
      return NOT_CONFIGURED;
    }
    return agents.stream()
        .filter(WritebackRelay.KnownAgent::alive)
        .map(agent -> of(agent.agent().version()))
        .min(Comparator.naturalOrder())
        .orElse(CANNOT_CONNECT);
  }

  private static IntegrationStatus of(String version) {
    if (isBefore(version, CHECKABLE)) {
      return CANNOT_CHECK;
    }
    return isBefore(version, CURRENT) ? OUT_OF_DATE : UP_AND_RUNNING;
  }

  private static boolean isBefore(String version, List<Integer> other) {
    String[] parts = version.split("\\.", -1);
    for (int i = 0; i < other.size(); i++) {
      int part =
          i < parts.length && parts[i].matches("[0-9]{1,9}") ? Integer.parseInt(parts[i]) : 0;
      if (part != other.get(i)) {
        return part < other.get(i);
      }
    }
    return false;
  }
}
