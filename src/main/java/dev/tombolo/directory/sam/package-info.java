/**
 * The security accounts manager: what it adds to users, computers and groups, and what it refuses.
 */
@NullMarked
package dev.tombolo.directory.sam;

import org.jspecify.annotations.NullMarked;
