/**
 * Synchronization: what the connector spaces hold is brought together in the metaverse, and what
 * the tenant shall be like is staged for export. The decisions are pure functions ({@link
 * dev.tombolo.connector.sync.SyncPlanner}); the rest of the package carries them out.
 */
@NullMarked
package dev.tombolo.connector.sync;

import org.jspecify.annotations.NullMarked;
