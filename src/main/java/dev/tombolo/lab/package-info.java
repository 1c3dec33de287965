/**
 * The laboratory: the three parts composed, started, stopped, moved in time and put back.
 *
 * <p>This package is API: it changes only with the version, as semantic versioning has it.
 */
@NullMarked
package dev.tombolo.lab;

import org.jspecify.annotations.NullMarked;
