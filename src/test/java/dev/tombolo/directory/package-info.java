/** Tests of the directory over the wire. */
@NullMarked
package dev.tombolo.directory;

import org.jspecify.annotations.NullMarked;
