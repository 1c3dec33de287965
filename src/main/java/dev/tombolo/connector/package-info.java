/**
 * The sync engine: a client of two wires. It sees of the directory what LDAP shows, and of the
 * tenant what HTTP shows.
 */
@NullMarked
package dev.tombolo.connector;

import org.jspecify.annotations.NullMarked;
