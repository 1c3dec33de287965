package dev.tombolo.tenant.store;

import dev.tombolo.event.Journal;
import dev.tombolo.sql.Transaction;
import dev.tombolo.tenant.model.Actor;
import dev.tombolo.tenant.model.DirectoryObject;
import dev.tombolo.tenant.model.Organization;
import dev.tombolo.tenant.model.Property;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A unit of work on the tenant's state: one transaction, what has been read and changed in it, who
 * asked, and the time it counts as. Not for several threads.
 */
public final class Unit {
  private record Event(
      String kind, Set<String> subjects, String summary, Map<String, String> details) {}

  private final Transaction transaction;
  private final Instant now;
  private final Actor actor;
  private final ChangeLog changes;
  private final DirectoryObjects objects;
  private final Links links;
  private final Licences licences;
  private final Credentials credentials;
  private final Quarantine quarantine;
  private final Settings settings;
  private final Organizations organizations;
  private final AuditLog audit;
  private final ObjectIds ids;
  private final List<Event> events = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  Unit(Transaction transaction, ObjectIds ids, Actor actor, Instant now) {
    this.transaction = transaction;
    this.ids = ids;
    this.actor = actor;
    this.now = now;
    this.changes = new ChangeLog(transaction, now);
    this.objects = new DirectoryObjects(transaction);
    this.links = new Links(transaction, objects, changes);
    this.licences = new Licences(transaction, objects);
    this.credentials = new Credentials(transaction);
    this.quarantine = new Quarantine(transaction);
    this.settings = new Settings(transaction);
    this.organizations = new Organizations(transaction, settings);
    this.audit = new AuditLog(transaction, ids, actor, now, UUID.randomUUID());
  }

  /** The lab's time when the unit began. */
  public Instant now() {
    return now;
  }

  /** Who asked for the changes. */
  public Actor actor() {
    return actor;
  }

  /** A new id. */
  public UUID newId() {
    return ids.next();
  }

  /** The statements of the unit's transaction, for tables with a class of their own. */
  public Transaction transaction() {
    return transaction;
  }

  /** Users, groups, contacts and devices. */
  public DirectoryObjects objects() {
    return objects;
  }

  /** The links between them. */
  public Links links() {
    return links;
  }

  /** Users' licences. */
  public Licences licences() {
    return licences;
  }

  /** Users' credentials. */
  public Credentials credentials() {
    return credentials;
  }

  /** Values in quarantine. */
  public Quarantine quarantine() {
    return quarantine;
  }

  /** Small facts by name. */
  public Settings settings() {
    return settings;
  }

  /** The tenant's record, to change it. */
  public Organizations organizations() {
    return organizations;
  }

  /** The tenant's record. */
  public Organization organization() {
    return organizations.get();
  }

  /** The audit log. */
  public AuditLog audit() {
    return audit;
  }

  /** Notes an event for the journal, which gets it once the unit is committed. */
  public void journal(
      String kind, DirectoryObject object, String summary, Map<String, String> details) {
    Set<String> subjects = new HashSet<>();
    subjects.add(object.id().toString());
    object.sourceAnchor().ifPresent(subjects::add);
    object
        .text(Property.ORIGINAL_USER_PRINCIPAL_NAME)
        .or(() -> object.text(Property.USER_PRINCIPAL_NAME))
        .ifPresent(subjects::add);
    events.add(new Event(kind, subjects, summary, details));
  }

  /** Notes an event without details. */
  public void journal(String kind, DirectoryObject object, String summary) {
    journal(kind, object, summary, Map.of());
  }

  /** Has {@code action} run once the unit is committed. */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /** Removes an object for good, with all that hangs on it. */
  public void remove(DirectoryObject object) {
    objects.remove(object.id());
  }

  /** Writes what has changed; the tables always in the same order, the change counter last. */
  void flush() {
    List<DirectoryObject> removed = objects.removed();
    if (!removed.isEmpty()) {
      UUID[] gone = removed.stream().map(DirectoryObject::id).toArray(UUID[]::new);
      links.forget(gone);
      licences.forget(gone);
      credentials.forget(gone);
      quarantine.forget(gone);
      transaction.update("DELETE FROM role_assignment WHERE principal_id = ANY(?)", (Object) gone);
      transaction.update("DELETE FROM mailbox WHERE user_id = ANY(?)", (Object) gone);
    }
    objects.flush(changes);
    links.flush();
    if (!links.regrouped().isEmpty() && new GroupLicences(this).anyOf(links.regrouped())) {
      licences.membersConcerned();
    }
    quarantine.flush();
    credentials.flush();
    licences.flush();
    audit.flush();
    settings.flush();
    changes.flush();
  }

  /** Whether the unit has changed what members of groups should have of licences. */
  boolean concernsLicences() {
    return licences.concernMembers();
  }

  void committed(Journal journal) {
    events.forEach(
        event -> journal.record(event.kind, event.subjects, event.summary, event.details));
    afterCommit.forEach(Runnable::run);
  }
}
