/** Fixtures in LDIF: loading them whole or not at all, and writing a directory out again. */
@NullMarked
package dev.tombolo.directory.ldif;

import org.jspecify.annotations.NullMarked;
