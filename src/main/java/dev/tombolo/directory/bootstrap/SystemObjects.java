package dev.tombolo.directory.bootstrap;

import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Sddl;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.DefaultDescriptors;
import dev.tombolo.directory.security.OwnDescriptor;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Makes objects that no client could: they are stamped like any other, and checked by nobody. */
final class SystemObjects {
  /** systemFlags of a container that is neither deleted, renamed nor moved. */
  static final int PROTECTED = 0x8C000000;

  private final Update update;
  private final Transaction transaction;
  private final Schema schema;
  private final WellKnown w;
  private final DefaultDescriptors defaults = new DefaultDescriptors();
  private final Sid domain;

  SystemObjects(Update update, Sid domain) {
    this.update = update;
    this.domain = domain;
    this.transaction = update.transaction();
    this.schema = transaction.schema();
    this.w = schema.wellKnown();
  }

  Transaction transaction() {
    return transaction;
  }

  Update update() {
    return update;
  }

  WellKnown wellKnown() {
    return w;
  }

  /** An object in the making. */
  Draft draft(int parent, String objectClass, String name) {
    return new Draft(parent, schema.knownClass(objectClass), name);
  }

  /** A plain container. */
  int container(int parent, String name) {
    return draft(parent, "container", name).create();
  }

  /** Adds link values to an object. */
  void link(int source, AttributeType attribute, int... targets) {
    Update.ObjectChange change = update.change(source);
    for (int target : targets) {
      change.addLink(attribute, target, new byte[0]);
    }
    change.apply();
  }

  /** Collects the values of an object. */
  final class Draft {
    private final EntryBuilder entry;
    private final ObjectClass objectClass;

    private Draft(int parent, ObjectClass objectClass, String name) {
      this.objectClass = objectClass;
      this.entry =
          new EntryBuilder(parent, objectClass.rdnAttribute())
              .classes(objectClass.chain())
              .set(w.name, name)
              .set(objectClass.rdnAttribute(), name)
              .set(w.objectGUID, ObjectGuid.bytes(UUID.randomUUID()))
              .set(w.instanceType, 4);
      if (objectClass.definition().defaultHidingValue()) {
        entry.set(w.showInAdvancedViewOnly, true);
      }
      int category =
          transaction.child(
              transaction.object(Register.SCHEMA),
              objectClass.definition().defaultObjectCategory());
      if (transaction.object(Register.SCHEMA) > 0 && category >= 0) {
        entry.setReference(w.objectCategory, category);
      }
    }

    EntryBuilder entry() {
      return entry;
    }

    Draft shown() {
      entry.set(w.showInAdvancedViewOnly, false);
      return this;
    }

    Draft systemFlags(int flags) {
      entry.set(w.systemFlags, flags);
      return this;
    }

    Draft critical() {
      entry.set(w.isCriticalSystemObject, true);
      return this;
    }

    Draft set(String attribute, String... values) {
      entry.set(
          schema.known(attribute),
          Arrays.stream(values).map(value -> value.getBytes(StandardCharsets.UTF_8)).toList());
      return this;
    }

    Draft set(String attribute, long number) {
      entry.set(schema.known(attribute), number);
      return this;
    }

    Draft set(String attribute, byte[] octets) {
      entry.set(schema.known(attribute), octets);
      return this;
    }

    Draft reference(String attribute, int... ids) {
      List<byte[]> values = Arrays.stream(ids).mapToObj(EntryBuilder::reference).toList();
      entry.set(schema.known(attribute), values);
      return this;
    }

    ObjectClass objectClass() {
      return objectClass;
    }

    /** Gives it a descriptor of its own instead of its class's, unless the text is empty. */
    Draft descriptor(String text) {
      if (!text.isEmpty()) {
        try {
          SecurityDescriptor read = Sddl.inDomain(domain).parse(text);
          keep(
              OwnDescriptor.of(
                      new SecurityDescriptor(
                          read.control(),
                          read.owner() == null ? admins() : read.owner(),
                          read.group() == null ? admins() : read.group(),
                          read.dacl(),
                          read.sacl()))
                  .encode());
        } catch (DescriptorException e) {
          throw new IllegalStateException(e);
        }
      }
      return this;
    }

    private void keep(byte[] descriptor) {
      entry.setReference(w.nTSecurityDescriptor, transaction.descriptorNumber(descriptor));
    }

    private Sid admins() {
      return domain.child(512);
    }

    int create() {
      if (!entry.has(w.nTSecurityDescriptor)) {
        keep(defaults.of(transaction, objectClass, admins(), admins()));
      }
      return update.create(entry);
    }
  }
}
