@NullMarked
package dev.tombolo.connector.rule;

import org.jspecify.annotations.NullMarked;
