/**
 * The lab's clock and the jobs that run by it (a leaf).
 *
 * <p>This package is API: it changes only with the version, as semantic versioning has it.
 */
@NullMarked
package dev.tombolo.time;

import org.jspecify.annotations.NullMarked;
