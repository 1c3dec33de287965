/** Named fault points, at which a rehearsal or a test makes something go wrong (a leaf). */
@NullMarked
package dev.tombolo.fault;

import org.jspecify.annotations.NullMarked;
