package dev.tombolo.connector.space;

import org.jspecify.annotations.Nullable;

/**
 * Why an object could not be synchronized or exported. It stays with the object until that
 * succeeds.
 *
 * @param code stable: {@code AttributeValueMustBeUnique}, {@code
 *     sync-rule-error-function-triggered}
 * @param message for people
 * @param trackingId the tenant's name for the failure
 * @param conflictingObjectId the tenant's object in the way
 * @param attribute the property at fault
 * @param value its value
 * @param first when it first happened, milliseconds since 1970
 * @param last when it last happened
 * @param count how often in a row
 */
public record SyncFailure(
    String code,
    String message,
    @Nullable String trackingId,
    @Nullable String conflictingObjectId,
    @Nullable String attribute,
    @Nullable String value,
    long first,
    long last,
    int count) {

  /** A failure that happens now for the first time. */
  public static SyncFailure of(String code, String message, long now) {
    return new SyncFailure(code, message, null, null, null, null, now, now, 1);
  }

  /** This failure after {@code earlier}: it goes on when the code is the same. */
  public SyncFailure after(@Nullable SyncFailure earlier) {
    return earlier == null || !earlier.code.equals(code)
        ? this
        : new SyncFailure(
            code,
            message,
            trackingId,
            conflictingObjectId,
            attribute,
            value,
            earlier.first,
            last,
            earlier.count + 1);
  }
}
