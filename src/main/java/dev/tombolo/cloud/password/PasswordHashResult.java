package dev.tombolo.cloud.password;

import org.jspecify.annotations.Nullable;

/**
 * What became of one user's hash.
 *
 * @param message why it was not taken, for people
 */
public record PasswordHashResult(
    String sourceAnchor, PasswordHashStatus status, @Nullable String message) {}
