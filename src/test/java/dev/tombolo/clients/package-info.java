/** Tests of the directory by LDAP clients that are not ours, as their users use them. */
@NullMarked
package dev.tombolo.clients;

import org.jspecify.annotations.NullMarked;
