/** The end of an object's life and its undoing: recycle bin, restore, purge. */
@NullMarked
package dev.tombolo.tenant.lifecycle;

import org.jspecify.annotations.NullMarked;
