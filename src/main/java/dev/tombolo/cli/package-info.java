/** The command line: picocli commands, clients of the control interface. */
@NullMarked
package dev.tombolo.cli;

import org.jspecify.annotations.NullMarked;
