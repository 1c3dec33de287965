package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.ad.ObjectName;
import dev.tombolo.ad.Oids;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.operation.AddOperation;
import dev.tombolo.directory.operation.ClassResolver;
import dev.tombolo.directory.operation.DirectoryContext;
import dev.tombolo.directory.operation.ModifyOperation;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.operation.ValueReader;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content records of a load: each puts an object into the directory. */
final class Placement {
  /** What is there already need not be added. */
  private static final List<Control> PERMISSIVE =
      List.of(new Control(Oids.PERMISSIVE_MODIFY, true));

  private final DirectoryContext context;
  private final Transaction transaction;
  private final Session session;
  private final AddOperation add;
  private final ModifyOperation modify;
  private final NamedObjects named;
  private final DescriptorTexts descriptors;
  private final Map<String, Integer> parents = new HashMap<>();
  private boolean adopted;

  /**
   * What came of a record.
   *
   * @param isNew whether the object was not there before
   * @param waiting values that name objects which are not there yet, with those names
   */
  record Placed(boolean isNew, Map<Waiting.Reference, String> waiting) {}

  Placement(DirectoryContext context, Transaction transaction) {
    this.context = context;
    this.transaction = transaction;
    this.session = Changes.ownersSession(context);
    this.add = new AddOperation(context);
    this.modify = new ModifyOperation(context);
    this.named = new NamedObjects(transaction);
    this.descriptors = new DescriptorTexts(transaction);
  }

  /** Forgets where objects are: something is renamed or removed. */
  void forget() {
    parents.clear();
  }

  /** Forgets what was undone. */
  void undone() {
    parents.clear();
    adopted = false;
  }

  /**
   * The name of an object that must be there before a record can be done; null when there is none.
   */
  @Nullable String missing(Content record) throws DirectoryException {
    DistinguishedName dn = record.name();
    if (dn.isRoot()) {
      throw AdError.BAD_DN.name("");
    }
    if (!isThere(record.parentKey(), dn)) {
      return record.parentKey();
    }
    return ExportedObject.is(record) ? null : missingDemanded(dn, record);
  }

  private int find(DistinguishedName dn) {
    return Names.find(transaction, new ObjectName.ByDn(dn));
  }

  private boolean isThere(String key, DistinguishedName dn) throws DirectoryException {
    if (parents.containsKey(key)) {
      return true;
    }
    int id = dn.parent().isRoot() ? -1 : find(dn.parent());
    boolean phantom = id >= 0 && transaction.existing(id).isPhantom();
    if (id < 0 || phantom) {
      if (isElsewhere(dn)) {
        throw AdError.referral("", "");
      }
      return phantom;
    }
    parents.put(key, id);
    return true;
  }

  /** Whether a name is not below any naming context of this directory. */
  private boolean isElsewhere(DistinguishedName dn) {
    if (find(dn) >= 0) {
      return false;
    }
    return Names.notFound(transaction, dn.toString()).resultCode().equals(ResultCode.REFERRAL)
        || !dn.rdns().get(dn.rdns().size() - 1).type().equalsIgnoreCase("DC");
  }

  /** A group of names is none without a member, so it waits for the member. */
  private @Nullable String missingDemanded(DistinguishedName dn, Content record)
      throws DirectoryException {
    for (Content.Property attribute : record.properties()) {
      AttributeType type = attribute.type(transaction.schema());
      if (type != null && NamedObjects.mayWait(type)) {
        for (byte[] value : attribute.values()) {
          String missing = named.missing(type, value);
          if (missing != null && find(dn) < 0 && isDemanded(record, type)) {
            return missing.equals(Load.key(dn)) ? null : missing;
          }
        }
      }
    }
    return null;
  }

  private boolean isDemanded(Content record, AttributeType attribute) throws DirectoryException {
    List<byte[]> classes = record.values("objectClass");
    return !classes.isEmpty()
        && ClassResolver.resolve(transaction.schema(), classes).stream()
            .anyMatch(each -> each.requires(attribute));
  }

  /** Why a record that still waits cannot be done. */
  String whatIsMissing(Content record) {
    try {
      if (isThere(record.parentKey(), record.name())) {
        return "it must name an object that is neither in the directory nor in the file: "
            + missing(record);
      }
    } catch (DirectoryException e) {
      return Refusal.answer(e);
    }
    return "the parent object is neither in the directory nor in the file";
  }

  /** Puts a record's object into the directory; nothing it needs is missing. */
  Placed put(Waiting.Whole whole, Content record) throws DirectoryException {
    if (ExportedObject.is(record)) {
      return putExported(whole, record);
    }
    int existing = existing(record);
    if (existing >= 0 && DefaultObjects.isPartOf(transaction, existing)) {
      return merge(whole, existing, record);
    }
    Map<AttributeType, List<byte[]>> attributes = new LinkedHashMap<>(64);
    List<ReferenceValues> later = new ArrayList<>(0);
    for (Content.Property attribute :
        descriptors.binary(ClearPasswords.quoted(record)).properties()) {
      AttributeType type = attribute.type(transaction.schema());
      List<byte[]> values = attribute.values();
      if (type == null) {
        throw AdError.UNKNOWN_ATTRIBUTE.exception();
      }
      if (type.isBackLink()) {
        continue; // it follows from the links of others
      }
      if (NamedObjects.mayWait(type)) {
        ReferenceValues references = ReferenceValues.of(type, values, named);
        later.add(references);
        values = references.there();
      }
      if (!values.isEmpty()) {
        give(attributes, type, values);
      }
    }
    Integer parent = parents.get(record.parentKey());
    int id =
        add.add(
            transaction,
            session,
            parent == null ? find(record.name().parent()) : parent,
            record.name(),
            attributes);
    return new Placed(true, waiting(whole, id, later, false));
  }

  /** The object of the record's name, or -1. */
  private int existing(Content record) throws DirectoryException {
    DistinguishedName dn = record.name();
    Integer parent = parents.get(record.parentKey());
    boolean known = parent != null && transaction.child(parent, dn.rdn().value()) < 0;
    return known ? -1 : find(dn);
  }

  private void give(
      Map<AttributeType, List<byte[]>> attributes, AttributeType type, List<byte[]> values)
      throws DirectoryException {
    List<byte[]> before = attributes.put(type, values);
    if (before != null) {
      if (type == transaction.schema().wellKnown().objectClass) {
        throw AdError.CLASS_CHANGE.exception();
      }
      List<byte[]> all = new ArrayList<>(before);
      all.addAll(values);
      attributes.put(type, all);
    }
  }

  /** A record for an object that every forest has gives that object its further attributes. */
  private Placed merge(Waiting.Whole whole, int id, Content record) throws DirectoryException {
    List<Modification> now = new ArrayList<>();
    List<ReferenceValues> later = new ArrayList<>();
    for (Modification each : DefaultObjects.merge(transaction.schema(), record)) {
      AttributeType type = named.attribute(each.getAttributeName());
      List<byte[]> values = Arrays.asList(each.getValueByteArrays());
      if (type != null && NamedObjects.mayWait(type)) {
        ReferenceValues references = ReferenceValues.of(type, values, named);
        later.add(references);
        values = references.there();
      }
      if (!values.isEmpty()) {
        now.add(
            new Modification(
                each.getModificationType(),
                each.getAttributeName(),
                values.toArray(byte[][]::new)));
      }
    }
    if (!now.isEmpty()) {
      modify.modify(
          transaction,
          session,
          record.dn(),
          descriptors.binary(record.dn(), ClearPasswords.quoted(now)),
          PERMISSIVE);
    }
    return new Placed(false, waiting(whole, id, later, false));
  }

  private Placed putExported(Waiting.Whole whole, Content record) throws DirectoryException {
    Update update = new Update(transaction, context.clock().instant());
    Sid sid = ExportedObject.sid(record);
    boolean account = sid != null && sid.subAuthorityCount() == 5;
    boolean head = sid != null && sid.subAuthorityCount() == 4;
    if (!adopted && sid != null && (account || head)) {
      adopted = true;
      DomainIdentity.adopt(update, account ? sid.parent() : sid);
    }
    ExportedObject object =
        new ExportedObject(context.defaults(), update, descriptors.binary(record));
    List<ReferenceValues> later = new ArrayList<>();
    ExportedObject.Put put =
        object.put(
            object.parent(),
            (attribute, values) -> later.add(ReferenceValues.of(attribute, values, named)));
    for (ReferenceValues each : later) {
      write(put.id(), each.attribute(), each.there());
    }
    return new Placed(put.isNew(), waiting(whole, put.id(), later, true));
  }

  private static Map<Waiting.Reference, String> waiting(
      Waiting.Whole whole, int id, List<ReferenceValues> later, boolean exported) {
    if (later.isEmpty()) {
      return Map.of();
    }
    Map<Waiting.Reference, String> waiting = new LinkedHashMap<>();
    for (ReferenceValues each : later) {
      each.missing()
          .forEach(
              (value, name) ->
                  waiting.put(
                      new Waiting.Reference(
                          whole.origin(), whole.record(), id, each.attribute(), value, exported),
                      name));
    }
    return waiting;
  }

  /** Adds a value whose object has come. */
  void add(Waiting.Reference reference) throws DirectoryException {
    if (reference.exported()) {
      write(
          reference.id(),
          reference.attribute(),
          List.of(reference.value().getBytes(StandardCharsets.UTF_8)));
    } else {
      modify.modify(
          transaction,
          session,
          Names.dn(transaction, reference.id()),
          List.of(
              new Modification(
                  ModificationType.ADD, reference.attribute().name(), reference.value())),
          PERMISSIVE);
    }
  }

  private void write(int id, AttributeType attribute, List<byte[]> values)
      throws DirectoryException {
    ReferenceWrite.apply(
        new Update(transaction, context.clock().instant()),
        id,
        attribute,
        new ValueReader(transaction).readReferences(attribute, values));
  }
}
