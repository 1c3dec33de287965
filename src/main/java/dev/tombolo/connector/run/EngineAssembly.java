package dev.tombolo.connector.run;

import dev.tombolo.connector.explain.Explainer;
import dev.tombolo.connector.explain.ForestLookup;
import dev.tombolo.connector.explain.Orphans;
import dev.tombolo.connector.export.LinkedUsers;
import dev.tombolo.connector.export.TenantExport;
import dev.tombolo.connector.rule.SyncRules;
import dev.tombolo.connector.source.DirSyncSource;
import dev.tombolo.connector.source.ForestImport;
import dev.tombolo.connector.source.ImportedAttributes;
import dev.tombolo.connector.source.ScopeFilter;
import dev.tombolo.connector.source.TenantImport;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.sync.ForestSync;
import dev.tombolo.connector.sync.PilotGroup;
import dev.tombolo.connector.sync.ReferenceSync;
import dev.tombolo.connector.sync.SyncPlanner;
import dev.tombolo.connector.sync.TenantSync;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestEndpoint;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts an engine together out of its parts. */
public final class EngineAssembly {
  private static final Set<String> BINARY =
      Set.of(
          "objectSid",
          "mS-DS-ConsistencyGuid",
          "thumbnailPhoto",
          "userCertificate",
          "userSMIMECertificate",
          "msExchArchiveGUID",
          "msExchMailboxGuid",
          "msExchMasterAccountSid",
          "msExchBlockedSendersHash",
          "msExchSafeRecipientsHash",
          "msExchSafeSendersHash",
          "msDS-CloudAnchor",
          "sIDHistory",
          "logonHours",
          "jpegPhoto",
          "photo",
          "audio",
          "userPKCS12");

  private final SyncEngine engine;
  private final Explainer explainer;
  private final Orphans orphans;
  private final TenantExport export;

  /** An engine between a forest and a tenant. */
  public EngineAssembly(
      ConnectorStore store,
      ForestClient forest,
      TenantClient tenant,
      ScopeFilter scope,
      SyncRules rules,
      Optional<String> pilotGroup,
      boolean staging,
      LinkedUsers linkedUsers,
      Clock clock,
      Journal journal,
      Faults faults) {
    ForestEndpoint domain = forest.endpoint();
    Set<String> text = new HashSet<>(rules.sources());
    text.removeAll(BINARY);
    Set<String> binary = new HashSet<>(rules.sources());
    binary.retainAll(BINARY);
    SyncPlanner planner =
        new SyncPlanner(
            rules,
            Map.of(
                domain.name(), new SyncPlanner.ForestNames(domain.name(), domain.netBiosName())));
    DirSyncSource source = new DirSyncSource(forest, new ImportedAttributes(text, binary));
    PilotGroup pilot = new PilotGroup(pilotGroup);
    ForestLookup forestLookup = new ForestLookup(forest, source);
    this.export = new TenantExport(tenant, store, linkedUsers, clock, journal, faults);
    Steps.Parts parts =
        new Steps.Parts(
            forest,
            new ForestImport(source, domain.name(), scope, store, clock, journal, faults),
            new ForestSync(store, planner, pilot, clock, journal, faults),
            tenant.endpoint().name(),
            new TenantImport(tenant, store, clock, faults),
            new TenantSync(store, planner, clock, faults),
            new ReferenceSync(store),
            export,
            store,
            clock);
    this.engine = new SyncEngine(new Steps(parts), store, clock, staging);
    this.explainer =
        new Explainer(store, rules, planner, scope, pilot, forestLookup, domain, clock);
    this.orphans = new Orphans(store, rules, scope, forestLookup, domain);
  }

  /** What tells why objects are as they are. */
  public Explainer explainer() {
    return explainer;
  }

  /** What finds the tenant's objects that nobody holds. */
  public Orphans orphans() {
    return orphans;
  }

  /** What exports to the tenant. */
  TenantExport export() {
    return export;
  }

  /** The engine. */
  public SyncEngine engine() {
    return engine;
  }
}
