package dev.tombolo.connector.wire;

import java.net.URI;
import java.util.UUID;

/**
 * Where the tenant answers, and as which application the connector signs in.
 *
 * @param name the connector's name, such as {@code adatum.onmicrosoft.com - AAD}
 * @param url without a path, such as {@code http://127.0.0.1:8080}
 */
public record TenantEndpoint(
    String name, URI url, UUID tenantId, UUID clientId, String clientSecret) {

  /** Does not show the secret. */
  @Override
  public String toString() {
    return name + " at " + url;
  }
}
