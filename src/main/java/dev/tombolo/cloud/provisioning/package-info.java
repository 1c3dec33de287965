/**
 * The sync service's messages: batches of operations keyed by source anchor, a result for each, the
 * tenant's configuration and its changes.
 *
 * <p>Endpoints: {@code GET /provisioning/v1/configuration}, {@code PATCH} of the same, {@code POST
 * /provisioning/v1/batches}, {@code GET /provisioning/v1/objects}.
 */
@NullMarked
package dev.tombolo.cloud.provisioning;

import org.jspecify.annotations.NullMarked;
