/** Tests of the package sql. */
@NullMarked
package dev.tombolo.sql;

import org.jspecify.annotations.NullMarked;
