/**
 * The seed's scenarios, told on the wires alone: LDAP on one side, Graph on the other, and the verbs
 * of the command line between them.
 */
@NullMarked
package dev.tombolo.scenario;

import org.jspecify.annotations.NullMarked;
