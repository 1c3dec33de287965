@NullMarked
package dev.tombolo.connector.sync;

import org.jspecify.annotations.NullMarked;
