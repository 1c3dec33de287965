/** Who may do what: sign-in, passwords, lockout, tokens, access checks. */
@NullMarked
package dev.tombolo.directory.security;

import org.jspecify.annotations.NullMarked;
