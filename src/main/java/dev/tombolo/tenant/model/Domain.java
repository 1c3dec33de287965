package dev.tombolo.tenant.model;

/**
 * A DNS domain of the tenant (MS Graph {@code domain}).
 *
 * @param name in lower case
 * @param verified whether user principal names may end in it
 * @param initial the {@code onmicrosoft.com} one, which stays
 * @param isDefault the one offered for new users
 * @param authenticationType {@code Managed} or {@code Federated}
 */
public record Domain(
    String name, boolean verified, boolean initial, boolean isDefault, String authenticationType) {
  /** Whether passwords are checked elsewhere. */
  public boolean federated() {
    return authenticationType.equals("Federated");
  }
}
