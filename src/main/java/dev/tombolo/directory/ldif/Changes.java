package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFDeleteChangeRecord;
import com.unboundid.ldif.LDIFModifyChangeRecord;
import com.unboundid.ldif.LDIFModifyDNChangeRecord;
import com.unboundid.ldif.LDIFRecord;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import dev.tombolo.directory.operation.DeleteOperation;
import dev.tombolo.directory.operation.DirectoryContext;
import dev.tombolo.directory.operation.ModifyDnOperation;
import dev.tombolo.directory.operation.ModifyOperation;
import dev.tombolo.directory.operation.Session;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.store.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The change records of a load: modify, rename and delete. */
final class Changes {
  /** What schema files of Windows products send to the root between definitions. */
  private static final String SCHEMA_UPDATE = "schemaUpdateNow";

  private final Transaction transaction;
  private final Session session;
  private final ModifyOperation modify;
  private final ModifyDnOperation modifyDn;
  private final DeleteOperation delete;
  private final NamedObjects named;
  private final DescriptorTexts descriptors;

  Changes(DirectoryContext context, Transaction transaction) {
    this.transaction = transaction;
    this.session = ownersSession(context);
    this.modify = new ModifyOperation(context);
    this.modifyDn = new ModifyDnOperation(context);
    this.delete = new DeleteOperation(context);
    this.named = new NamedObjects(transaction);
    this.descriptors = new DescriptorTexts(transaction);
  }

  /** The session of the server's owner. */
  static Session ownersSession(DirectoryContext context) {
    Session session = new Session(context.policies());
    session.caller(Caller.SYSTEM);
    session.confidential(true);
    return session;
  }

  /** The first name that a record needs and that is not there yet; null when all are. */
  @Nullable String missing(LDIFRecord record) throws DirectoryException {
    if (record.getDN().isEmpty()) {
      return null;
    }
    String missing = named.missing(record.getDN());
    if (missing == null
        && record instanceof LDIFModifyDNChangeRecord rename
        && rename.getNewSuperiorDN() != null) {
      missing = named.missing(rename.getNewSuperiorDN());
    }
    if (missing == null && record instanceof LDIFModifyChangeRecord modification) {
      missing = missingValue(modification);
    }
    return missing;
  }

  private @Nullable String missingValue(LDIFModifyChangeRecord record) throws DirectoryException {
    for (Modification each : record.getModifications()) {
      AttributeType type = named.attribute(each.getAttributeName());
      if (type != null
          && NamedObjects.mayWait(type)
          && !each.getModificationType().equals(ModificationType.DELETE)) {
        for (byte[] value : each.getValueByteArrays()) {
          String missing = named.missing(type, value);
          if (missing != null) {
            return missing;
          }
        }
      }
    }
    return null;
  }

  /** Makes the change; the new name of an object that was renamed, otherwise null. */
  @Nullable String apply(LDIFRecord record) throws DirectoryException {
    if (record instanceof LDIFModifyChangeRecord modification) {
      if (!isSchemaUpdate(modification)) {
        modify.modify(
            transaction,
            session,
            modification.getDN(),
            descriptors.binary(
                modification.getDN(),
                ClearPasswords.quoted(List.of(modification.getModifications()))),
            modification.getControls());
      }
    } else if (record instanceof LDIFModifyDNChangeRecord rename) {
      modifyDn.rename(
          transaction,
          session,
          new ModifyDnOperation.Request(
              rename.getDN(),
              rename.getNewRDN(),
              rename.deleteOldRDN(),
              rename.getNewSuperiorDN()));
      return newName(rename);
    } else if (record instanceof LDIFDeleteChangeRecord deletion) {
      delete.delete(transaction, session, deletion.getDN(), deletion.getControls());
    }
    return null;
  }

  /** The schema follows its objects at once, so there is nothing to do. */
  private static boolean isSchemaUpdate(LDIFModifyChangeRecord record) throws DirectoryException {
    if (!record.getDN().isEmpty()) {
      return false;
    }
    for (Modification each : record.getModifications()) {
      if (!each.getAttributeName().equalsIgnoreCase(SCHEMA_UPDATE)) {
        throw AdError.UNWILLING.exception();
      }
    }
    return true;
  }

  private static String newName(LDIFModifyDNChangeRecord rename) throws DirectoryException {
    String superior = rename.getNewSuperiorDN();
    String above =
        superior == null ? DistinguishedName.parse(rename.getDN()).parent().toString() : superior;
    return rename.getNewRDN() + "," + above;
  }
}
