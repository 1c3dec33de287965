/** Tests of the store. */
@NullMarked
package dev.tombolo.directory.store;

import org.jspecify.annotations.NullMarked;
