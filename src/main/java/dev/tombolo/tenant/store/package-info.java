/**
 * The tenant's state in a relational database: one class a table, and the unit of work that ties
 * them into a transaction.
 */
@NullMarked
package dev.tombolo.tenant.store;

import org.jspecify.annotations.NullMarked;
