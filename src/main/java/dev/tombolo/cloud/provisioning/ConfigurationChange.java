package dev.tombolo.cloud.provisioning;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a connector asks the tenant to keep; absent parts stay as they are.
 *
 * @param sourceAnchorAttribute settable once; the same name again is accepted
 * @param features features to turn on or off
 */
public record ConfigurationChange(
    @Nullable String sourceAnchorAttribute,
    @Nullable Map<SyncFeature, Boolean> features,
    @Nullable AccidentalDeletionPrevention accidentalDeletionPrevention) {}
