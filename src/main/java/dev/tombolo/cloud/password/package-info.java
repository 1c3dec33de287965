/**
 * Password hash synchronization: the hash chain, its text form, and the messages of {@code POST
 * /provisioning/v1/passwordHashes}.
 */
@NullMarked
package dev.tombolo.cloud.password;

import org.jspecify.annotations.NullMarked;
