package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.ObjectName;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.sam.SamRules;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.PasswordPolicy;
import dev.tombolo.directory.security.Passwords;
import dev.tombolo.directory.store.Commit;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.LinkValue;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Add (RFC 4511 4.7, MS-ADTS 3.1.1.5.2): a new object, checked, completed and stamped. */
public final class AddOperation {
  /** What clients may send but the server decides; it is passed over. */
  private static final Set<String> PASSED_OVER =
      Set.of(
          "distinguishedName",
          "name",
          "subRefs",
          "uSNChanged",
          "uSNCreated",
          "uSNLastObjRem",
          "uSNDSALastObjRemoved",
          "replPropertyMetaData",
          "isDeleted",
          "isRecycled",
          "lastKnownParent",
          "proxiedObjectName",
          "whenCreated",
          "whenChanged");

  private static final int CLIENT_SYSTEM_FLAGS = 0x70000000;

  private final DirectoryContext context;
  private final ClassRules.Memo memo;

  /** Adds to one directory. */
  public AddOperation(DirectoryContext context) {
    this.context = context;
    this.memo = new ClassRules.Memo(context.store().snapshot().schema());
  }

  /**
   * Adds an object for a client.
   *
   * @return the new object's id
   */
  public Commit<Integer> run(Session session, AddRequest request, List<Control> controls)
      throws DirectoryException {
    RequestControls parsed = RequestControls.parse(controls, ControlKind.Kind.ADD);
    if (session.caller().isAnonymous()) {
      throw AdError.NOT_BOUND.exception();
    }
    Commit<Integer> commit =
        context
            .store()
            .write(
                transaction ->
                    new Addition(transaction, session, parsed.descriptorFlags().orElse(0))
                        .add(request));
    return Recorded.add(context, commit, request.dn());
  }

  /** Adds an object within a transaction, on behalf of a session. */
  public int add(Transaction transaction, Session session, AddRequest request)
      throws DirectoryException {
    return new Addition(transaction, session, 0).add(request);
  }

  /**
   * The same below an object that is known, with attributes that are.
   *
   * @param attributes the values as they are on the wire, which the add may take out
   */
  public int add(
      Transaction transaction,
      Session session,
      int parent,
      DistinguishedName dn,
      Map<AttributeType, List<byte[]>> attributes)
      throws DirectoryException {
    return new Addition(transaction, session, 0, attributes).add(parent, dn);
  }

  /** One object on its way in. */
  private final class Addition {
    private final Transaction transaction;
    private final Session session;
    private final Update update;
    private final WellKnown w;
    private final ValueReader reader;
    private final SamRules sam;
    private final int descriptorFlags;
    private final Map<AttributeType, List<byte[]>> wire;

    private Addition(Transaction transaction, Session session, int descriptorFlags) {
      this(transaction, session, descriptorFlags, new LinkedHashMap<>());
    }

    private Addition(
        Transaction transaction,
        Session session,
        int descriptorFlags,
        Map<AttributeType, List<byte[]>> wire) {
      this.descriptorFlags = descriptorFlags;
      this.wire = wire;
      this.transaction = transaction;
      this.session = session;
      this.update = new Update(transaction, context.clock().instant());
      this.w = update.wellKnown();
      this.reader = new ValueReader(transaction);
      this.sam = new SamRules(transaction);
    }

    private int add(AddRequest request) throws DirectoryException {
      DistinguishedName dn = name(request.dn());
      int parent = Names.find(transaction, new ObjectName.ByDn(dn.parent()));
      if (parent < 0) {
        throw Names.notFound(transaction, request.dn());
      }
      checkParent(parent, dn);
      gather(request);
      return addBelow(parent, dn);
    }

    private int add(int parent, DistinguishedName dn) throws DirectoryException {
      checkParent(parent, dn);
      return addBelow(parent, dn);
    }

    private int addBelow(int parent, DistinguishedName dn) throws DirectoryException {
      ClassRules rules = rules();
      List<ObjectClass> classes = rules.classes();
      ObjectClass structural = rules.structural();
      checkName(dn, structural);
      checkPlace(parent, structural, dn.rdn().value());
      if (!context.access().mayCreate(session.caller(), transaction, parent, structural)) {
        throw AdError.ACCESS_DENIED.exception();
      }
      EntryBuilder entry = new EntryBuilder(parent, structural.rdnAttribute()).classes(classes);
      setDescriptor(structural, entry);
      entry.set(structural.rdnAttribute(), dn.rdn().value()).set(w.name, dn.rdn().value());
      Map<AttributeType, List<byte[]>> links = new LinkedHashMap<>();
      for (Map.Entry<AttributeType, List<byte[]>> each : wire.entrySet()) {
        take(each.getKey(), each.getValue(), rules, entry, links);
      }
      complete(structural, entry);
      setPassword(structural, entry);
      checkControlBits(entry);
      sam.checkPrincipalNames(entry, -1);
      rules.checkComplete(entry, links.keySet());
      SpecialRules.checkPasswordSettings(transaction.schema(), structural, entry);
      int id = update.create(entry);
      addLinks(id, links);
      SchemaObjects.follow(transaction, id);
      return id;
    }

    private void setDescriptor(ObjectClass structural, EntryBuilder entry)
        throws DirectoryException {
      List<byte[]> given = wire.remove(w.nTSecurityDescriptor);
      if (given != null && given.size() > 1) {
        throw AdError.MULTIPLE_VALUES.about(
            w.nTSecurityDescriptor.attid(), w.nTSecurityDescriptor.name());
      }
      new DescriptorWrite(context, transaction, session)
          .onAdd(
              structural,
              entry,
              given == null || given.isEmpty() ? null : given.get(0),
              descriptorFlags);
    }

    /** What a client asks for needs rights; what the server sets of itself does not. */
    private void checkControlBits(EntryBuilder entry) throws DirectoryException {
      if (wire.containsKey(w.userAccountControl)) {
        ControlBits.check(
            context.access(),
            session.caller(),
            transaction,
            0,
            entry.number(w.userAccountControl, 0));
      }
    }

    private DistinguishedName name(String text) throws DirectoryException {
      if (!(ObjectName.parse(text) instanceof ObjectName.ByDn byDn) || byDn.dn().isRoot()) {
        throw AdError.BAD_DN.name(text);
      }
      return byDn.dn();
    }

    private void checkParent(int parent, DistinguishedName dn) throws DirectoryException {
      Entry entry = transaction.existing(parent);
      if (entry.isPhantom()) {
        if (Names.find(transaction, new ObjectName.ByDn(dn)) >= 0) {
          throw AdError.ENTRY_EXISTS.exception();
        }
        throw Names.notFound(transaction, dn.toString());
      }
      if (entry.isDeleted()) {
        throw Names.notFound(transaction, dn.toString());
      }
    }

    private void gather(AddRequest request) throws DirectoryException {
      for (Map.Entry<String, List<byte[]>> each : request.attributes().entrySet()) {
        AttributeType attribute = reader.attribute(each.getKey());
        List<byte[]> values = wire.computeIfAbsent(attribute, key -> new ArrayList<>());
        if (!values.isEmpty() && attribute == w.objectClass) {
          throw AdError.CLASS_CHANGE.exception();
        }
        values.addAll(each.getValue());
      }
    }

    private ClassRules rules() throws DirectoryException {
      List<byte[]> given = wire.remove(w.objectClass);
      if (given == null || given.isEmpty()) {
        throw AdError.MISSING_CLASS.exception();
      }
      ClassRules rules = memo.of(transaction.schema(), given);
      ClassResolver.checkCreatable(rules.structural());
      return rules;
    }

    private void checkName(DistinguishedName dn, ObjectClass structural) throws DirectoryException {
      AttributeType rdn = structural.rdnAttribute();
      boolean fits =
          transaction
              .schema()
              .attribute(dn.rdn().type())
              .map(type -> type.index() == rdn.index())
              .orElse(false);
      if (!fits) {
        throw AdError.WRONG_RDN_TYPE.exception();
      }
      RdnCheck.check(rdn, dn.rdn().value());
      List<byte[]> given = wire.remove(rdn);
      if (given != null) {
        boolean same =
            given.size() == 1
                && Arrays.equals(
                    rdn.syntax().key(given.get(0)),
                    rdn.syntax().key(dn.rdn().value().getBytes(StandardCharsets.UTF_8)));
        if (!same) {
          throw AdError.RDN_DIFFERS.exception();
        }
      }
    }

    private void checkPlace(int parent, ObjectClass structural, String name)
        throws DirectoryException {
      Entry above = transaction.existing(parent);
      if (!structural.mayBeBelow(transaction.schema().objectClass(above.structuralClass()))) {
        throw AdError.ILLEGAL_SUPERIOR.exception();
      }
      if (transaction.child(parent, name) >= 0) {
        throw AdError.ENTRY_EXISTS.exception();
      }
    }

    private void take(
        AttributeType attribute,
        List<byte[]> values,
        ClassRules rules,
        EntryBuilder entry,
        Map<AttributeType, List<byte[]>> links)
        throws DirectoryException {
      if (rules.isPlain(attribute)) {
        entry.set(attribute, stored(attribute, values));
        return;
      }
      ObjectClass structural = rules.structural();
      if (PASSED_OVER.contains(attribute.name()) || attribute == w.unicodePwd) {
        return;
      }
      sam.checkClientMayWrite(structural, attribute);
      if (attribute.isConstructed()) {
        return;
      }
      if (attribute.isBackLink()) {
        throw AdError.NOT_ALLOWED.exception();
      }
      SchemaCheck.checkAllowed(rules.classes(), attribute);
      if (attribute == w.objectGUID) {
        throw AdError.GUID_ON_ADD.exception();
      }
      if (attribute == w.instanceType) {
        checkInstanceType(values);
        return;
      }
      // What a class of objects that clients create demands can only come from the client.
      if (attribute.isSystemOnly()
          && attribute != w.systemFlags
          && !structural.definition().must().contains(attribute.name())
          && !SchemaObjects.isDefinition(structural)) {
        throw AdError.SYSTEM_ONLY.about(attribute.attid(), attribute.name());
      }
      List<byte[]> stored = stored(attribute, values);
      if (attribute.isForwardLink()) {
        links.put(attribute, stored);
      } else if (attribute == w.systemFlags) {
        entry.set(
            attribute,
            Long.parseLong(new String(stored.get(0), StandardCharsets.US_ASCII))
                & CLIENT_SYSTEM_FLAGS);
      } else {
        entry.set(attribute, stored);
        rules.plain(attribute);
      }
    }

    private List<byte[]> stored(AttributeType attribute, List<byte[]> values)
        throws DirectoryException {
      if (values.size() == 1) {
        return List.of(reader.read(attribute, values.get(0)));
      }
      if (attribute.isSingleValued() && values.size() > 1) {
        throw AdError.MULTIPLE_VALUES.about(attribute.attid(), attribute.name());
      }
      List<byte[]> stored = reader.read(attribute, values);
      checkDistinct(attribute, stored);
      return stored;
    }

    private void checkInstanceType(List<byte[]> values) throws DirectoryException {
      String text = values.isEmpty() ? "" : new String(values.get(0), StandardCharsets.UTF_8);
      if (values.size() != 1 || !(text.equals("0") || text.equals("4"))) {
        throw AdError.BAD_INSTANCE_TYPE.exception();
      }
    }

    private void checkDistinct(AttributeType attribute, List<byte[]> stored)
        throws DirectoryException {
      Set<ByteBuffer> keys = new HashSet<>();
      for (byte[] value : stored) {
        if (!keys.add(ByteBuffer.wrap(attribute.syntax().key(value)))) {
          throw AdError.VALUE_EXISTS.about(attribute.attid(), attribute.name(), value.length);
        }
      }
    }

    private void complete(ObjectClass structural, EntryBuilder entry) throws DirectoryException {
      entry.set(w.objectGUID, ObjectGuid.bytes(UUID.randomUUID())).set(w.instanceType, 4);
      if (!entry.has(w.objectCategory)) {
        int category =
            transaction.child(
                transaction.object(Register.SCHEMA),
                structural.definition().defaultObjectCategory());
        if (category >= 0) {
          entry.setReference(w.objectCategory, category);
        }
      }
      if (structural.definition().defaultHidingValue() && !entry.has(w.showInAdvancedViewOnly)) {
        entry.set(w.showInAdvancedViewOnly, true);
      }
      if (entry.has(w.pwdLastSet)) {
        long asked = entry.number(w.pwdLastSet, 0);
        PasswordWrite.setLastSet(update, entry, asked, 0);
      }
      sam.complete(structural, entry, wire.containsKey(w.unicodePwd));
      SchemaObjects.complete(transaction, structural, entry);
    }

    private void setPassword(ObjectClass structural, EntryBuilder entry) throws DirectoryException {
      List<byte[]> given = wire.get(w.unicodePwd);
      if (given == null) {
        return;
      }
      sam.checkClientMayWrite(structural, w.unicodePwd);
      if (!session.isConfidential()) {
        throw AdError.PASSWORD_NEEDS_TLS.exception();
      }
      String password =
          Passwords.unquote(given.get(given.size() - 1))
              .orElseThrow(AdError.PASSWORD_NEEDS_TLS::exception);
      boolean mustChange = wire.containsKey(w.pwdLastSet) && entry.number(w.pwdLastSet, 0) == 0;
      Passwords.set(
          entry,
          w,
          PasswordPolicy.ofNew(transaction, entry),
          password,
          Passwords.Manner.RESET,
          update.fileTime());
      if (mustChange) {
        entry.set(w.pwdLastSet, 0);
      }
    }

    private void addLinks(int id, Map<AttributeType, List<byte[]>> links)
        throws DirectoryException {
      LinkWrites writes = new LinkWrites(sam, w);
      long usn = transaction.existing(id).number(w.uSNChanged, 0);
      for (Map.Entry<AttributeType, List<byte[]>> each : links.entrySet()) {
        for (byte[] value : each.getValue()) {
          writes.checkNewMember(transaction, id, each.getKey(), EntryBuilder.referenced(value));
          transaction.putLink(
              each.getKey().linkPair(),
              id,
              EntryBuilder.referenced(value),
              EntryBuilder.data(value),
              LinkValue.added(update.now().getEpochSecond(), usn));
        }
      }
    }
  }
}
