/** Values and codecs of the LDAP wire as Active Directory speaks it (a leaf). */
@NullMarked
package dev.tombolo.ad;

import org.jspecify.annotations.NullMarked;
