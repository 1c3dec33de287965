package dev.tombolo.directory;

/**
 * The ports of a directory; 0 for any that is free.
 *
 * @param ldap LDAP in clear and with StartTLS
 * @param ldaps LDAP over TLS
 * @param gc the global catalog in clear and with StartTLS
 * @param gcs the global catalog over TLS
 * @param cldap where clients that look for a domain controller ask, by UDP; the port of LDAP when
 *     it is {@link #SAME_AS_LDAP}
 */
public record DirectoryPorts(int ldap, int ldaps, int gc, int gcs, int cldap) {
  /** Stands for the number of the LDAP port. */
  public static final int SAME_AS_LDAP = -1;

  /** Any that are free. */
  public static final DirectoryPorts ANY = new DirectoryPorts(0, 0, 0, 0, SAME_AS_LDAP);
}
