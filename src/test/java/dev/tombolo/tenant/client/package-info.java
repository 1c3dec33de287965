/** The tenant as the clients know it that programs use: unmodified, from their registries. */
@NullMarked
package dev.tombolo.tenant.client;

import org.jspecify.annotations.NullMarked;
