/** Tests of password writeback, between a real tenant and a real directory. */
@NullMarked
package dev.tombolo.connector.writeback;

import org.jspecify.annotations.NullMarked;
