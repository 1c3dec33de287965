/** Tests of the words on the wire. */
@NullMarked
package dev.tombolo.cloud.password;

import org.jspecify.annotations.NullMarked;
