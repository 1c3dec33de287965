package dev.tombolo.tenant.model;

import java.time.Instant;
import java.util.UUID;

/**
 * A value that duplicate attribute resiliency keeps out of an object because another object holds
 * it (MS Graph {@code onPremisesProvisioningError}).
 *
 * @param objectId the object that should have the value
 * @param property {@code UserPrincipalName} or {@code ProxyAddresses}
 * @param value the user principal name, or the SMTP address with its prefix
 */
public record QuarantinedValue(UUID objectId, String property, String value, Instant occurred) {
  /** A user principal name. */
  public static final String USER_PRINCIPAL_NAME = "UserPrincipalName";

  /** An SMTP address. */
  public static final String PROXY_ADDRESSES = "ProxyAddresses";
}
