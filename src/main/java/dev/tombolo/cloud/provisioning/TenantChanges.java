package dev.tombolo.cloud.provisioning;

import java.util.List;

/**
 * A page of the tenant's objects, or of those that changed, in order.
 *
 * @param objects each in its present state; one that changed several times may come several times
 * @param nextToken where the next page starts; survives restarts of both sides
 * @param more whether the next page can be had at once
 * @param whole whether the objects are told with all their references, so that a reference that is
 *     not told is not there; else the references are those that changed
 */
public record TenantChanges(
    List<TenantObject> objects, String nextToken, boolean more, boolean whole) {
  /** Copies the list. */
  public TenantChanges {
    objects = List.copyOf(objects);
  }
}
