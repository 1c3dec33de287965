package dev.tombolo.connector.explain;

import dev.tombolo.connector.space.SyncFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why an object is as it is.
 *
 * @param summary in a sentence
 * @param onPremises the object in the forest; absent when there is none
 * @param scope whether its container is in scope, and which one decided; absent as well then
 * @param inbound what the inbound rules make of it
 * @param metaverse what the next synchronization does in the metaverse
 * @param outbound what the outbound rules make of it
 * @param tenant the object in the tenant; absent when there is none
 * @param export what is to be exported of it, once it has been synchronized
 * @param failure why it could not be synchronized or exported; absent when it could
 */
public record Explanation(
    String summary,
    @Nullable OnPremises onPremises,
    @Nullable Scope scope,
    List<RuleLine> inbound,
    @Nullable MetaverseLine metaverse,
    List<RuleLine> outbound,
    @Nullable Tenant tenant,
    @Nullable PendingExport export,
    @Nullable SyncFailure failure) {

  /**
   * An object of the forest.
   *
   * @param pendingImport what its import has left to synchronize
   * @param imported whether it is in the connector space
   */
  public record OnPremises(
      String dn, String objectGuid, String kind, String pendingImport, boolean imported) {}

  /** Whether an object's container is in scope. */
  public record Scope(boolean inScope, String decidedBy) {}

  /**
   * A rule.
   *
   * @param reason why the object is out of its scope; empty when it is in scope
   */
  public record RuleLine(
      String rule, int precedence, boolean inScope, String reason, List<FlowLine> flows) {}

  /**
   * A flow.
   *
   * @param type {@code direct}, {@code constant} or {@code expression}
   * @param from the attribute, the constant or the expression
   * @param taken whether it decides; else a rule that goes before it does
   */
  public record FlowLine(String to, String type, String from, List<String> values, boolean taken) {}

  /**
   * What happens in the metaverse.
   *
   * @param change {@code none}, {@code project}, {@code join}, {@code update}, {@code remove} or
   *     {@code leave}
   * @param sourceAnchor by which it joins
   */
  public record MetaverseLine(
      String change, @Nullable String sourceAnchor, Map<String, List<String>> attributes) {}

  /** An object of the tenant, as it was last imported. */
  public record Tenant(
      @Nullable String id, String type, String sourceAnchor, @Nullable Boolean syncEnabled) {}
}
