/** The objects of a fresh forest (MS-ADTS 6.1). */
@NullMarked
package dev.tombolo.directory.bootstrap;

import org.jspecify.annotations.NullMarked;
