/**
 * Opening a relational database, bringing its schema up to date, transactions that retry, and
 * copies of whole tables (a leaf).
 */
@NullMarked
package dev.tombolo.sql;

import org.jspecify.annotations.NullMarked;
