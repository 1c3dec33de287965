/** Tests of what security descriptors mean. */
@NullMarked
package dev.tombolo.directory.security;

import org.jspecify.annotations.NullMarked;
