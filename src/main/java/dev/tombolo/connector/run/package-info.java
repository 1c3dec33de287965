/** Run profiles, cycles, the scheduler, and continuous synchronization. */
@NullMarked
package dev.tombolo.connector.run;

import org.jspecify.annotations.NullMarked;
