/** Tests of the command line, in this process and in others. */
@NullMarked
package dev.tombolo.cli;

import org.jspecify.annotations.NullMarked;
