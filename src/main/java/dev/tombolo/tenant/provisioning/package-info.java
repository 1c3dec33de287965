/**
 * The sync service's endpoint: batches of operations keyed by source anchor are matched, checked
 * and applied here, password hashes taken, and the tenant's changes told.
 */
@NullMarked
package dev.tombolo.tenant.provisioning;

import org.jspecify.annotations.NullMarked;
