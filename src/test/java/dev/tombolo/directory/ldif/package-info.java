/** Tests of fixtures in LDIF. */
@NullMarked
package dev.tombolo.directory.ldif;

import org.jspecify.annotations.NullMarked;
