package dev.tombolo.directory.operation;

import dev.tombolo.ad.Acl;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.security.OwnDescriptor;
import dev.tombolo.directory.security.Ownership;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes of {@code nTSecurityDescriptor}: which parts a client means, by the SD flags control or by
 * what it sends, whether it may write them, and what the object keeps (MS-ADTS 3.1.1.3.4.1.11,
 * 6.1.3).
 */
final class DescriptorWrite {
  private static final Logger log = LoggerFactory.getLogger(DescriptorWrite.class);
  private static final int LARGEST = 0xFFFF;
  private static final int DACL_BITS =
      SecurityDescriptor.DACL_PRESENT | SecurityDescriptor.DACL_PROTECTED;
  private static final int SACL_BITS =
      SecurityDescriptor.SACL_PRESENT | SecurityDescriptor.SACL_PROTECTED;

  private final DirectoryContext context;
  private final Transaction transaction;
  private final WellKnown w;
  private final Caller caller;

  DescriptorWrite(DirectoryContext context, Transaction transaction, Session session) {
    this.context = context;
    this.transaction = transaction;
    this.w = transaction.schema().wellKnown();
    this.caller = session.caller();
  }

  /**
   * Gives a new object its descriptor: what the client sends, completed by what its class says.
   *
   * @param given the value the client sends; null for none
   * @param flags the parts it means; 0 for those it sends
   */
  void onAdd(ObjectClass structural, EntryBuilder entry, byte @Nullable [] given, int flags)
      throws DirectoryException {
    Ownership ownership = Ownership.of(transaction, caller, entry.parent());
    byte[] standard =
        context.defaults().of(transaction, structural, ownership.owner(), ownership.group());
    if (given == null) {
      keep(entry, standard);
      return;
    }
    SecurityDescriptor wanted = read(given);
    int parts = flags == 0 ? present(wanted) : flags & present(wanted);
    if ((parts & SecurityDescriptor.SACL) != 0 && !caller.isSystem() && !caller.isAdministrator()) {
      throw AdError.PRIVILEGE_MISSING.exception();
    }
    checkOwner(wanted, parts);
    keep(entry, merge(kept(standard), wanted, parts));
  }

  /**
   * Replaces the parts of an object's descriptor that a client means and may write.
   *
   * @param values the values the client sends
   * @param flags the parts it means; 0 for those it sends
   */
  void onModify(int id, EntryBuilder after, List<byte[]> values, int flags)
      throws DirectoryException {
    AttributeType attribute = w.nTSecurityDescriptor;
    if (values.size() != 1) {
      throw AdError.SECOND_VALUE.about(attribute.attid(), attribute.name());
    }
    SecurityDescriptor wanted = read(values.get(0));
    int parts = flags == 0 ? present(wanted) : flags & SecurityDescriptor.ALL_PARTS;
    int may = context.access().writableParts(caller, transaction, id, transaction.existing(id));
    if ((parts & ~may) != 0) {
      throw AdError.ACCESS_DENIED.exception();
    }
    checkOwner(wanted, parts);
    byte[] before = after.first(attribute);
    Ownership ownership = Ownership.of(transaction, caller, id);
    byte[] own =
        before == null
            ? context
                .defaults()
                .of(transaction, structural(after), ownership.owner(), ownership.group())
            : transaction.descriptor(EntryBuilder.referenced(before));
    keep(after, merge(kept(own), wanted, parts));
  }

  private ObjectClass structural(EntryBuilder entry) {
    List<ObjectClass> classes = entry.classes(transaction.schema());
    return classes.get(classes.size() - 1);
  }

  private void keep(EntryBuilder entry, byte[] own) {
    entry.setReference(w.nTSecurityDescriptor, transaction.descriptorNumber(own));
  }

  /** Which parts a descriptor has. */
  private static int present(SecurityDescriptor descriptor) {
    return (descriptor.owner() == null ? 0 : SecurityDescriptor.OWNER)
        | (descriptor.group() == null ? 0 : SecurityDescriptor.GROUP)
        | ((descriptor.control() & SecurityDescriptor.DACL_PRESENT) == 0
            ? 0
            : SecurityDescriptor.DACL)
        | (descriptor.sacl() == null ? 0 : SecurityDescriptor.SACL);
  }

  private void checkOwner(SecurityDescriptor wanted, int parts) throws DirectoryException {
    Sid owner = wanted.owner();
    if ((parts & SecurityDescriptor.OWNER) != 0
        && owner != null
        && !Ownership.mayGive(transaction, caller, owner)) {
      throw AdError.INVALID_OWNER.about(
          w.nTSecurityDescriptor.attid(), w.nTSecurityDescriptor.name());
    }
  }

  private static byte[] merge(SecurityDescriptor old, SecurityDescriptor wanted, int parts)
      throws DirectoryException {
    boolean owner = (parts & SecurityDescriptor.OWNER) != 0 && wanted.owner() != null;
    boolean group = (parts & SecurityDescriptor.GROUP) != 0 && wanted.group() != null;
    boolean dacl = (parts & SecurityDescriptor.DACL) != 0;
    boolean sacl = (parts & SecurityDescriptor.SACL) != 0;
    int control =
        ((dacl ? wanted : old).control() & DACL_BITS)
            | ((sacl ? wanted : old).control() & SACL_BITS);
    SecurityDescriptor merged =
        OwnDescriptor.of(
            new SecurityDescriptor(
                control,
                owner ? wanted.owner() : old.owner(),
                group ? wanted.group() : old.group(),
                dacl ? wanted.dacl() : old.dacl(),
                sacl ? wanted.sacl() : old.sacl()));
    if (isTooLarge(merged.dacl()) || isTooLarge(merged.sacl())) {
      throw AdError.ADMIN_LIMIT.exception();
    }
    return merged.encode();
  }

  /** A list has a length of sixteen bits; what it inherits must find room beside. */
  private static boolean isTooLarge(@Nullable Acl list) {
    return list != null && list.size() > LARGEST / 2;
  }

  private static SecurityDescriptor kept(byte[] own) {
    try {
      return SecurityDescriptor.decode(own);
    } catch (DescriptorException e) {
      throw new IllegalStateException("a kept security descriptor is damaged", e);
    }
  }

  private SecurityDescriptor read(byte[] value) throws DirectoryException {
    try {
      return SecurityDescriptor.decode(value);
    } catch (DescriptorException e) {
      log.debug("A security descriptor is refused: {}", e.getMessage());
      throw AdError.BAD_SYNTAX.about(
          w.nTSecurityDescriptor.attid(), w.nTSecurityDescriptor.name(), value.length);
    }
  }
}
