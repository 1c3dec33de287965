/**
 * Named fault points, at which a rehearsal or a test makes something go wrong (a leaf).
 *
 * <p>This package is API: it changes only with the version, as semantic versioning has it.
 */
@NullMarked
package dev.tombolo.fault;

import org.jspecify.annotations.NullMarked;
