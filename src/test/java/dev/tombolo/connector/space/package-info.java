@NullMarked
package dev.tombolo.connector.space;

import org.jspecify.annotations.NullMarked;
