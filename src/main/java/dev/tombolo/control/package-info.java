/**
 * The HTTP interface by which a running lab is operated: a face of the lab, without logic of its
 * own.
 */
@NullMarked
package dev.tombolo.control;

import org.jspecify.annotations.NullMarked;
