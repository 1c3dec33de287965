/** The lab's clock and the jobs that run by it (a leaf). */
@NullMarked
package dev.tombolo.time;

import org.jspecify.annotations.NullMarked;
