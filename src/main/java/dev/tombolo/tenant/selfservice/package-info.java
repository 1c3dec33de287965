/**
 * Changing and resetting passwords, by users themselves and by administrators, and writing them
 * back on-premises where that is due.
 */
@NullMarked
package dev.tombolo.tenant.selfservice;

import org.jspecify.annotations.NullMarked;
