/**
 * A lab inside a JUnit test: {@link dev.tombolo.junit.HybridLab} on a class, or a {@link
 * dev.tombolo.junit.HybridLabExtension} in a field.
 *
 * <p>This package is API: it changes only with the version, as semantic versioning has it.
 */
@NullMarked
package dev.tombolo.junit;

import org.jspecify.annotations.NullMarked;
