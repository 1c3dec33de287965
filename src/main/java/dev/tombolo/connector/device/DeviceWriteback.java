package dev.tombolo.connector.device;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.cloud.provisioning.TenantChanges;
import dev.tombolo.cloud.provisioning.TenantObject;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.EventLog;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.Watermarks.Watermark;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.connector.wire.TenantException;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.FaultException;
import dev.tombolo.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes devices that were registered in the tenant into the forest, what changes of them, and
 * takes away those that are gone. Devices whose source is the forest are left alone.
 *
 * <p>What it promises: the position in the tenant's changes moves on only once a page is written,
 * and every write is found again by the tenant's key ({@code msDS-CloudAnchor}), so a page that
 * comes twice has the same end. A device that the directory refuses is told in the event log and
 * left until it changes.
 *
 * <p>Fault point: {@code devicewriteback.write} (subject: the tenant's key).
 */
public final class DeviceWriteback {
  /** How often it is due by itself. */
  public static final Duration PERIOD = Duration.ofMinutes(30);

  private static final Logger log = LoggerFactory.getLogger(DeviceWriteback.class);
  private static final int PAGE = 500;
  private static final String SOURCE = "ADSync";
  private static final int WRITE_ERROR = 6100;
  private static final int MAX_TRIES = 2;

  private final ConnectorStore store;
  private final ForestClient forest;
  private final TenantClient tenant;
  private final Clock clock;
  private final Journal journal;
  private final Faults faults;

  /** A writeback into a forest. */
  public DeviceWriteback(
      ConnectorStore store,
      ForestClient forest,
      TenantClient tenant,
      Clock clock,
      Journal journal,
      Faults faults) {
    this.store = store;
    this.forest = forest;
    this.tenant = tenant;
    this.clock = clock;
    this.journal = journal;
    this.faults = faults;
  }

  /**
   * How a run ended.
   *
   * @param complete whether all there was has been written, or refused
   */
  public record Outcome(int added, int updated, int deleted, int refused, boolean complete) {}

  /** Writes what has changed since the last run. */
  public synchronized Outcome run() {
    Run run = new Run();
    try {
      Optional<String> container = DeviceContainer.find(forest);
      if (container.isEmpty()) {
        event(
            "Device writeback: the forest is not prepared; run Initialize-ADSyncDeviceWriteback.");
        return run.outcome(false);
      }
      try (LDAPConnection connection = forest.dedicated()) {
        run.all(connection, container.get());
      }
      return run.outcome(true);
    } catch (ForestException | TenantException | LDAPException | FaultException e) {
      log.warn("Device writeback stopped and is tried again: {}", e.getMessage());
      event("Device writeback stopped: " + e.getMessage());
      return run.outcome(false);
    }
  }

  /** Starts over: every device is compared with the forest at the next run. */
  public void forget() {
    store.write(
        space -> {
          space.watermarks().forget(watermark());
          return space;
        });
  }

  private String watermark() {
    return tenant.endpoint().name() + " (devices)";
  }

  private void event(String message) {
    store.write(
        space -> {
          space.events().add(clock.instant(), SOURCE, WRITE_ERROR, EventLog.Level.ERROR, message);
          return message;
        });
  }

  private final class Run {
    private int added;
    private int updated;
    private int deleted;
    private int refused;
    private final Set<String> live = new HashSet<>();

    Outcome outcome(boolean complete) {
      return new Outcome(added, updated, deleted, refused, complete);
    }

    void all(LDAPConnection connection, String container) throws TenantException, LDAPException {
      String position =
          store
              .read(space -> space.watermarks().find(watermark()))
              .map(Watermark::position)
              .orElse("");
      boolean fromStart = position.isEmpty();
      TenantChanges page;
      do {
        page = page(position);
        for (TenantObject object : page.objects()) {
          if (object.cloudAnchor().type() == ObjectType.DEVICE) {
            write(connection, container, object);
          }
        }
        position = page.nextToken();
        if (!fromStart) {
          keep(position);
        }
      } while (page.more());
      if (fromStart) {
        removeOthers(connection, container);
        keep(position);
      }
    }

    private TenantChanges page(String position) throws TenantException {
      try {
        return tenant.objects(position, PAGE);
      } catch (TenantException e) {
        if (e.kind() == TenantException.Kind.STALE_TOKEN && !position.isEmpty()) {
          forget();
        }
        throw e;
      }
    }

    private void keep(String position) {
      store.write(
          space -> {
            space.watermarks().save(watermark(), position, clock.instant());
            return position;
          });
    }

    private void write(LDAPConnection connection, String container, TenantObject device)
        throws LDAPException {
      faults.reach("devicewriteback.write", device.cloudAnchor().toString());
      try {
        if (isWanted(device)) {
          live.add(device.cloudAnchor().toString());
          save(connection, container, device);
        } else if (device.dirSyncEnabled() == null) {
          delete(connection, container, device);
        }
      } catch (LDAPException e) {
        if (!isRefusal(e)) {
          throw e;
        }
        refused++;
        event(
            "The device "
                + device.cloudAnchor()
                + " is not written: "
                + e.getResultCode().getName()
                + ": "
                + String.valueOf(e.getDiagnosticMessage()).replace("\0", "").strip());
      }
    }

    private boolean isRefusal(LDAPException e) {
      return e.getResultCode().isConnectionUsable() && !e.getResultCode().isClientSideResultCode();
    }

    private boolean isWanted(TenantObject device) {
      return device.state() == TenantObject.State.LIVE && device.dirSyncEnabled() == null;
    }

    private void save(LDAPConnection connection, String container, TenantObject device)
        throws LDAPException {
      Optional<DeviceEntry> entry = DeviceEntry.of(device);
      if (entry.isEmpty()) {
        return;
      }
      Optional<SearchResultEntry> there = find(connection, container, device);
      Optional<byte[]> owner = owner(connection, device);
      List<Attribute> wanted = entry.get().attributes(owner);
      if (there.isEmpty()) {
        if (owner.isEmpty()) {
          return; // nobody on-premises has registered it
        }
        Entry fresh = new Entry(entry.get().dn(container));
        fresh.addAttribute("objectClass", "msDS-Device");
        wanted.stream().filter(each -> each.size() > 0).forEach(fresh::addAttribute);
        connection.add(fresh);
        added++;
        note("device-written-back", device, fresh.getDN(), "The device was added on-premises");
        return;
      }
      List<Modification> changes = changes(there.get(), wanted);
      if (!changes.isEmpty()) {
        connection.modify(there.get().getDN(), changes);
        updated++;
        note(
            "device-written-back",
            device,
            there.get().getDN(),
            "The device was changed on-premises");
      }
    }

    private List<Modification> changes(SearchResultEntry there, List<Attribute> wanted) {
      Entry before = new Entry(there.getDN());
      Entry after = new Entry(there.getDN());
      for (Attribute attribute : wanted) {
        Attribute known = there.getAttribute(attribute.getName());
        if (known != null) {
          before.addAttribute(known);
        }
        if (attribute.size() > 0) {
          after.addAttribute(attribute);
        }
      }
      return Entry.diff(before, after, true, false, true);
    }

    private void delete(LDAPConnection connection, String container, TenantObject device)
        throws LDAPException {
      Optional<SearchResultEntry> there = find(connection, container, device);
      if (there.isPresent()) {
        connection.delete(there.get().getDN());
        deleted++;
        note("device-removed", device, there.get().getDN(), "The device was removed on-premises");
      }
    }

    /** After every device was told: those that the tenant has no longer. */
    private void removeOthers(LDAPConnection connection, String container) throws LDAPException {
      List<String> gone = new ArrayList<>();
      for (SearchResultEntry entry :
          search(connection, container, Filter.createPresenceFilter(DeviceEntry.CLOUD_ANCHOR))) {
        if (!live.contains(entry.getAttributeValue(DeviceEntry.CLOUD_ANCHOR))) {
          gone.add(entry.getDN());
        }
      }
      for (String dn : gone) {
        connection.delete(dn);
        deleted++;
      }
    }

    private Optional<SearchResultEntry> find(
        LDAPConnection connection, String container, TenantObject device) throws LDAPException {
      return search(
              connection,
              container,
              Filter.createEqualityFilter(DeviceEntry.CLOUD_ANCHOR, DeviceEntry.anchor(device)))
          .stream()
          .findFirst();
    }

    private List<SearchResultEntry> search(
        LDAPConnection connection, String container, Filter filter) throws LDAPSearchException {
      return connection.search(container, SearchScope.ONE, filter, "*").getSearchEntries();
    }

    /** The security identifier of the account of who registered a device, as far as it is told. */
    private Optional<byte[]> owner(LDAPConnection connection, TenantObject device)
        throws LDAPException {
      ReferenceChange owners = device.references().get("registeredOwners");
      if (owners == null || owners.add().isEmpty()) {
        return Optional.empty();
      }
      List<OnPremisesObject> accounts =
          store.read(
              space ->
                  space
                      .onPremises()
                      .joinedTo(
                          space.cloud().find(owners.add()).values().stream()
                              .map(user -> user.metaverseId())
                              .filter(Objects::nonNull)
                              .toList()));
      for (OnPremisesObject account : accounts.subList(0, Math.min(MAX_TRIES, accounts.size()))) {
        SearchResultEntry entry = connection.getEntry("<GUID=" + account.guid() + ">", "objectSid");
        if (entry != null && entry.hasAttribute("objectSid")) {
          return Optional.of(entry.getAttributeValueBytes("objectSid"));
        }
      }
      return Optional.empty();
    }

    private void note(String kind, TenantObject device, String dn, String summary) {
      journal.record(kind, Set.of(device.cloudAnchor().objectId().toString(), dn), summary);
    }
  }
}
