/** Tests of the lab. */
@NullMarked
package dev.tombolo.lab;

import org.jspecify.annotations.NullMarked;
