package dev.tombolo.directory.ldif;

import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.sam.SamRules;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Makes a forest that nobody has used yet the domain an export comes from, so that SIDs agree. */
final class DomainIdentity {
  private static final int FIRST_ORDINARY_RID = 1100;

  private DomainIdentity() {}

  /**
   * Gives every object of a fresh domain the SID it has in another domain; a used domain stays as
   * it is.
   */
  static void adopt(Update update, Sid domain) {
    Transaction transaction = update.transaction();
    Sid own = SamRules.domainSid(transaction);
    if (own.equals(domain) || !isUnused(transaction)) {
      return;
    }
    WellKnown w = update.wellKnown();
    byte[] prefix = own.bytes();
    for (int id = 0; id < transaction.limit(); id++) {
      Entry entry = transaction.entry(id);
      byte[] sid = entry == null ? null : entry.first(w.objectSid);
      boolean ours =
          sid != null
              && sid.length >= prefix.length
              && Arrays.equals(sid, 8, prefix.length, prefix, 8, prefix.length);
      if (entry != null && sid != null && ours) {
        byte[] adopted = sid.clone();
        System.arraycopy(domain.bytes(), 8, adopted, 8, prefix.length - 8);
        transaction.put(id, new EntryBuilder(entry).set(w.objectSid, adopted).build());
      }
    }
    adoptDescriptors(transaction, own, domain);
  }

  /** The groups of the domain that security descriptors name are those of the other one. */
  private static void adoptDescriptors(Transaction transaction, Sid own, Sid domain) {
    AttributeType attribute = transaction.schema().wellKnown().nTSecurityDescriptor;
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int id = 0; id < transaction.limit(); id++) {
      Entry entry = transaction.entry(id);
      int number = entry == null ? -1 : entry.reference(attribute);
      if (entry != null && number >= 0) {
        int adopted =
            numbers.computeIfAbsent(number, old -> adoptDescriptor(transaction, old, own, domain));
        transaction.put(id, new EntryBuilder(entry).setReference(attribute, adopted).build());
      }
    }
  }

  private static int adoptDescriptor(Transaction transaction, int number, Sid own, Sid domain) {
    try {
      SecurityDescriptor descriptor = SecurityDescriptor.decode(transaction.descriptor(number));
      return transaction.descriptorNumber(descriptor.inDomain(own, domain).encode());
    } catch (DescriptorException e) {
      throw new IllegalStateException("a kept security descriptor is damaged", e);
    }
  }

  private static boolean isUnused(Transaction transaction) {
    return transaction.register(Register.NEXT_RID) == FIRST_ORDINARY_RID;
  }
}
