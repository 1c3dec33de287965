/** The parts of {@code tombolo demo}: the seed's story in chapters, played on a lab of its own. */
@NullMarked
package dev.tombolo.cli.demo;

import org.jspecify.annotations.NullMarked;
