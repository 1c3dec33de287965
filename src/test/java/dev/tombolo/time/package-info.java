/** The clock and the jobs that run by it. */
@NullMarked
package dev.tombolo.time;

import org.jspecify.annotations.NullMarked;
