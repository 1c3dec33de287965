/** Tests of the words on the wire. */
@NullMarked
package dev.tombolo.cloud.writeback;

import org.jspecify.annotations.NullMarked;
