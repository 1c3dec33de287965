package dev.tombolo.connector.rule;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.space.MetaverseObject;
import java.util.List;

/**
 * A rule from the metaverse into the tenant.
 *
 * @param name as the Synchronization Rules Editor shows it
 * @param flows what it sets, by Graph property name
 */
record OutboundRule(String name, ObjectType type, List<Flow<MetaverseObject>> flows) {}
