/** Tests of the schema. */
@NullMarked
package dev.tombolo.directory.schema;

import org.jspecify.annotations.NullMarked;
