/** Originating updates: objects written with the stamps, USNs and times of one update. */
@NullMarked
package dev.tombolo.directory.update;

import org.jspecify.annotations.NullMarked;
