/** The assertions: each holds where it should and fails with a message that helps. */
@NullMarked
package dev.tombolo.assertion;

import org.jspecify.annotations.NullMarked;
