/**
 * Why objects are as they are, and what a cycle would do: told from the decisions that are carried
 * out, never from others.
 */
@NullMarked
package dev.tombolo.connector.explain;

import org.jspecify.annotations.NullMarked;
