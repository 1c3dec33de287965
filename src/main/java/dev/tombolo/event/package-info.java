/** The journal of what happened to which object, on either side (a leaf). */
@NullMarked
package dev.tombolo.event;

import org.jspecify.annotations.NullMarked;
