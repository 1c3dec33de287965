package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.lifecycle.DeletedNames;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.sam.SamRules;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.Syntax;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.Authenticator;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.store.Commit;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Modify (RFC 4511 4.6, MS-ADTS 3.1.1.5.3): all modifications in their order, or none. */
public final class ModifyOperation {
  private static final Set<String> SPECIAL_SYSTEM_ONLY =
      Set.of("objectClass", "wellKnownObjects", "otherWellKnownObjects", "msDS-Behavior-Version");

  private final DirectoryContext context;

  /** Modifies one directory. */
  public ModifyOperation(DirectoryContext context) {
    this.context = context;
  }

  /**
   * Modifies an object for a client; an empty name is the rootDSE, whose attributes are commands.
   */
  public Commit<Integer> run(
      Session session, String dn, List<Modification> modifications, List<Control> requestControls)
      throws DirectoryException {
    RequestControls controls = RequestControls.parse(requestControls, ControlKind.Kind.MODIFY);
    if (session.caller().isAnonymous()) {
      throw AdError.NOT_BOUND.exception();
    }
    if (modifications.isEmpty()) {
      throw AdError.UNWILLING.exception();
    }
    if (dn.isEmpty()) {
      new RootDseModify(context).run(session, modifications);
      return new Commit<>(-1, CompletableFuture.completedFuture(null));
    }
    WrongPassword wrong = new WrongPassword();
    try {
      Commit<Integer> commit =
          context
              .store()
              .write(
                  transaction -> modify(transaction, session, dn, modifications, controls, wrong));
      return Recorded.change(
          context, commit, commit.value(), "modify", dn, summary(dn, modifications));
    } catch (DirectoryException e) {
      wrong.count(context.authenticator());
      throw e;
    }
  }

  private static String summary(String dn, List<Modification> modifications) {
    Set<String> names = new LinkedHashSet<>();
    modifications.forEach(each -> names.add(each.getAttributeName()));
    return "Modified " + String.join(", ", names) + " of " + dn;
  }

  /** Modifies an object within a transaction, on behalf of a session. */
  public int modify(
      Transaction transaction,
      Session session,
      String dn,
      List<Modification> modifications,
      List<Control> controls)
      throws DirectoryException {
    RequestControls parsed = RequestControls.parse(controls, ControlKind.Kind.MODIFY);
    return modify(transaction, session, dn, modifications, parsed, new WrongPassword());
  }

  /** An account whose old password was given wrong, to be counted once the transaction is over. */
  private static final class WrongPassword {
    private int account = -1;

    private void count(Authenticator authenticator) throws DirectoryException {
      if (account >= 0) {
        authenticator.countWrongPassword(account);
      }
    }
  }

  private int modify(
      Transaction transaction,
      Session session,
      String dn,
      List<Modification> modifications,
      RequestControls controls,
      WrongPassword wrong)
      throws DirectoryException {
    int id = Target.locate(transaction, dn, controls, session.caller(), context.access());
    Entry entry = transaction.existing(id);
    Update update = new Update(transaction, context.clock().instant());
    Undelete undelete = Undelete.of(modifications, update.wellKnown());
    if (undelete != null) {
      List<Modification> others = undelete.check(context, update, session, id);
      Update.ObjectChange change = undelete.begin(context, update, session, id);
      new Modifying(update, session, controls, wrong, change, true).run(others);
      return id;
    }
    if (entry.isDeleted()
        && !DeletedNames.isContainer(transaction, id, entry)
        && !isDescriptorOnly(transaction, session, id, modifications)) {
      throw AdError.NOT_ALLOWED.exception();
    }
    new Modifying(update, session, controls, wrong, update.change(id), false).run(modifications);
    SchemaObjects.follow(transaction, id);
    return id;
  }

  /** Of a deleted object, who may bring it back may change who else may. */
  private boolean isDescriptorOnly(
      Transaction transaction, Session session, int id, List<Modification> modifications) {
    String name = transaction.schema().wellKnown().nTSecurityDescriptor.name();
    return modifications.stream().allMatch(each -> each.getAttributeName().equalsIgnoreCase(name))
        && context
            .access()
            .holds(
                session.caller(),
                transaction,
                ControlRight.REANIMATE_TOMBSTONES,
                Names.namingContext(transaction, id));
  }

  /** One object under modification. */
  private final class Modifying {
    private final Update update;
    private final Transaction transaction;
    private final WellKnown w;
    private final Session session;
    private final RequestControls controls;
    private final WrongPassword wrong;
    private final Update.ObjectChange change;
    private final boolean reanimated;
    private final EntryBuilder after;
    private final ValueReader reader;
    private final SamRules sam;
    private final LinkWrites links;
    private final PasswordWrite password = new PasswordWrite();
    private final Set<AttributeType> written = new LinkedHashSet<>();

    private Modifying(
        Update update,
        Session session,
        RequestControls controls,
        WrongPassword wrong,
        Update.ObjectChange change,
        boolean reanimated) {
      this.update = update;
      this.transaction = update.transaction();
      this.w = update.wellKnown();
      this.session = session;
      this.controls = controls;
      this.wrong = wrong;
      this.change = change;
      this.reanimated = reanimated;
      this.after = change.after();
      this.reader = new ValueReader(transaction);
      this.sam = new SamRules(transaction);
      this.links = new LinkWrites(sam, w);
    }

    private void run(List<Modification> modifications) throws DirectoryException {
      SpecialRules.checkObject(structural());
      for (Modification modification : modifications) {
        AttributeType attribute = reader.attribute(modification.getAttributeName());
        List<byte[]> values = Arrays.asList(modification.getValueByteArrays());
        if (attribute == w.unicodePwd) {
          password.take(modification.getModificationType(), values);
        } else {
          apply(attribute, modification.getModificationType(), values);
          written.add(attribute);
        }
      }
      ObjectClass structural = structural();
      if (!password.isEmpty()) {
        writePassword(structural);
      }
      if (written.contains(w.userAccountControl)) {
        ControlBits.check(
            context.access(),
            session.caller(),
            transaction,
            change.before().number(w.userAccountControl, 0),
            after.number(w.userAccountControl, 0));
      }
      checkSchema();
      SpecialRules.checkValues(transaction, after, written);
      SpecialRules.checkPasswordSettings(transaction.schema(), structural, after);
      sam.follow(structural, change, written, !password.isEmpty());
      if (reanimated) {
        sam.checkNames(structural, after, change.id());
      }
      if (written.contains(w.primaryGroupID)) {
        sam.movePrimaryGroup(update, change);
      }
      if (controls.forceUpdate()) {
        change.force();
      }
      change.apply();
    }

    private ObjectClass structural() {
      List<ObjectClass> classes = after.classes(transaction.schema());
      return classes.get(classes.size() - 1);
    }

    private void writePassword(ObjectClass structural) throws DirectoryException {
      if (!sam.isUser(structural)) {
        throw AdError.NOT_ALLOWED.exception();
      }
      password.check(session, context.access(), transaction, change.id());
      password.checkLockout(update, change);
      String wrongOld = password.wrongOldPassword(after, w);
      if (wrongOld != null) {
        wrong.account = change.id();
        throw AdError.WRONG_OLD_PASSWORD.about(w.unicodePwd.attid(), w.unicodePwd.name());
      }
      long lastSetAsked = after.number(w.pwdLastSet, 0);
      password.apply(update, change, session, context.access(), controls.policyHints());
      if (written.contains(w.pwdLastSet) && lastSetAsked == 0) {
        after.set(w.pwdLastSet, 0);
      }
    }

    private void apply(AttributeType attribute, ModificationType type, List<byte[]> values)
        throws DirectoryException {
      checkMayWrite(attribute, type, values);
      if (attribute == w.nTSecurityDescriptor) {
        applyToDescriptor(type, values);
        return;
      }
      if (attribute == w.objectClass) {
        applyToClasses(type, values);
        return;
      }
      SchemaCheck.checkAllowed(after.classes(transaction.schema()), attribute);
      if (attribute == w.pwdLastSet) {
        applyToLastSet(type, values);
      } else if (attribute.isForwardLink()) {
        applyToLink(attribute, type, reader.read(attribute, values));
      } else {
        applyToValues(attribute, type, reader.read(attribute, values));
      }
    }

    /** There is always one, so it is neither added nor deleted. */
    private void applyToDescriptor(ModificationType type, List<byte[]> values)
        throws DirectoryException {
      if (type.equals(ModificationType.ADD)) {
        throw AdError.SECOND_VALUE.about(
            w.nTSecurityDescriptor.attid(), w.nTSecurityDescriptor.name());
      }
      if (!type.equals(ModificationType.REPLACE) || values.isEmpty()) {
        throw AdError.MISSING_ATTRIBUTE.exception();
      }
      new DescriptorWrite(context, transaction, session)
          .onModify(change.id(), after, values, controls.descriptorFlags().orElse(0));
    }

    private void checkMayWrite(AttributeType attribute, ModificationType type, List<byte[]> values)
        throws DirectoryException {
      ObjectClass structural = structural();
      if (attribute == w.name || attribute.index() == change.before().rdnAttribute()) {
        throw AdError.RDN_BY_MODIFY.exception();
      }
      sam.checkClientMayWrite(structural, attribute);
      if (attribute.isConstructed()) {
        throw AdError.CONSTRUCTED.about(attribute.attid(), attribute.name());
      }
      if (attribute == w.isCriticalSystemObject) {
        throw AdError.NOT_ALLOWED.exception();
      }
      boolean systemOnly =
          attribute.isSystemOnly()
              && !SPECIAL_SYSTEM_ONLY.contains(attribute.name())
              && !SchemaObjects.isDefinition(structural);
      if (attribute.isBackLink() || systemOnly) {
        throw AdError.SYSTEM_ONLY.about(attribute.attid(), attribute.name());
      }
      if (attribute != w.nTSecurityDescriptor) {
        checkRights(attribute, type, values);
      }
    }

    private void checkRights(AttributeType attribute, ModificationType type, List<byte[]> values)
        throws DirectoryException {
      AccessControl access = context.access();
      Caller caller = session.caller();
      if (access.mayWrite(caller, transaction, change.id(), change.before(), attribute)) {
        return;
      }
      if (!access.mayWriteValidated(caller, transaction, change.id(), change.before(), attribute)) {
        throw AdError.WRITE_DENIED.exception();
      }
      new ValidatedValues(context.forest(), w, after)
          .check(attribute, type, reader.read(attribute, values), caller.objectId());
    }

    /**
     * Only auxiliary classes come and go, and a user may become an inetOrgPerson or the other way
     * round.
     */
    private void applyToClasses(ModificationType type, List<byte[]> values)
        throws DirectoryException {
      List<String> names = new ArrayList<>();
      after.classes(transaction.schema()).forEach(each -> names.add(each.name()));
      ObjectClass before = structural();
      if (type.equals(ModificationType.REPLACE)) {
        names.clear();
      }
      for (byte[] value : values) {
        String name =
            transaction
                .schema()
                .objectClass(new String(value, StandardCharsets.UTF_8))
                .orElseThrow(AdError.UNKNOWN_CLASS::exception)
                .name();
        if (type.equals(ModificationType.DELETE)) {
          if (!names.remove(name)) {
            throw AdError.VALUE_MISSING.about(w.objectClass.attid(), w.objectClass.name());
          }
        } else if (names.contains(name)) {
          throw AdError.VALUE_EXISTS.about(
              w.objectClass.attid(), w.objectClass.name(), value.length);
        } else {
          names.add(name);
        }
      }
      if (names.isEmpty()) {
        throw AdError.CLASS_CHANGE.exception();
      }
      List<ObjectClass> classes =
          ClassResolver.resolve(
              transaction.schema(),
              names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList());
      ObjectClass now = classes.get(classes.size() - 1);
      Set<ObjectClass> persons = Set.of(w.userClass, w.inetOrgPersonClass);
      if (now != before && !(persons.contains(now) && persons.contains(before))) {
        throw AdError.CLASS_CHANGE.exception();
      }
      after.classes(classes);
    }

    private void applyToLastSet(ModificationType type, List<byte[]> values)
        throws DirectoryException {
      long before = change.before().number(w.pwdLastSet, 0);
      if (type.equals(ModificationType.DELETE)) {
        if (values.isEmpty() || number(values.get(0)) != before) {
          throw AdError.VALUE_MISSING.about(w.pwdLastSet.attid(), w.pwdLastSet.name());
        }
        return;
      }
      if (values.size() != 1) {
        throw AdError.SECOND_VALUE.about(w.pwdLastSet.attid(), w.pwdLastSet.name());
      }
      PasswordWrite.setLastSet(update, after, number(values.get(0)), before);
    }

    private long number(byte[] value) throws DirectoryException {
      byte[] stored = reader.read(w.pwdLastSet, value);
      return Syntax.parseLong(stored, 0, stored.length);
    }

    private void applyToLink(AttributeType attribute, ModificationType type, List<byte[]> values)
        throws DirectoryException {
      if (type.equals(ModificationType.REPLACE)
          || (type.equals(ModificationType.DELETE) && values.isEmpty())) {
        boolean none = type.equals(ModificationType.DELETE) && change.links(attribute).isEmpty();
        if (none && !controls.permissiveModify()) {
          throw AdError.ATTRIBUTE_MISSING.about(attribute.attid(), attribute.name());
        }
        links.replace(update, change, attribute, values);
        return;
      }
      for (byte[] value : values) {
        if (type.equals(ModificationType.DELETE)) {
          links.remove(update, change, attribute, value, controls.permissiveModify());
        } else {
          links.add(update, change, attribute, value, controls.permissiveModify());
        }
      }
    }

    private void applyToValues(AttributeType attribute, ModificationType type, List<byte[]> values)
        throws DirectoryException {
      List<byte[]> result = new ArrayList<>(after.values(attribute));
      if (type.equals(ModificationType.DELETE)) {
        remove(attribute, result, values);
      } else {
        if (type.equals(ModificationType.REPLACE)) {
          result.clear();
        } else if (values.isEmpty()) {
          throw AdError.BAD_SYNTAX.about(attribute.attid(), attribute.name());
        }
        add(attribute, result, values, type);
      }
      after.set(attribute, result);
    }

    private void remove(AttributeType attribute, List<byte[]> from, List<byte[]> values)
        throws DirectoryException {
      if (values.isEmpty()) {
        if (from.isEmpty() && !controls.permissiveModify()) {
          throw AdError.ATTRIBUTE_MISSING.about(attribute.attid(), attribute.name());
        }
        from.clear();
        return;
      }
      for (byte[] value : values) {
        int at = indexOf(attribute, from, value);
        if (at >= 0) {
          from.remove(at);
        } else if (!controls.permissiveModify()) {
          throw AdError.VALUE_MISSING.about(attribute.attid(), attribute.name(), value.length);
        }
      }
    }

    private void add(
        AttributeType attribute, List<byte[]> to, List<byte[]> values, ModificationType type)
        throws DirectoryException {
      boolean lenient = controls.permissiveModify() && type.equals(ModificationType.ADD);
      for (byte[] value : values) {
        if (indexOf(attribute, to, value) < 0) {
          to.add(value);
        } else if (!lenient) {
          throw AdError.VALUE_EXISTS.about(attribute.attid(), attribute.name(), value.length);
        }
      }
      boolean one =
          attribute.isSingleValued()
              || (attribute == w.description
                  && (sam.isUser(structural()) || sam.isGroup(structural())));
      if (one && to.size() > 1) {
        throw AdError.SECOND_VALUE.about(attribute.attid(), attribute.name());
      }
    }

    private static int indexOf(AttributeType attribute, List<byte[]> values, byte[] value) {
      byte[] key = attribute.syntax().key(value);
      for (int i = 0; i < values.size(); i++) {
        if (Arrays.equals(attribute.syntax().key(values.get(i)), key)) {
          return i;
        }
      }
      return -1;
    }

    private void checkSchema() throws DirectoryException {
      Set<AttributeType> linked = new LinkedHashSet<>();
      List<ObjectClass> classes = after.classes(transaction.schema());
      for (ObjectClass each : classes) {
        for (int number = each.must().nextSetBit(0);
            number >= 0;
            number = each.must().nextSetBit(number + 1)) {
          AttributeType attribute = transaction.schema().attribute(number);
          if (attribute.isForwardLink() && !change.links(attribute).isEmpty()) {
            linked.add(attribute);
          }
        }
      }
      SchemaCheck.checkComplete(transaction.schema(), classes, after, linked);
    }
  }
}
