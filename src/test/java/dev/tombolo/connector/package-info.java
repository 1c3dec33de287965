/** Tests of the connector. */
@NullMarked
package dev.tombolo.connector;

import org.jspecify.annotations.NullMarked;
