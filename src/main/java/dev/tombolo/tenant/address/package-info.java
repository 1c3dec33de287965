/**
 * How the tenant makes its own user principal names, nicknames and proxy addresses of the
 * on-premises values, and what it does when another object holds one already.
 */
@NullMarked
package dev.tombolo.tenant.address;

import org.jspecify.annotations.NullMarked;
