/** The clients of the two wires: LDAP to a forest, HTTP to the tenant. */
@NullMarked
package dev.tombolo.connector.wire;

import org.jspecify.annotations.NullMarked;
