/** Tests of the values of the LDAP wire. */
@NullMarked
package dev.tombolo.ad;

import org.jspecify.annotations.NullMarked;
