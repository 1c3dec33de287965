package dev.tombolo.connector.space;

/**
 * An object that failed in a step.
 *
 * @param object its key in the connector space: an objectGUID or a source anchor
 * @param dn its name there
 */
public record ObjectFailure(String object, String dn, SyncFailure failure) {}
