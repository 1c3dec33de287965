/** Change polling: what the forest and the tenant tell is staged in their connector spaces. */
@NullMarked
package dev.tombolo.connector.source;

import org.jspecify.annotations.NullMarked;
