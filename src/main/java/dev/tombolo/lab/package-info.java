/** The laboratory: the three parts composed, started, stopped, moved in time and put back. */
@NullMarked
package dev.tombolo.lab;

import org.jspecify.annotations.NullMarked;
