/**
 * The journal of what happened to which object, on either side (a leaf).
 *
 * <p>This package is API: it changes only with the version, as semantic versioning has it.
 */
@NullMarked
package dev.tombolo.event;

import org.jspecify.annotations.NullMarked;
