/** Tests of the ways of signing in. */
@NullMarked
package dev.tombolo.directory.sasl;

import org.jspecify.annotations.NullMarked;
