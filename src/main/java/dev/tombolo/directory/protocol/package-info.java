/** LDAP on the wire: listeners, connections, messages, and what wraps the directory there. */
@NullMarked
package dev.tombolo.directory.protocol;

import org.jspecify.annotations.NullMarked;
