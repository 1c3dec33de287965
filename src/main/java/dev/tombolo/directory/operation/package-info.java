/**
 * The operations of LDAP as Active Directory performs them: one class each, a transaction on the
 * store.
 */
@NullMarked
package dev.tombolo.directory.operation;

import org.jspecify.annotations.NullMarked;
