package dev.tombolo.tenant.selfservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.store.Unit;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tenant's settings of self-service password reset: who may, and the page "On-premises
 * integration".
 *
 * @param scope who may reset their own password
 * @param selectedGroup the group whose members may, when the scope is {@code selected}
 * @param methodsRequired how many proofs of identity a reset takes: 1 or 2
 * @param writeBackPasswords "Write back passwords to your on-premises directory?"
 * @param allowUnlock "Allow users to unlock accounts without resetting their password?"
 */
public record SsprPolicy(
    Scope scope,
    @Nullable UUID selectedGroup,
    int methodsRequired,
    boolean writeBackPasswords,
    boolean allowUnlock) {
  private static final String SETTING = "ssprPolicy";

  /** Everybody, with writeback: a laboratory is ready for the rehearsal. */
  public static final SsprPolicy READY = new SsprPolicy(Scope.ALL, null, 1, true, true);

  /** Nobody, and no writeback: as in a new tenant. */
  public static final SsprPolicy OFF = new SsprPolicy(Scope.NONE, null, 1, false, false);

  /** Who may reset their own password. */
  public enum Scope {
    /** Nobody. */
    @JsonProperty("none")
    NONE,
    /** Members of one group, nested ones too. */
    @JsonProperty("selected")
    SELECTED,
    /** Every user. */
    @JsonProperty("all")
    ALL
  }

  /** Checks the values. */
  public SsprPolicy {
    if (methodsRequired < 1 || methodsRequired > 2) {
      throw ApiException.badRequest("methodsRequired must be 1 or 2.");
    }
    if (scope == Scope.SELECTED && selectedGroup == null) {
      throw ApiException.badRequest("The scope 'selected' needs a selectedGroup.");
    }
  }

  /** The tenant's policy. */
  public static SsprPolicy of(Unit unit) {
    return unit.settings().find(SETTING).map(SsprPolicy::parse).orElse(OFF);
  }

  private static SsprPolicy parse(String json) {
    try {
      return CloudJson.mapper().readValue(json, SsprPolicy.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the database holds a damaged policy", e);
    }
  }

  /** Makes this the tenant's policy. */
  public void save(Unit unit) {
    try {
      unit.settings().put(SETTING, CloudJson.mapper().writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
