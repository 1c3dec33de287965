/**
 * Switching features on and off in the sync tool: the pages of Azure AD Connect's wizard, Cloud
 * Sync's cmdlet, and the prerequisites both check.
 */
@NullMarked
package dev.tombolo.connector.setup;

import org.jspecify.annotations.NullMarked;
