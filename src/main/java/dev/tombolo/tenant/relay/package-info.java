/**
 * The writeback relay: requests of the cloud wait here, encrypted, for an agent on-premises to poll
 * them and answer.
 */
@NullMarked
package dev.tombolo.tenant.relay;

import org.jspecify.annotations.NullMarked;
