/**
 * The life of an object after its deletion: tombstones, the recycle bin, reanimation, garbage
 * collection.
 */
@NullMarked
package dev.tombolo.directory.lifecycle;

import org.jspecify.annotations.NullMarked;
