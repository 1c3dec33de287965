package dev.tombolo.tenant.selfservice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.tenant.model.ApiException;
import dev.tombolo.tenant.store.Unit;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tenant's settings of self-service password reset: who may, how they prove who they are, and
 * the page "On-premises integration".
 *
 * @param scope who may reset their own password
 * @param selectedGroup the group whose members may, when the scope is {@code selected}
 * @param methodsRequired how many proofs of identity ("gates") a reset takes: 1 or 2
 * @param methods the proofs there are to choose from; never empty
 * @param registrationRequired whether users are asked to register methods when they sign in
 * @param reconfirmDays after how many days they are asked to confirm them: 0 (never) to 730
 * @param writeBackPasswords "Write back passwords to your on-premises directory?"
 * @param allowUnlock "Allow users to unlock accounts without resetting their password?"
 */
public record SsprPolicy(
    Scope scope,
    @Nullable UUID selectedGroup,
    int methodsRequired,
    Set<VerificationMethod> methods,
    boolean registrationRequired,
    int reconfirmDays,
    boolean writeBackPasswords,
    boolean allowUnlock) {
  private static final String SETTING = "ssprPolicy";
  private static final int MAX_DAYS = 730;
  private static final int DEFAULT_DAYS = 180;
  private static final Set<VerificationMethod> EVERY_METHOD =
      Set.copyOf(EnumSet.allOf(VerificationMethod.class));

  /** Everybody, with writeback: a laboratory is ready for the rehearsal. */
  public static final SsprPolicy READY =
      new SsprPolicy(Scope.ALL, null, 1, EVERY_METHOD, true, DEFAULT_DAYS, true, true);

  /** Nobody, and no writeback: as in a new tenant. */
  public static final SsprPolicy OFF =
      new SsprPolicy(Scope.NONE, null, 1, EVERY_METHOD, true, DEFAULT_DAYS, false, false);

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
    methods = Set.copyOf(methods);
    if (methods.isEmpty()) {
      throw ApiException.badRequest("At least one of the methods must be available to users.");
    }
    if (reconfirmDays < 0 || reconfirmDays > MAX_DAYS) {
      throw ApiException.badRequest("reconfirmDays must be between 0 and 730.");
    }
  }

  /** A policy as it is written on the wire; what concerns registration may be absent. */
  @JsonCreator
  static SsprPolicy read(
      @JsonProperty(value = "scope", required = true) Scope scope,
      @JsonProperty("selectedGroup") @Nullable UUID selectedGroup,
      @JsonProperty("methodsRequired") int methodsRequired,
      @JsonProperty("methods") @Nullable Set<VerificationMethod> methods,
      @JsonProperty("registrationRequired") @Nullable Boolean registrationRequired,
      @JsonProperty("reconfirmDays") @Nullable Integer reconfirmDays,
      @JsonProperty("writeBackPasswords") boolean writeBackPasswords,
      @JsonProperty("allowUnlock") boolean allowUnlock) {
    return new SsprPolicy(
        scope,
        selectedGroup,
        methodsRequired,
        methods == null ? EVERY_METHOD : methods,
        registrationRequired == null || registrationRequired,
        reconfirmDays == null ? DEFAULT_DAYS : reconfirmDays,
        writeBackPasswords,
        allowUnlock);
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
