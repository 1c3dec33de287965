/**
 * A stand-in for AD FS: relying party trusts that grant sign-ins, some of them only from a device
 * that device writeback has brought into the directory. It meets the directory by LDAP alone.
 */
@NullMarked
package dev.tombolo.adfs;

import org.jspecify.annotations.NullMarked;
