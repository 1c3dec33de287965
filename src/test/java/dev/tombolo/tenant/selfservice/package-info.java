/** Tests of self-service password reset. */
@NullMarked
package dev.tombolo.tenant.selfservice;

import org.jspecify.annotations.NullMarked;
