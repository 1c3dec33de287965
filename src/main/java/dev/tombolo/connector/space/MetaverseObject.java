package dev.tombolo.connector.space;

import dev.tombolo.cloud.ObjectType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object of the metaverse.
 *
 * @param sourceAnchor the immutable key; absent while no joined object contributes one
 * @param attributes values by metaverse attribute name
 */
public record MetaverseObject(
    UUID id,
    ObjectType type,
    @Nullable String sourceAnchor,
    Map<String, List<String>> attributes) {}
