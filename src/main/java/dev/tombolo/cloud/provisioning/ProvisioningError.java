package dev.tombolo.cloud.provisioning;

import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed. The codes are those of the export error catalogue, such as {@code
 * AttributeValueMustBeUnique}.
 *
 * @param code stable, without spaces
 * @param message for people
 * @param trackingId names this failure in the tenant's log
 * @param conflictingObjectId the tenant's object in the way
 * @param attribute the property at fault
 * @param value its value
 * @param retriable whether the same operation may succeed later with nothing changed at the source
 */
public record ProvisioningError(
    String code,
    String message,
    String trackingId,
    @Nullable String conflictingObjectId,
    @Nullable String attribute,
    @Nullable String value,
    boolean retriable) {}
