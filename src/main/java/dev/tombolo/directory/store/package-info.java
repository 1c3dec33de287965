/**
 * The directory's objects, indexes and links as persistent values, and the log that makes changes
 * durable.
 */
@NullMarked
package dev.tombolo.directory.store;

import org.jspecify.annotations.NullMarked;
