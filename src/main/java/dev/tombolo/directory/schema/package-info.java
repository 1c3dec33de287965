/** Active Directory's schema: attributes, classes, syntaxes and link pairs. */
@NullMarked
package dev.tombolo.directory.schema;

import org.jspecify.annotations.NullMarked;
