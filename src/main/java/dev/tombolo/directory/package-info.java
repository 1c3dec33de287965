/** The Active Directory stand-in. */
@NullMarked
package dev.tombolo.directory;

import org.jspecify.annotations.NullMarked;
