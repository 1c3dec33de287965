/**
 * What the tenant's HTTP interfaces have in common: requests and answers, routing, who calls and
 * what they may, and Graph's way of telling errors.
 */
@NullMarked
package dev.tombolo.tenant.api;

import org.jspecify.annotations.NullMarked;
