/** Benchmarks: whole servers beside their peers, interleaved in one run. */
@NullMarked
package dev.tombolo.bench;

import org.jspecify.annotations.NullMarked;
