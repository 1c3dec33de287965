/**
 * The tenant's values: directory objects and the one table of their properties, addresses, links,
 * domains, service plans.
 */
@NullMarked
package dev.tombolo.tenant.model;

import org.jspecify.annotations.NullMarked;
