package dev.tombolo.connector.passwordhash;

import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.connector.passwordhash.QueuedHash.Hold;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.Space;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose hashes are synchronized, by the connector spaces (reference §7.3). */
final class HashScope {
  private HashScope() {}

  /**
   * Sorts users whose turn it is.
   *
   * @param candidates those whose hash is to be read
   * @param outcomes those whose turn ends here
   */
  record Sorted(List<HashCandidate> candidates, List<HashOutcome> outcomes) {}

  static Sorted sort(Space space, List<QueuedHash> items) {
    Map<UUID, OnPremisesObject> accounts =
        space.onPremises().find(items.stream().map(QueuedHash::guid).toList());
    Map<UUID, MetaverseObject> joined =
        space
            .metaverse()
            .find(
                accounts.values().stream()
                    .map(OnPremisesObject::metaverseId)
                    .filter(Objects::nonNull)
                    .toList());
    Map<String, CloudObject> users =
        space
            .cloud()
            .find(
                joined.values().stream()
                    .map(MetaverseObject::sourceAnchor)
                    .filter(Objects::nonNull)
                    .toList());
    Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
    for (QueuedHash item : items) {
      OnPremisesObject account = accounts.get(item.guid());
      if (account == null || account.pending() == PendingImport.DELETE) {
        sorted.outcomes.add(
            HashOutcome.of(
                item,
                account,
                HashStatus.SOURCE_CONNECTOR_NOT_PRESENT,
                "The account is not in the connector space."));
      } else if (account.kind() == ObjectKind.USER) {
        MetaverseObject object =
            account.metaverseId() == null ? null : joined.get(account.metaverseId());
        String anchor = object == null ? null : object.sourceAnchor();
        sort(item, account, anchor, anchor == null ? null : users.get(anchor), sorted);
      } else {
        sorted.outcomes.add(
            HashOutcome.of(
                item,
                account,
                HashStatus.NO_TARGET_CONNECTION,
                "Only hashes of the class user are synchronized."));
      }
    }
    return sorted;
  }

  private static void sort(
      QueuedHash item,
      OnPremisesObject account,
      @Nullable String anchor,
      @Nullable CloudObject user,
      Sorted sorted) {
    if (anchor == null || user == null) {
      sorted.outcomes.add(
          HashOutcome.of(
              item,
              account,
              HashStatus.NO_TARGET_CONNECTION,
              "The account is not joined to a user of the tenant."));
    } else if (user.cloudAnchor() == null
        || user.export() == ExportKind.DELETE
        || user.pending() == PendingImport.DELETE) {
      sorted.outcomes.add(
          HashOutcome.of(
              item,
              account,
              HashStatus.TARGET_NOT_EXPORTED_TO_DIRECTORY,
              "The user does not exist in the tenant."));
    } else if (waits(Hold.DISABLED, account)) {
      sorted.outcomes.add(disabled(new HashCandidate(item, account, anchor)));
    } else {
      sorted.candidates.add(new HashCandidate(item, account, anchor));
    }
  }

  /** The turn of a user whose account is disabled: it comes again when that has changed. */
  static HashOutcome disabled(HashCandidate candidate) {
    return candidate.ended(
        HashStatus.NO_TARGET_CONNECTION,
        "The account is disabled; its hash is sent when it is enabled.",
        Hold.DISABLED);
  }

  /** The users among these whose account is imported as one that may have a hash to send. */
  static List<UUID> imported(Space space, Collection<UUID> guids) {
    return space.onPremises().find(guids).values().stream()
        .filter(account -> account.kind() == ObjectKind.USER)
        .map(OnPremisesObject::guid)
        .toList();
  }

  /** Whether what a user waits for has not happened yet. */
  static boolean waits(Hold hold, @Nullable OnPremisesObject account) {
    if (account == null) {
      return false;
    }
    return switch (hold) {
      case NONE -> false;
      case DISABLED -> {
        String control = account.first("userAccountControl");
        yield control != null
            && new UserAccountControl(Integer.parseInt(control))
                .has(UserAccountControl.ACCOUNTDISABLE);
      }
      case TEMPORARY -> {
        String lastSet = account.first("pwdLastSet");
        yield lastSet == null || lastSet.equals("0");
      }
    };
  }
}
