package dev.tombolo.connector.wire;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a forest's domain controller answers, and as whom the connector signs in.
 *
 * @param name the connector's name: the forest's DNS name, such as {@code adatum.com}
 * @param netBiosName the domain's short name, such as {@code ADATUM}
 * @param tls whether the connection is LDAPS; without it passwords can be neither written nor read
 * @param caCertificate the authority to trust, in PEM; empty for those the platform trusts
 * @param baseDn the domain's distinguished name
 */
public record ForestEndpoint(
    String name,
    String netBiosName,
    String host,
    int port,
    boolean tls,
    Optional<Path> caCertificate,
    String bindDn,
    String bindPassword,
    String baseDn) {

  /** The same domain controller, for somebody else. */
  public ForestEndpoint as(String userDn, String password) {
    return new ForestEndpoint(
        name, netBiosName, host, port, tls, caCertificate, userDn, password, baseDn);
  }

  /** Does not show the password. */
  @Override
  public String toString() {
    return (tls ? "ldaps://" : "ldap://") + host + ":" + port + "/" + baseDn;
  }
}
