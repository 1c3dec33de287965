/**
 * A running lab as its users see it: clients of its wires for tests and programs.
 *
 * <p>This package is API: it changes only with the version, as semantic versioning has it.
 */
@NullMarked
package dev.tombolo.lab.client;

import org.jspecify.annotations.NullMarked;
