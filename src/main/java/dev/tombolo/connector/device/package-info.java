/**
 * Device writeback: devices that were registered in the tenant are written into the forest, where
 * AD FS looks them up.
 */
@NullMarked
package dev.tombolo.connector.device;

import org.jspecify.annotations.NullMarked;
