/**
 * Synchronization rules: what is in scope, how objects join, which attributes flow. Pure functions
 * of their input.
 */
@NullMarked
package dev.tombolo.connector.rule;

import org.jspecify.annotations.NullMarked;
