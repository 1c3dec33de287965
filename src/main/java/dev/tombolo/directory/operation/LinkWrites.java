package dev.tombolo.directory.operation;

import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.GroupType;
import dev.tombolo.directory.sam.SamRules;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.util.List;

/**
 * Changes of forward links, with what the accounts manager asks of members (MS-ADTS 3.1.1.1.6,
 * MS-SAMR 3.1.1.8.9).
 */
final class LinkWrites {
  private final SamRules sam;
  private final WellKnown w;

  LinkWrites(SamRules sam, WellKnown w) {
    this.sam = sam;
    this.w = w;
  }

  /** Refuses a member that the group's scope does not take, or whose primary group it is. */
  void checkNewMember(Transaction transaction, int source, AttributeType attribute, int target)
      throws DirectoryException {
    if (attribute != w.member) {
      return;
    }
    Entry group = transaction.existing(source);
    if (!sam.isGroup(transaction.schema().objectClass(group.structuralClass()))) {
      return;
    }
    if (sam.isPrimaryGroup(source, target)) {
      throw AdError.MEMBER_EXISTS.exception();
    }
    DirectoryException refusal =
        sam.refuseMember(new GroupType((int) group.number(w.groupType, 0)), target);
    if (refusal != null) {
      throw refusal;
    }
  }

  void add(
      Update update,
      Update.ObjectChange change,
      AttributeType attribute,
      byte[] value,
      boolean permissive)
      throws DirectoryException {
    int target = EntryBuilder.referenced(value);
    byte[] data = EntryBuilder.data(value);
    if (change.hasLink(attribute, target, data)) {
      if (!permissive) {
        throw attribute == w.member
            ? AdError.MEMBER_EXISTS.exception()
            : AdError.VALUE_EXISTS.about(attribute.attid(), attribute.name(), value.length);
      }
      return;
    }
    if (attribute.isSingleValued() && !change.links(attribute).isEmpty()) {
      throw AdError.SECOND_VALUE.about(attribute.attid(), attribute.name());
    }
    checkNewMember(update.transaction(), change.id(), attribute, target);
    change.addLink(attribute, target, data);
  }

  void remove(
      Update update,
      Update.ObjectChange change,
      AttributeType attribute,
      byte[] value,
      boolean permissive)
      throws DirectoryException {
    int target = EntryBuilder.referenced(value);
    byte[] data = EntryBuilder.data(value);
    if (change.hasLink(attribute, target, data)) {
      change.removeLink(attribute, target, data);
      return;
    }
    if (attribute == w.member && sam.isPrimaryGroup(change.id(), target)) {
      throw AdError.MEMBER_ABSENT.exception();
    }
    if (!permissive) {
      throw attribute == w.member
          ? AdError.MEMBER_ABSENT.exception()
          : AdError.VALUE_MISSING.about(attribute.attid(), attribute.name(), value.length);
    }
  }

  /** Makes the values these and no others; what stays is not touched. */
  void replace(
      Update update, Update.ObjectChange change, AttributeType attribute, List<byte[]> values)
      throws DirectoryException {
    if (attribute.isSingleValued() && values.size() > 1) {
      throw AdError.MULTIPLE_VALUES.about(attribute.attid(), attribute.name());
    }
    for (LinkKey old : change.links(attribute)) {
      change.removeLink(attribute, old.target(), old.data());
    }
    for (byte[] value : values) {
      int target = EntryBuilder.referenced(value);
      byte[] data = EntryBuilder.data(value);
      if (change.hasLink(attribute, target, data)) {
        throw AdError.VALUE_EXISTS.about(attribute.attid(), attribute.name(), value.length);
      }
      boolean stays =
          update
              .transaction()
              .link(attribute.linkPair(), change.id(), target, data)
              .map(link -> link.present())
              .orElse(false);
      if (!stays) {
        checkNewMember(update.transaction(), change.id(), attribute, target);
      }
      change.addLink(attribute, target, data);
    }
  }
}
