@NullMarked
package dev.tombolo.connector.export;

import org.jspecify.annotations.NullMarked;
