package dev.tombolo.tenant.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tombolo.cloud.CloudJson;
import dev.tombolo.cloud.provisioning.AccidentalDeletionPrevention;
import dev.tombolo.cloud.provisioning.SyncFeature;
import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.Domain;
import dev.tombolo.tenant.model.Organization;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tenant's own record, kept as settings and domains. */
public final class Organizations {
  private static final String TENANT_ID = "tenantId";
  private static final String DISPLAY_NAME = "displayName";
  private static final String FEATURES = "syncFeatures";
  private static final String DELETION_PREVENTION = "accidentalDeletionPrevention";
  private static final String SYNC_ENABLED = "onPremisesSyncEnabled";
  private static final String SYNC_DISABLING = "syncDisablingSince";
  private static final String LAST_SYNC = "lastSync";
  private static final String LAST_PASSWORD_SYNC = "lastPasswordSync";
  private static final String ANCHOR_ATTRIBUTE = "sourceAnchorAttribute";

  private final Transaction transaction;
  private final Settings settings;
  private @Nullable Organization known;

  Organizations(Transaction transaction, Settings settings) {
    this.transaction = transaction;
    this.settings = settings;
  }

  /** Whether the tenant has been set up. */
  public boolean exists() {
    return settings.find(TENANT_ID).isPresent();
  }

  /** The tenant's record. */
  public Organization get() {
    Organization found = known;
    if (found == null) {
      found = read();
      known = found;
    }
    return found;
  }

  private Organization read() {
    return new Organization(
        UUID.fromString(
            settings
                .find(TENANT_ID)
                .orElseThrow(() -> new IllegalStateException("the tenant has not been set up"))),
        settings.find(DISPLAY_NAME).orElse(""),
        domains(),
        settings
            .find(FEATURES)
            .map(json -> parse(json, new TypeReference<Map<SyncFeature, Boolean>>() {}))
            .orElse(Map.of()),
        settings
            .find(DELETION_PREVENTION)
            .map(json -> parse(json, new TypeReference<AccidentalDeletionPrevention>() {}))
            .orElse(AccidentalDeletionPrevention.DEFAULT),
        settings.find(SYNC_ENABLED).map(Boolean::valueOf),
        settings.find(SYNC_DISABLING).map(Instant::parse),
        settings.find(LAST_SYNC).map(Instant::parse),
        settings.find(LAST_PASSWORD_SYNC).map(Instant::parse),
        settings.find(ANCHOR_ATTRIBUTE));
  }

  private List<Domain> domains() {
    return transaction.query(
        "SELECT name, verified, initial_domain, default_domain, authentication_type"
            + " FROM tenant_domain ORDER BY name",
        row ->
            new Domain(
                row.getString(1),
                row.getBoolean(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getString(5)));
  }

  /** Sets the tenant up; the caller has made sure that it does not exist. */
  public void create(UUID tenantId, String displayName) {
    put(TENANT_ID, tenantId.toString());
    put(DISPLAY_NAME, displayName);
  }

  /** Adds a domain, or changes it. */
  public void saveDomain(Domain domain) {
    transaction.update("DELETE FROM tenant_domain WHERE name = ?", domain.name());
    transaction.update(
        "INSERT INTO tenant_domain (name, verified, initial_domain, default_domain,"
            + " authentication_type) VALUES (?, ?, ?, ?, ?)",
        domain.name(),
        domain.verified(),
        domain.initial(),
        domain.isDefault(),
        domain.authenticationType());
    known = null;
  }

  /** Sets every synchronization feature. */
  public void saveFeatures(Map<SyncFeature, Boolean> features) {
    put(FEATURES, text(features));
  }

  /** Sets the guard against mass deletion. */
  public void saveDeletionPrevention(AccidentalDeletionPrevention prevention) {
    put(DELETION_PREVENTION, text(prevention));
  }

  /** Says whether the tenant is synchronized. */
  public void saveSyncEnabled(boolean enabled) {
    put(SYNC_ENABLED, Boolean.toString(enabled));
  }

  /** Says since when synchronization is being turned off; empty when it is not. */
  public void saveSyncDisabling(Optional<Instant> since) {
    put(SYNC_DISABLING, since.map(Instant::toString).orElse(""));
  }

  /** Notes a synchronization. */
  public void saveLastSync(Instant moment) {
    put(LAST_SYNC, moment.toString());
  }

  /** Notes a password hash synchronization. */
  public void saveLastPasswordSync(Instant moment) {
    put(LAST_PASSWORD_SYNC, moment.toString());
  }

  /** Sets what users' anchors are made of, unless that is set; returns what it is now. */
  public String chooseSourceAnchorAttribute(String attribute) {
    known = null;
    return settings.putIfAbsent(ANCHOR_ATTRIBUTE, attribute);
  }

  private void put(String name, String content) {
    settings.put(name, content);
    known = null;
  }

  private static <T> T parse(String json, TypeReference<T> type) {
    try {
      return CloudJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the database holds a damaged setting", e);
    }
  }

  private static String text(Object value) {
    try {
      return CloudJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
