/**
 * Password hash synchronization: hashes that have changed on-premises are read, hashed again so
 * that the original never leaves, and sent to the tenant.
 */
@NullMarked
package dev.tombolo.connector.passwordhash;

import org.jspecify.annotations.NullMarked;
