package dev.tombolo.connector.space;

import java.util.UUID;

/** A reference from one on-premises object to another, by objectGUID. */
public record OnPremisesLink(UUID source, LinkKind kind, UUID target) {}
