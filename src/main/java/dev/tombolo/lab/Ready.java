package dev.tombolo.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a running lab says of itself, once everything answers: the content of the ready file. What
 * belongs to a part that does not run is absent.
 *
 * @param pid the lab's process
 * @param ldap URL of LDAP in clear and with StartTLS
 * @param ldaps URL of LDAP over TLS
 * @param gc URL of the global catalog in clear and with StartTLS
 * @param gcSsl URL of the global catalog over TLS
 * @param cldap URL of the UDP port where clients look for a domain controller
 * @param caCertificate the file of the lab's certificate authority, in PEM
 * @param baseDn the domain's distinguished name
 * @param bindDn the Administrator's name
 * @param bindPassword the Administrator's password
 * @param tenant URL of the tenant over HTTP
 * @param tenantHttps URL of the tenant over HTTPS
 * @param graph URL of Microsoft Graph, with its version
 * @param console URL of the pages
 * @param control URL of the interface that operates the lab
 * @param controlToken bearer token for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ready(
    long pid,
    @Nullable String ldap,
    @Nullable String ldaps,
    @Nullable String gc,
    @Nullable String gcSsl,
    @Nullable String cldap,
    @Nullable String caCertificate,
    @Nullable String baseDn,
    @Nullable String bindDn,
    @Nullable String bindPassword,
    @Nullable String tenant,
    @Nullable String tenantHttps,
    @Nullable String graph,
    @Nullable String tenantId,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable String console,
    @Nullable String control,
    @Nullable String controlToken) {
  /** Does not show the secrets. */
  @Override
  public String toString() {
    return "Ready[pid " + pid + "]";
  }
}
