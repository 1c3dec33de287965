package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFAddChangeRecord;
import com.unboundid.ldif.LDIFDeleteChangeRecord;
import com.unboundid.ldif.LDIFModifyChangeRecord;
import com.unboundid.ldif.LDIFModifyDNChangeRecord;
import com.unboundid.ldif.LDIFRecord;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.ad.Sid;
import dev.tombolo.ad.TextFold;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.operation.AddOperation;
import dev.tombolo.directory.operation.AddRequest;
import dev.tombolo.directory.operation.DeleteOperation;
import dev.tombolo.directory.operation.DirectoryContext;
import dev.tombolo.directory.operation.ModifyDnOperation;
import dev.tombolo.directory.operation.ModifyOperation;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.operation.ValueReader;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.security.Passwords;
import dev.tombolo.directory.store.Snapshot;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads LDIF into a directory (RFC 2849): content records and change records, written by hand or
 * exported from a domain controller. Children may come before their parents and members before
 * their groups. A load is one transaction: the first record that does not fit stops it and nothing
 * has happened, unless the load is told to go on without such records.
 *
 * <p>Whoever loads is the server's owner, so passwords need no encryption and may be given in clear
 * as {@code clearTextPassword}, or for a user as {@code userPassword}.
 */
public final class LdifLoader {
  private static final long SMALL = 4L << 20;

  private final DirectoryContext context;
  private final boolean keepGoing;
  private final Progress progress;

  /**
   * Told how far a load has come: the file, the octets read of it and its size, the records done.
   */
  @FunctionalInterface
  public interface Progress {
    /** Nobody is told. */
    Progress NONE = (file, octets, size, records) -> {};

    /** Called every few thousand records. */
    void at(String file, long octets, long size, long records);
  }

  /**
   * A loader for one directory.
   *
   * @param keepGoing whether records that do not fit are left out and listed rather than stopping
   *     the load
   */
  public LdifLoader(DirectoryContext context, boolean keepGoing, Progress progress) {
    this.context = context;
    this.keepGoing = keepGoing;
    this.progress = progress;
  }

  /**
   * Loads sources one after another in one transaction.
   *
   * @throws LdifLoadException when a record does not fit; the directory is as it was
   * @throws IOException when a source cannot be read or the result not be made durable; the
   *     directory is as it was
   */
  public LdifReport load(List<LdifSource> sources) throws LdifLoadException, IOException {
    Load load = new Load();
    long size = 0;
    for (LdifSource source : sources) {
      size += source.size();
    }
    try {
      if (size < SMALL) {
        context.store().write(transaction -> load.run(transaction, sources)).await();
      } else {
        boolean done = context.store().writeBulk(transaction -> load.run(transaction, sources));
        assert done;
      }
      return load.report();
    } catch (DirectoryException e) {
      if (load.stop instanceof LdifLoadException stopped) {
        throw stopped;
      }
      if (load.stop instanceof IOException broken) {
        throw broken;
      }
      throw new LdifLoadException(new LdifProblem("", 0, "", reason(e)));
    }
  }

  private static String reason(DirectoryException e) {
    return e.resultCode().getName() + ": " + e.diagnostic().replaceAll("\\s+", " ").strip();
  }

  /** Where a record came from. */
  private record Origin(String file, long line, String dn) {
    private LdifProblem problem(String reason) {
      return new LdifProblem(file, line, dn, reason);
    }
  }

  /** A content record that waits for its parent. */
  private record Waiting(Origin origin, Entry record) {}

  /** Values that name other objects, which may still come. */
  private record PendingReference(
      Origin origin, int id, AttributeType attribute, List<byte[]> values) {}

  /** One load in its transaction. */
  private final class Load {
    private final Session session = new Session(context.policy());
    private final AddOperation add = new AddOperation(context);
    private final ModifyOperation modify = new ModifyOperation(context);
    private final ModifyDnOperation modifyDn = new ModifyDnOperation(context);
    private final DeleteOperation delete = new DeleteOperation(context);
    private final Map<String, List<Waiting>> waiting = new LinkedHashMap<>();
    private final Deque<PendingReference> references = new ArrayDeque<>();
    private final List<LdifProblem> leftOut = new ArrayList<>();
    private final Map<String, Integer> parents = new HashMap<>();
    private Exception stop = new Exception();
    private boolean adopted;
    private long added;
    private long changed;
    private long records;

    private Load() {
      session.caller(Caller.SYSTEM);
      session.confidential(true);
    }

    private LdifReport report() {
      return new LdifReport(added, changed, leftOut);
    }

    private boolean run(Transaction transaction, List<LdifSource> sources)
        throws DirectoryException {
      try {
        for (LdifSource source : sources) {
          read(transaction, source);
        }
        for (List<Waiting> orphans : waiting.values()) {
          for (Waiting each : orphans) {
            problem(each.origin, "the parent object is neither in the directory nor in the file");
          }
        }
        settleReferences(transaction);
        return true;
      } catch (LdifLoadException | IOException e) {
        stop = e;
        throw AdError.UNWILLING.exception();
      }
    }

    private void read(Transaction transaction, LdifSource source)
        throws IOException, LdifLoadException {
      long size = source.size();
      try (ReadAhead reader = new ReadAhead(new RecordReader(source.open()))) {
        for (ReadAhead.Item item = reader.next(); !item.isEnd(); item = reader.next()) {
          LDIFRecord record = item.record();
          if (record == null) {
            problem(new Origin(source.name(), item.line(), ""), oneLine(item.problem()));
            continue;
          }
          take(transaction, new Origin(source.name(), item.line(), record.getDN()), record);
          if (++records % 5000 == 0) {
            progress.at(source.name(), item.octets(), size, records);
          }
        }
      }
    }

    private static String oneLine(@Nullable String text) {
      return text == null
          ? ""
          : text.replace(" starting at or near line number 0", "").replaceAll("\\s+", " ").strip();
    }

    private void problem(Origin origin, String reason) throws LdifLoadException {
      if (!keepGoing) {
        throw new LdifLoadException(origin.problem(reason));
      }
      leftOut.add(origin.problem(reason));
    }

    private void take(Transaction transaction, Origin origin, LDIFRecord record)
        throws LdifLoadException {
      if (record instanceof Entry entry) {
        content(transaction, origin, entry);
      } else if (record instanceof LDIFAddChangeRecord addition) {
        content(transaction, origin, addition.getEntryToAdd());
      } else {
        settleReferences(transaction);
        Snapshot mark = keepGoing ? transaction.mark() : context.store().snapshot();
        try {
          change(transaction, record);
          changed++;
        } catch (DirectoryException e) {
          if (keepGoing) {
            transaction.rollBack(mark);
          }
          problem(origin, reason(e));
        }
      }
    }

    private void change(Transaction transaction, LDIFRecord record) throws DirectoryException {
      if (record instanceof LDIFModifyChangeRecord modification) {
        modify.modify(
            transaction,
            session,
            modification.getDN(),
            ClearPasswords.quoted(List.of(modification.getModifications())),
            modification.getControls());
      } else if (record instanceof LDIFModifyDNChangeRecord rename) {
        modifyDn.rename(
            transaction,
            session,
            new ModifyDnOperation.Request(
                rename.getDN(),
                rename.getNewRDN(),
                rename.deleteOldRDN(),
                rename.getNewSuperiorDN()));
      } else if (record instanceof LDIFDeleteChangeRecord deletion) {
        delete.delete(transaction, session, deletion.getDN(), deletion.getControls());
      }
    }

    private void content(Transaction transaction, Origin origin, Entry record)
        throws LdifLoadException {
      Deque<Waiting> open = new ArrayDeque<>();
      open.add(new Waiting(origin, record));
      while (!open.isEmpty()) {
        Waiting each = open.remove();
        try {
          if (put(transaction, each)) {
            List<Waiting> children = waiting.remove(key(each.record.getDN()));
            if (children != null) {
              open.addAll(children);
            }
          }
        } catch (DirectoryException e) {
          problem(each.origin, reason(e));
        }
      }
    }

    /** Whether the object is in the directory now; otherwise it waits for its parent. */
    private boolean put(Transaction transaction, Waiting each) throws DirectoryException {
      DistinguishedName dn = DistinguishedName.parse(each.record.getDN());
      if (dn.isRoot()) {
        throw AdError.BAD_DN.name("");
      }
      String parent = TextFold.fold(dn.parent().toString());
      if (!isThere(transaction, parent, dn)) {
        waiting.computeIfAbsent(parent, key -> new ArrayList<>()).add(each);
        return false;
      }
      if (ExportedObject.is(each.record)) {
        putExported(transaction, each);
      } else {
        putWritten(transaction, each, dn);
      }
      return true;
    }

    private boolean isThere(Transaction transaction, String key, DistinguishedName dn)
        throws DirectoryException {
      Integer known = parents.get(key);
      if (known != null && transaction.entry(known) != null) {
        return true;
      }
      int id = dn.parent().isRoot() ? -1 : Names.find(transaction, dn.parent().toString());
      if (id < 0) {
        if (Names.notFound(transaction, dn.toString()).resultCode().equals(ResultCode.REFERRAL)) {
          throw new DirectoryException(
              ResultCode.REFERRAL,
              "the name is not below "
                  + context.forest().domainDn()
                  + ", the domain of this directory");
        }
        return false;
      }
      parents.put(key, id);
      return true;
    }

    private static String key(String dn) throws DirectoryException {
      return TextFold.fold(DistinguishedName.parse(dn).toString());
    }

    private void putExported(Transaction transaction, Waiting each) throws DirectoryException {
      Update update = new Update(transaction, context.clock().instant());
      Sid sid = ExportedObject.sid(each.record);
      if (!adopted && sid != null && sid.subAuthorityCount() == 5) {
        adopted = true;
        DomainIdentity.adopt(update, sid.parent());
      }
      ExportedObject object = new ExportedObject(update, each.record);
      boolean isNew =
          object.put(
              object.parent(),
              (id, attribute, values) ->
                  references.add(new PendingReference(each.origin, id, attribute, values)));
      added += isNew ? 1 : 0;
      changed += isNew ? 0 : 1;
    }

    private void putWritten(Transaction transaction, Waiting each, DistinguishedName dn)
        throws DirectoryException {
      if (Names.find(transaction, dn.toString()) >= 0 && DefaultObjects.isPartOf(transaction, dn)) {
        mergeIntoDefault(transaction, each);
        return;
      }
      Map<String, List<byte[]>> attributes = new LinkedHashMap<>();
      List<PendingReference> links = new ArrayList<>();
      for (Attribute attribute : ClearPasswords.quoted(each.record).getAttributes()) {
        List<byte[]> values = Arrays.asList(attribute.getValueByteArrays());
        AttributeType type = transaction.schema().attribute(attribute.getName()).orElse(null);
        if (type != null && type.isForwardLink()) {
          links.add(new PendingReference(each.origin, -1, type, values));
        } else if (type == null || !type.isBackLink()) {
          attributes.computeIfAbsent(attribute.getName(), name -> new ArrayList<>()).addAll(values);
        }
      }
      int id = add.add(transaction, session, new AddRequest(each.record.getDN(), attributes));
      links.forEach(
          link ->
              references.add(new PendingReference(link.origin, id, link.attribute, link.values)));
      added++;
    }

    /** A record for an object that every forest has gives that object its further attributes. */
    private void mergeIntoDefault(Transaction transaction, Waiting each) throws DirectoryException {
      List<Modification> modifications = DefaultObjects.merge(transaction.schema(), each.record);
      if (!modifications.isEmpty()) {
        modify.modify(
            transaction,
            session,
            each.record.getDN(),
            ClearPasswords.quoted(modifications),
            List.of());
      }
      changed++;
    }

    /** Writes what names other objects, once they are all there. */
    private void settleReferences(Transaction transaction) throws LdifLoadException {
      while (!references.isEmpty()) {
        PendingReference each = references.remove();
        try {
          List<byte[]> stored =
              new ValueReader(transaction).readReferences(each.attribute, each.values);
          ReferenceWrite.apply(
              new Update(transaction, context.clock().instant()), each.id, each.attribute, stored);
        } catch (DirectoryException e) {
          String values =
              each.values.size() == 1
                  ? new String(each.values.get(0), StandardCharsets.UTF_8)
                  : each.values.size() + " values";
          problem(each.origin, each.attribute.name() + ": " + values + ": " + reason(e));
        }
      }
    }
  }

  /** Passwords in clear, as the forms in which operations take them. */
  private static final class ClearPasswords {
    private static final List<String> CLEAR = List.of("cleartextpassword", "userpassword");

    private static boolean isClear(String attribute, byte[] value) {
      String name = attribute.toLowerCase(Locale.ROOT);
      return CLEAR.contains(name) && (value.length == 0 || value[0] != '{');
    }

    private static Entry quoted(Entry record) {
      boolean account =
          record.hasObjectClass("user")
              || record.hasObjectClass("inetOrgPerson")
              || record.hasObjectClass("computer");
      for (String name : CLEAR) {
        byte[] value = record.getAttributeValueBytes(name);
        if (value != null
            && isClear(name, value)
            && (account || name.equals("cleartextpassword"))) {
          Entry copy = record.duplicate();
          copy.removeAttribute(name);
          copy.setAttribute(
              "unicodePwd", Passwords.quote(new String(value, StandardCharsets.UTF_8)));
          return copy;
        }
      }
      return record;
    }

    private static List<Modification> quoted(List<Modification> modifications) {
      return modifications.stream()
          .map(
              each -> {
                boolean clear =
                    each.getAttributeName().equalsIgnoreCase("clearTextPassword")
                        && each.getRawValues().length == 1;
                return clear
                    ? new Modification(
                        each.getModificationType(),
                        "unicodePwd",
                        Passwords.quote(each.getValues()[0]))
                    : each;
              })
          .toList();
    }
  }
}
