/**
 * AssertJ assertions for what testers of hybrid identity say. They look at both sides by their
 * wires.
 *
 * <p>This package is API: it changes only with the version, as semantic versioning has it.
 */
@NullMarked
package dev.tombolo.assertion;

import org.jspecify.annotations.NullMarked;
