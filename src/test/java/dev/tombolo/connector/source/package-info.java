@NullMarked
package dev.tombolo.connector.source;

import org.jspecify.annotations.NullMarked;
