/**
 * The engine's durable state: the connector spaces, the metaverse, references, positions and the
 * run history, in one database.
 */
@NullMarked
package dev.tombolo.connector.space;

import org.jspecify.annotations.NullMarked;
