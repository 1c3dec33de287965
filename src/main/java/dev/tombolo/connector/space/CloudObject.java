package dev.tombolo.connector.space;

import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object in the tenant's connector space.
 *
 * @param anchor the source anchor
 * @param cloudAnchor the tenant's key; absent until the object exists there
 * @param syncEnabled as in Graph: {@code null} for never synchronized
 * @param attributes as the last import saw them, by Graph property name
 * @param metaverseId the metaverse object it is joined to; absent for a disconnector
 * @param export what is to be exported
 * @param exportAttributes the properties to set; an empty list clears one
 * @param exported whether that has been sent and waits for an import to confirm it
 * @param failure why the last export failed
 */
public record CloudObject(
    String anchor,
    ObjectType type,
    @Nullable CloudAnchor cloudAnchor,
    @Nullable Boolean syncEnabled,
    Map<String, List<String>> attributes,
    PendingImport pending,
    @Nullable UUID metaverseId,
    ExportKind export,
    Map<String, List<String>> exportAttributes,
    boolean exported,
    @Nullable SyncFailure failure) {

  /** An object that does not exist in the tenant yet and shall. */
  public static CloudObject provisioned(
      String anchor, ObjectType type, UUID metaverseId, Map<String, List<String>> attributes) {
    return new CloudObject(
        anchor,
        type,
        null,
        null,
        Map.of(),
        PendingImport.NONE,
        metaverseId,
        ExportKind.ADD,
        attributes,
        false,
        null);
  }

  /** The same with another export pending, not sent yet. */
  public CloudObject exporting(ExportKind kind, Map<String, List<String>> values) {
    return new CloudObject(
        anchor,
        type,
        cloudAnchor,
        syncEnabled,
        attributes,
        pending,
        metaverseId,
        kind,
        values,
        false,
        kind == ExportKind.NONE ? null : failure);
  }

  /** The same after its synchronization, joined or not. */
  public CloudObject synchronizedTo(@Nullable UUID metaverse) {
    return new CloudObject(
        anchor,
        type,
        cloudAnchor,
        syncEnabled,
        attributes,
        PendingImport.NONE,
        metaverse,
        export,
        exportAttributes,
        exported,
        failure);
  }

  /** The same after an export that succeeded and waits for its confirmation. */
  public CloudObject sent(@Nullable CloudAnchor key) {
    return new CloudObject(
        anchor,
        type,
        key == null ? cloudAnchor : key,
        syncEnabled,
        attributes,
        pending,
        metaverseId,
        export,
        exportAttributes,
        true,
        null);
  }

  /** The same after an export that failed; it is tried again by the next. */
  public CloudObject failed(SyncFailure problem) {
    return new CloudObject(
        anchor,
        type,
        cloudAnchor,
        syncEnabled,
        attributes,
        pending,
        metaverseId,
        export,
        exportAttributes,
        false,
        problem.after(failure));
  }

  /** The same as an import sees it live in the tenant. */
  public CloudObject imported(
      CloudAnchor key,
      @Nullable Boolean enabled,
      Map<String, List<String>> values,
      PendingImport change) {
    return new CloudObject(
        anchor,
        type,
        key,
        enabled,
        values,
        pending.then(change),
        metaverseId,
        export,
        exportAttributes,
        exported,
        failure);
  }

  /** The same once an import has seen it gone: what was there is no more. */
  public CloudObject gone() {
    return new CloudObject(
        anchor,
        type,
        null,
        null,
        Map.of(),
        PendingImport.DELETE,
        metaverseId,
        ExportKind.NONE,
        Map.of(),
        false,
        null);
  }
}
