package dev.tombolo.tenant.model;

import java.util.List;
import java.util.Map;

/**
 * A line of the directory audit log (MS Graph {@code directoryAudit}).
 *
 * @param activity the display name of what was done, such as {@code Delete user}
 * @param category such as {@code UserManagement}
 * @param service {@code Core Directory} or {@code Self-service Password Management}
 * @param success whether it was done
 * @param reason why not, or empty
 * @param targets what it was done to
 * @param details further facts by name; never a secret
 */
public record AuditEntry(
    String activity,
    String category,
    String service,
    boolean success,
    String reason,
    List<Target> targets,
    Map<String, String> details) {
  /** The directory's own changes. */
  public static final String CORE_DIRECTORY = "Core Directory";

  /** Password reset and change by users. */
  public static final String SELF_SERVICE = "Self-service Password Management";

  /** Copies the collections. */
  public AuditEntry {
    targets = List.copyOf(targets);
    details = Map.copyOf(details);
  }

  /** A change of an object that was made. */
  public static AuditEntry change(String activity, Target target) {
    String category =
        switch (target.object().type()) {
          case USER -> "UserManagement";
          case GROUP -> "GroupManagement";
          case CONTACT -> "ContactManagement";
          case DEVICE -> "DeviceManagement";
        };
    return new AuditEntry(activity, category, CORE_DIRECTORY, true, "", List.of(target), Map.of());
  }

  /**
   * What was changed.
   *
   * @param modified the properties that changed
   */
  public record Target(DirectoryObject object, List<Modified> modified) {
    /** Copies the list. */
    public Target {
      modified = List.copyOf(modified);
    }

    /** An object as a whole. */
    public static Target of(DirectoryObject object) {
      return new Target(object, List.of());
    }
  }

  /** A property before and after, both as JSON text; empty when absent. */
  public record Modified(String property, String oldValue, String newValue) {}
}
