/**
 * What Exchange Online has of a user: the mailbox settings that only the cloud has, the in-place
 * archive, and which of them the source on-premises masters (reference §6.4).
 */
@NullMarked
package dev.tombolo.tenant.mailbox;

import org.jspecify.annotations.NullMarked;
