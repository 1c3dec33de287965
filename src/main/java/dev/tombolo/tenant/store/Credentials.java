package dev.tombolo.tenant.store;

import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.Credential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users' credentials. */
public final class Credentials {
  private final Transaction transaction;
  private final Map<UUID, Credential> changed = new LinkedHashMap<>();

  Credentials(Transaction transaction) {
    this.transaction = transaction;
  }

  /** A user's credential. */
  public Optional<Credential> find(UUID user) {
    Credential pending = changed.get(user);
    if (pending != null) {
      return Optional.of(pending);
    }
    return transaction.first(
        "SELECT origin, hash, changed_at, force_change FROM credential WHERE user_id = ?",
        row ->
            new Credential(
                Credential.Origin.ofCode(row.getInt(1)),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getBoolean(4)),
        user);
  }

  /** Gives a user a credential in place of any other. */
  public void save(UUID user, Credential credential) {
    changed.put(user, credential);
  }

  void flush() {
    if (changed.isEmpty()) {
      return;
    }
    List<@Nullable Object[]> inserts = new ArrayList<>(changed.size());
    changed.forEach(
        (user, credential) ->
            inserts.add(
                new Object[] {
                  user,
                  credential.origin().code(),
                  credential.hash(),
                  credential.changedAt().toEpochMilli(),
                  credential.forceChange()
                }));
    transaction.update(
        "DELETE FROM credential WHERE user_id = ANY(?)",
        (Object) changed.keySet().toArray(UUID[]::new));
    transaction.batch(
        "INSERT INTO credential (user_id, origin, hash, changed_at, force_change)"
            + " VALUES (?, ?, ?, ?, ?)",
        inserts);
    changed.clear();
  }

  void forget(UUID[] users) {
    transaction.update("DELETE FROM credential WHERE user_id = ANY(?)", (Object) users);
  }
}
