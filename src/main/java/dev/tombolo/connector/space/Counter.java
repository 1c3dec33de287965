package dev.tombolo.connector.space;

import java.util.Arrays;
import java.util.Optional;

/**
 * The counters of a run's steps, with their names in the run history and their labels for people.
 */
public enum Counter {
  /** Imported, and as before. */
  STAGE_NO_CHANGE("stage-no-change", "Unchanged"),
  /** Imported, and new. */
  STAGE_ADD("stage-add", "Adds"),
  /** Imported, and changed. */
  STAGE_UPDATE("stage-update", "Updates"),
  /** Imported under another name. */
  STAGE_RENAME("stage-rename", "Renames"),
  /** Gone, or out of scope. */
  STAGE_DELETE("stage-delete", "Deletes"),
  /** Could not be imported. */
  STAGE_FAILURE("stage-failure", "Failures"),
  /** Filtered, and not joined before. */
  DISCONNECTOR_FILTERED("disconnector-filtered", "Filtered Disconnectors"),
  /** Joined, and its attributes flowed. */
  DISCONNECTOR_JOINED_FLOW("disconnector-joined-flow", "Joins"),
  /** Projected, and its attributes flowed. */
  DISCONNECTOR_PROJECTED_FLOW("disconnector-projected-flow", "Projections"),
  /** Neither joined nor projected. */
  DISCONNECTOR_REMAINS("disconnector-remains", "Disconnectors"),
  /** Filtered, and with it the metaverse object is gone. */
  CONNECTOR_FILTERED_REMOVE_MV("connector-filtered-remove-mv", "Filtered Connectors"),
  /** Filtered; others hold the metaverse object. */
  CONNECTOR_FILTERED_LEAVE_MV("connector-filtered-leave-mv", "Filtered Connectors"),
  /** Attributes flowed. */
  CONNECTOR_FLOW("connector-flow", "Connectors with Flow Updates"),
  /** Nothing flowed. */
  CONNECTOR_NO_FLOW("connector-no-flow", "Connectors without Flow Updates"),
  /** Deleted, and with it the metaverse object is gone. */
  CONNECTOR_DELETE_REMOVE_MV("connector-delete-remove-mv", "Deleted Connectors"),
  /** Deleted; others hold the metaverse object. */
  CONNECTOR_DELETE_LEAVE_MV("connector-delete-leave-mv", "Deleted Connectors"),
  /** A rule failed. */
  FLOW_FAILURE("flow-failure", "Flow Errors"),
  /** Provisioned into the tenant's connector space. */
  PROVISIONED_ADD_FLOW("provisioned-add-flow", "Provisioning Adds"),
  /** Its deletion in the tenant is pending. */
  PROVISIONED_DELETE("provisioned-delete", "Provisioning Disconnects"),
  /** An update in the tenant is pending. */
  EXPORT_FLOW("export-flow", "Export Attribute Flow"),
  /** Exported, and new in the tenant. */
  EXPORT_ADD("export-add", "Adds"),
  /** Exported changes. */
  EXPORT_UPDATE("export-update", "Updates"),
  /** Exported deletions. */
  EXPORT_DELETE("export-delete", "Deletes"),
  /** Exports that failed. */
  EXPORT_FAILURE("export-failure", "Failures");

  private final String xmlName;
  private final String label;

  Counter(String xmlName, String label) {
    this.xmlName = xmlName;
    this.label = label;
  }

  /** The name in the run history. */
  public String xmlName() {
    return xmlName;
  }

  /** The label in the Synchronization Service Manager. */
  public String label() {
    return label;
  }

  /** The counter with a name in the run history. */
  public static Optional<Counter> find(String xmlName) {
    return Arrays.stream(values()).filter(counter -> counter.xmlName.equals(xmlName)).findFirst();
  }
}
