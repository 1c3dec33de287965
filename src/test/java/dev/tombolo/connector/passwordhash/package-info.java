/** Tests of password hash synchronization, between a real directory and a real tenant. */
@NullMarked
package dev.tombolo.connector.passwordhash;

import org.jspecify.annotations.NullMarked;
