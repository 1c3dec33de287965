/** Licences: their assignment, and the seats they take. */
@NullMarked
package dev.tombolo.tenant.licence;

import org.jspecify.annotations.NullMarked;
