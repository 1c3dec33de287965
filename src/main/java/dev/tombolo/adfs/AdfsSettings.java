package dev.tombolo.adfs;

import java.nio.file.Path;
import java.util.List;

/**
 * How an AD FS is set up.
 *
 * @param host of the domain controller
 * @param ldapsPort its port of LDAPS
 * @param caCertificate the authority to trust, in PEM
 * @param baseDn the domain's distinguished name
 * @param bindDn the service account
 * @param bindPassword its password
 * @param relyingParties the trusts
 */
public record AdfsSettings(
    String host,
    int ldapsPort,
    Path caCertificate,
    String baseDn,
    String bindDn,
    String bindPassword,
    List<RelyingParty> relyingParties) {
  /** Copies the list. */
  public AdfsSettings {
    relyingParties = List.copyOf(relyingParties);
  }

  /** Does not show the password. */
  @Override
  public String toString() {
    return "AdfsSettings[" + host + ":" + ldapsPort + "]";
  }
}
