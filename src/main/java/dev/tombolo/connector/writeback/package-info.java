/**
 * Password writeback's agent on-premises: it fetches what users and administrators ask for in the
 * tenant, carries it out by LDAP, and answers. Nothing changes in the tenant before the answer.
 */
@NullMarked
package dev.tombolo.connector.writeback;

import org.jspecify.annotations.NullMarked;
