/**
 * From names to objects and back: distinguished names, the other name forms, the forest's own
 * names.
 */
@NullMarked
package dev.tombolo.directory.naming;

import org.jspecify.annotations.NullMarked;
