package dev.tombolo.adfs;

/**
 * A relying party trust.
 *
 * @param identifier of the application, such as {@code https://expenses.adatum.com}
 * @param requiresDevice whether its issuance authorization rules permit only users of registered,
 *     enabled devices
 */
public record RelyingParty(String identifier, boolean requiresDevice) {}
