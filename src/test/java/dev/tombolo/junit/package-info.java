/** The harness, tried as its users use it and by running test classes inside tests. */
@NullMarked
package dev.tombolo.junit;

import org.jspecify.annotations.NullMarked;
