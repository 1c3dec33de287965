/** The cloud stand-in: Entra ID, Microsoft 365, self-service password reset. */
@NullMarked
package dev.tombolo.tenant;

import org.jspecify.annotations.NullMarked;
