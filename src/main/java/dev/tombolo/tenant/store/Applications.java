package dev.tombolo.tenant.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The applications registered in the tenant. */
public final class Applications {
  /**
   * An application with its service principal.
   *
   * @param secretHash of its client secret
   * @param roles the app roles it has been granted
   */
  public record Application(
      UUID appId, UUID principalId, String displayName, String secretHash, List<String> roles) {
    /** Copies the list. */
    public Application {
      roles = List.copyOf(roles);
    }

    /** Does not show the hash. */
    @Override
    public String toString() {
      return "Application[" + appId + ", " + displayName + "]";
    }
  }

  private final Unit unit;

  /** Works inside a unit of work. */
  public Applications(Unit unit) {
    this.unit = unit;
  }

  /** The application with an id. */
  public Optional<Application> find(UUID appId) {
    return unit.transaction()
        .first(
            "SELECT app_id, principal_id, display_name, secret_hash, roles FROM application"
                + " WHERE app_id = ?",
            row ->
                new Application(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    row.getString(4),
                    List.of(row.getString(5).split(" "))),
            appId);
  }

  /** Adds an application, or replaces it. */
  public void save(Application application) {
    unit.transaction().update("DELETE FROM application WHERE app_id = ?", application.appId());
    unit.transaction()
        .update(
            "INSERT INTO application (app_id, principal_id, display_name, secret_hash, roles)"
                + " VALUES (?, ?, ?, ?, ?)",
            application.appId(),
            application.principalId(),
            application.displayName(),
            application.secretHash(),
            String.join(" ", application.roles()));
  }
}
