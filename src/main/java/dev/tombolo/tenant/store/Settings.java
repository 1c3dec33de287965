package dev.tombolo.tenant.store;

import dev.tombolo.sql.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Small facts about the tenant, by name. */
public final class Settings {
  private final Transaction transaction;
  private @Nullable Map<String, String> known;
  private final TreeMap<String, String> pending = new TreeMap<>();

  Settings(Transaction transaction) {
    this.transaction = transaction;
  }

  private Map<String, String> known() {
    Map<String, String> all = known;
    if (all == null) {
      all = new HashMap<>();
      for (Map.Entry<String, String> setting :
          transaction.query(
              "SELECT name, content FROM tenant_setting",
              row -> Map.entry(row.getString(1), row.getString(2)))) {
        all.put(setting.getKey(), setting.getValue());
      }
      known = all;
    }
    return all;
  }

  /** The setting's content; the empty text counts as none. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(known().get(name)).filter(content -> !content.isEmpty());
  }

  /** Sets it; written when the unit ends, so that nobody waits long for the row. */
  public void put(String name, String content) {
    pending.put(name, content);
    known().put(name, content);
  }

  void flush() {
    pending.forEach(
        (name, content) -> {
          if (transaction.update(
                  "UPDATE tenant_setting SET content = ? WHERE name = ?", content, name)
              == 0) {
            transaction.update(
                "INSERT INTO tenant_setting (name, content) VALUES (?, ?)", name, content);
          }
        });
    pending.clear();
  }

  /**
   * Sets it unless it has been set before, by whatever process.
   *
   * @return its content now
   */
  public String putIfAbsent(String name, String content) {
    transaction.update(
        "INSERT INTO tenant_setting (name, content) VALUES (?, ?) ON CONFLICT DO NOTHING",
        name,
        content);
    known = null;
    known().putAll(pending);
    return find(name).orElse(content);
  }
}
