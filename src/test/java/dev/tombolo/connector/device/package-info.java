/** Tests of device writeback. */
@NullMarked
package dev.tombolo.connector.device;

import org.jspecify.annotations.NullMarked;
