/** What the servers of the lab share about ports. */
@NullMarked
package dev.tombolo.net;

import org.jspecify.annotations.NullMarked;
