/**
 * Ways of signing in other than by a password in clear: NTLM, alone and in SPNEGO, and client
 * certificates; and the protection of a connection that comes of them.
 */
@NullMarked
package dev.tombolo.directory.sasl;

import org.jspecify.annotations.NullMarked;
