package dev.tombolo.connector.explain;

import org.jspecify.annotations.Nullable;

/**
 * An object of the tenant that is synchronized and that nobody holds on-premises.
 *
 * @param id in the tenant
 * @param name what people call it
 * @param reason {@code no-object}, {@code out-of-scope}, {@code filtered}, {@code delete-failed} or
 *     {@code delete-pending}
 * @param explanation why synchronization did not remove it
 */
public record Orphan(
    @Nullable String id,
    String type,
    @Nullable String name,
    String sourceAnchor,
    String reason,
    String explanation) {}
