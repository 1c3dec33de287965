package dev.tombolo.bench;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;

/** A server under measurement. */
interface Peer {
  String name();

  int port();

  /** The process whose CPU counts. */
  long pid();

  /** The attribute that users are looked up by. */
  String accountAttribute();

  /** Signs in as somebody who may do everything. */
  LDAPConnection connect() throws LDAPException;

  /** A further user as LDIF lines. */
  String[] user(String name);

  /** Ends the process. */
  void close() throws Exception;
}
