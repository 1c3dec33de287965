package dev.tombolo.connector.space;

/**
 * A reference in the tenant, by source anchors.
 *
 * @param state whether it is there, or is to be
 */
public record CloudLink(String source, LinkKind kind, String target, LinkState state) {
  /** The same in another state. */
  public CloudLink in(LinkState other) {
    return new CloudLink(source, kind, target, other);
  }
}
