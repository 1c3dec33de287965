/** Tests of the tenant over its HTTP interfaces, on H2 and on PostgreSQL. */
@NullMarked
package dev.tombolo.tenant;

import org.jspecify.annotations.NullMarked;
