/** Rules that hold for the whole product. */
@NullMarked
package dev.tombolo;

import org.jspecify.annotations.NullMarked;
