package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.ad.ObjectName;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.operation.ClassResolver;
import dev.tombolo.directory.operation.ValueReader;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.DefaultDescriptors;
import dev.tombolo.directory.security.OwnDescriptor;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object as a domain controller's own export shows it, with its objectGUID: it keeps its
 * identity, its times and everything else but its USNs, which belong to the server it came from.
 */
final class ExportedObject {
  private static final int DOMAIN_ADMINS = 512;

  private final DefaultDescriptors defaults;
  private final Transaction transaction;
  private final WellKnown w;
  private final Update update;
  private final DistinguishedName dn;
  private final Map<AttributeType, List<byte[]>> wire = new LinkedHashMap<>();

  ExportedObject(DefaultDescriptors defaults, Update update, Content record)
      throws DirectoryException {
    this.defaults = defaults;
    this.update = update;
    this.transaction = update.transaction();
    this.w = update.wellKnown();
    if (!(ObjectName.parse(record.dn()) instanceof ObjectName.ByDn byDn) || byDn.dn().isRoot()) {
      throw AdError.BAD_DN.name(record.dn());
    }
    this.dn = byDn.dn();
    ValueReader reader = new ValueReader(transaction);
    for (Content.Property attribute : record.properties()) {
      AttributeType type = reader.attribute(attribute.description());
      if (!type.isConstructed() && !type.isBackLink()) {
        wire.computeIfAbsent(type, key -> new ArrayList<>()).addAll(attribute.values());
      }
    }
  }

  /** Whether a record is one. */
  static boolean is(Content record) {
    return !record.values("objectGUID").isEmpty();
  }

  /** The account SID the object has, or null. */
  static @Nullable Sid sid(Content record) {
    List<byte[]> sid = record.values("objectSid");
    return !sid.isEmpty() && Sid.isValid(sid.get(0)) ? Sid.of(sid.get(0)) : null;
  }

  /** The id of the object above, or -1 when it is not there yet. */
  int parent() {
    return dn.rdns().size() == 1 ? -1 : Names.find(transaction, new ObjectName.ByDn(dn.parent()));
  }

  /**
   * Puts the object into the directory, in the place of one that has its name.
   *
   * @param references told of the values that name other objects, which may not be there yet
   */
  Put put(int parent, References references) throws DirectoryException {
    List<ObjectClass> classes = ClassResolver.resolve(transaction.schema(), values(w.objectClass));
    ObjectClass structural = classes.get(classes.size() - 1);
    int existing = existing(parent);
    EntryBuilder entry =
        existing < 0
            ? new EntryBuilder(parent, structural.rdnAttribute())
            : emptied(new EntryBuilder(transaction.existing(existing)));
    entry
        .parent(parent)
        .classes(classes)
        .set(w.name, dn.rdn().value())
        .set(structural.rdnAttribute(), dn.rdn().value());
    List<AttributeType> later = new ArrayList<>();
    ValueReader reader = new ValueReader(transaction);
    for (Map.Entry<AttributeType, List<byte[]>> each : wire.entrySet()) {
      AttributeType attribute = each.getKey();
      if (isOwn(attribute, structural)) {
        continue;
      }
      if (attribute == w.nTSecurityDescriptor) {
        entry.setReference(attribute, descriptor(each.getValue().get(0)));
        continue;
      }
      if (attribute.isLink() || attribute.syntax().isReference()) {
        later.add(attribute);
      } else {
        entry.set(attribute, reader.read(attribute, each.getValue()));
      }
    }
    if (!entry.has(w.nTSecurityDescriptor)) {
      Sid admins = Names.domainSid(transaction).child(DOMAIN_ADMINS);
      byte[] standard = defaults.of(transaction, structural, admins, admins);
      entry.setReference(w.nTSecurityDescriptor, transaction.descriptorNumber(standard));
    }
    entry.deleted(entry.has(w.isDeleted)).recycled(entry.has(w.isRecycled));
    if (!entry.has(w.instanceType)) {
      entry.set(w.instanceType, 4);
    }
    int id = existing < 0 ? update.create(entry) : overwrite(existing, entry);
    for (AttributeType attribute : later) {
      references.at(attribute, values(attribute));
    }
    keepRidsApart();
    return new Put(id, existing < 0);
  }

  /** What it inherits it inherits here, so only its own entries are kept. */
  private int descriptor(byte[] exported) throws DirectoryException {
    try {
      SecurityDescriptor given = SecurityDescriptor.decode(exported);
      Sid admins = Names.domainSid(transaction).child(DOMAIN_ADMINS);
      SecurityDescriptor owned =
          new SecurityDescriptor(
              given.control(),
              given.owner() == null ? admins : given.owner(),
              given.group() == null ? admins : given.group(),
              given.dacl(),
              given.sacl());
      return transaction.descriptorNumber(OwnDescriptor.of(owned).encode());
    } catch (DescriptorException e) {
      throw new DirectoryException(
          ResultCode.INVALID_ATTRIBUTE_SYNTAX, "nTSecurityDescriptor: " + e.getMessage());
    }
  }

  /**
   * An object in its place.
   *
   * @param id its id
   * @param isNew whether it was not there before
   */
  record Put(int id, boolean isNew) {}

  /**
   * The object to overwrite, or -1: the one of the same name, or an account that every domain has,
   * where the domain of the export has it under another name.
   */
  private int existing(int parent) throws DirectoryException {
    int byName = transaction.child(parent, dn.rdn().value());
    for (AttributeType identity : List.of(w.objectGUID, w.objectSid)) {
      List<byte[]> own = values(identity);
      int holder = own.isEmpty() ? -1 : transaction.find(identity, own.get(0));
      if (holder < 0 || holder == byName) {
        continue;
      }
      if (byName < 0 && transaction.existing(holder).isTrue(w.isCriticalSystemObject)) {
        return holder;
      }
      throw new DirectoryException(
          ResultCode.ENTRY_ALREADY_EXISTS,
          "its " + identity.name() + " is that of " + Names.dn(transaction, holder));
    }
    return byName;
  }

  private List<byte[]> values(AttributeType attribute) {
    return wire.getOrDefault(attribute, List.of());
  }

  /** What the server writes itself. */
  private boolean isOwn(AttributeType attribute, ObjectClass structural) {
    return attribute == w.objectClass
        || attribute == w.name
        || attribute == structural.rdnAttribute()
        || attribute == w.distinguishedName
        || attribute == w.uSNChanged
        || attribute == w.uSNCreated
        || attribute == w.replPropertyMetaData;
  }

  /**
   * Without what an export shows, so that only what the record says comes back; what it never shows
   * stays.
   */
  private EntryBuilder emptied(EntryBuilder entry) {
    for (int number : entry.attributes()) {
      AttributeType attribute = transaction.schema().attribute(number);
      boolean shown =
          !attribute.isSecret() && !attribute.isOperational() && attribute != w.uSNCreated;
      if (shown) {
        entry.remove(attribute);
      }
    }
    return entry;
  }

  private int overwrite(int id, EntryBuilder entry) {
    long usn = transaction.nextUsn();
    for (int number : entry.attributes()) {
      AttributeType attribute = transaction.schema().attribute(number);
      if (attribute.isReplicated()) {
        entry.touch(attribute, update.now().getEpochSecond(), usn);
      }
    }
    transaction.put(id, entry.set(w.uSNChanged, usn).build());
    update.eraseForwardLinks(id);
    return id;
  }

  /** A relative identifier that an export brings is never given out again. */
  private void keepRidsApart() {
    List<byte[]> sid = values(w.objectSid);
    if (!sid.isEmpty() && Sid.isValid(sid.get(0)) && Sid.of(sid.get(0)).subAuthorityCount() == 5) {
      long rid = Sid.of(sid.get(0)).rid();
      if (rid >= transaction.register(Register.NEXT_RID)) {
        transaction.register(Register.NEXT_RID, rid + 1);
      }
    }
  }

  /** Takes the values that name other objects. */
  @FunctionalInterface
  interface References {
    void at(AttributeType attribute, List<byte[]> values);
  }
}
