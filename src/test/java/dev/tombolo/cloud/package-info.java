/** Tests of the words on the wire. */
@NullMarked
package dev.tombolo.cloud;

import org.jspecify.annotations.NullMarked;
