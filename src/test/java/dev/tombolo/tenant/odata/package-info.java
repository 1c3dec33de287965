/** Tests of the query language. */
@NullMarked
package dev.tombolo.tenant.odata;

import org.jspecify.annotations.NullMarked;
