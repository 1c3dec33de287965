/**
 * The settings of a lab: each declared once, read from defaults, a file, the environment and the
 * command line.
 */
@NullMarked
package dev.tombolo.lab.settings;

import org.jspecify.annotations.NullMarked;
