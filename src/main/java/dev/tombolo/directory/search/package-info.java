/**
 * Finding objects and writing them out: filters, plans, attribute selections, entries as octets.
 */
@NullMarked
package dev.tombolo.directory.search;

import org.jspecify.annotations.NullMarked;
