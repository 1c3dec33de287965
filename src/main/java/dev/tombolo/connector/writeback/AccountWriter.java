package dev.tombolo.connector.writeback;

import com.unboundid.ldap.sdk.ModifyRequest;
import dev.tombolo.cloud.writeback.WritebackEvent;
import dev.tombolo.cloud.writeback.WritebackPayload;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.fault.FaultException;
import dev.tombolo.fault.Faults;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Finds the account a request is about, and changes it. */
final class AccountWriter {
  private static final Set<ObjectKind> ACCOUNTS =
      Set.of(ObjectKind.USER, ObjectKind.INET_ORG_PERSON);

  private final ConnectorStore store;
  private final Map<String, ForestClient> forests;
  private final Faults faults;

  /**
   * A writer.
   *
   * @param forests by the connectors' names
   */
  AccountWriter(ConnectorStore store, Map<String, ForestClient> forests, Faults faults) {
    this.store = store;
    this.forests = Map.copyOf(forests);
    this.faults = faults;
  }

  /** The one account joined to the tenant's user. */
  OnPremisesObject find(WritebackPayload payload) throws WritebackFailure {
    List<OnPremisesObject> accounts = store.read(space -> accounts(space, payload));
    if (accounts.isEmpty()) {
      throw new WritebackFailure(
          WritebackEvent.AD_USER_NOT_FOUND_ERROR, "Object could not be found");
    }
    if (accounts.size() > 1) {
      throw new WritebackFailure(WritebackEvent.AD_MULTI_MATCH_ERROR, "Multiple matches found");
    }
    return accounts.get(0);
  }

  private static List<OnPremisesObject> accounts(Space space, WritebackPayload payload) {
    List<UUID> joined =
        space.cloud().withCloudAnchor(payload.cloudAnchor()).stream()
            .map(object -> object.metaverseId())
            .filter(Objects::nonNull)
            .toList();
    return space.onPremises().joinedTo(joined).stream()
        .filter(object -> ACCOUNTS.contains(object.kind()))
        .filter(object -> object.pending() != PendingImport.DELETE)
        .toList();
  }

  /**
   * Carries a request out, or leaves the account as it is.
   *
   * @throws WritebackFailure what to answer; a {@link ForestException} is its cause when the
   *     directory refused
   */
  void write(WritebackPayload payload, WritebackTask task, OnPremisesObject account)
      throws WritebackFailure {
    ForestClient forest = forests.get(account.connector());
    if (forest == null) {
      throw new WritebackFailure(
          WritebackEvent.AD_CONFIGURATION_ERROR,
          "Password writeback is not enabled on the connector " + account.connector() + ".");
    }
    if (!forest.endpoint().tls()) {
      throw new WritebackFailure(WritebackEvent.AD_CONFIGURATION_ERROR, LdapRefusal.Texts.INSECURE);
    }
    String dn = "<GUID=" + account.guid() + ">";
    try {
      AccountState state = AccountState.read(forest, dn);
      requireWritable(state);
      faults.reach("writeback.modify", account.guid() + " " + state.name());
      modify(forest, PasswordModify.of(payload, task, dn, state.neverExpires()), state, task);
    } catch (ForestException e) {
      throw LdapRefusal.of(e);
    } catch (FaultException e) {
      throw new WritebackFailure(WritebackEvent.SERVICE_ERROR, String.valueOf(e.getMessage()), e);
    }
  }

  /** Protected accounts are refused by design, whatever rights the connector has. */
  private static void requireWritable(AccountState state) throws WritebackFailure {
    if (state.isProtected()) {
      throw new WritebackFailure(
          WritebackEvent.AD_PERMISSIONS_ERROR,
          "Access is denied: the account is protected (adminCount is 1).");
    }
    if (state.isDisabled()) {
      throw new WritebackFailure(
          WritebackEvent.AD_USER_ACCOUNT_DISABLED, "The account is disabled.");
    }
  }

  /**
   * Modifies once. When the connection breaks, nobody knows whether the directory has taken it; the
   * version of the account's key tells.
   */
  private static void modify(
      ForestClient forest, ModifyRequest request, AccountState before, WritebackTask task)
      throws ForestException {
    try {
      forest.modify(request);
    } catch (ForestException e) {
      if (!LdapRefusal.isUnanswered(e)) {
        throw e;
      }
      AccountState after = AccountState.read(forest, request.getDN());
      boolean taken = after.keyVersion() > before.keyVersion();
      if (!taken && (before.keyVersion() >= 0 || !task.setsPassword())) {
        forest.modify(request);
      } else if (!taken) {
        throw e;
      }
    }
  }
}
