package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import dev.tombolo.ad.Ace;
import dev.tombolo.ad.Acl;
import dev.tombolo.ad.DescriptorException;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Sddl;
import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Security descriptors that a file gives as text: {@code nTSecurityDescriptor: D:(A;;RP;;;AU)}. A
 * trustee may be an account's name. {@code add} and {@code delete} of a text add and remove its
 * entries and leave the others, so a file can grant a right without knowing what there is.
 */
final class DescriptorTexts {
  private static final String NAME = "nTSecurityDescriptor";

  private final Transaction transaction;
  private final WellKnown w;

  DescriptorTexts(Transaction transaction) {
    this.transaction = transaction;
    this.w = transaction.schema().wellKnown();
  }

  private static boolean isText(byte[] value) {
    return value.length > 1 && value[1] == ':' && "OGDSogds".indexOf(value[0]) >= 0;
  }

  /** A record whose descriptor, if it is a text, has its binary form. */
  Content binary(Content record) throws DirectoryException {
    List<byte[]> values = record.values(NAME);
    return values.size() == 1 && isText(values.get(0))
        ? record.with(NAME, NAME, parse(values.get(0)).encode())
        : record;
  }

  /** Modifications whose descriptors, if they are texts, have their binary form. */
  List<Modification> binary(String dn, List<Modification> modifications) throws DirectoryException {
    List<Modification> all = new ArrayList<>();
    SecurityDescriptor current = null;
    for (Modification each : modifications) {
      byte[] value =
          each.getRawValues().length == 1 ? each.getRawValues()[0].getValue() : new byte[0];
      if (!each.getAttributeName().equalsIgnoreCase(NAME) || !isText(value)) {
        all.add(each);
        continue;
      }
      SecurityDescriptor text = parse(value);
      if (each.getModificationType().equals(ModificationType.REPLACE)) {
        current = text;
      } else {
        SecurityDescriptor before = current == null ? own(dn) : current;
        current = change(before, text, each.getModificationType().equals(ModificationType.ADD));
      }
      all.add(new Modification(ModificationType.REPLACE, NAME, current.encode()));
    }
    return all;
  }

  private SecurityDescriptor own(String dn) throws DirectoryException {
    int id = Names.find(transaction, dn);
    if (id < 0 || transaction.existing(id).isPhantom()) {
      throw Names.notFound(transaction, dn);
    }
    int number = transaction.existing(id).reference(w.nTSecurityDescriptor);
    try {
      return SecurityDescriptor.decode(transaction.descriptor(number));
    } catch (DescriptorException e) {
      throw new IllegalStateException("a kept security descriptor is damaged", e);
    }
  }

  /** The descriptor with the entries of a text, or without them. */
  private static SecurityDescriptor change(
      SecurityDescriptor before, SecurityDescriptor text, boolean add) throws DirectoryException {
    if (before.allowsEverything() || text.allowsEverything()) {
      throw refusal("entries are not added to a list that there is not, nor removed from it");
    }
    return new SecurityDescriptor(
        before.control() | (text.sacl() == null ? 0 : SecurityDescriptor.SACL_PRESENT),
        before.owner(),
        before.group(),
        change(before.dacl(), text.dacl(), add),
        text.sacl() == null ? before.sacl() : change(before.sacl(), text.sacl(), add));
  }

  private static Acl change(@Nullable Acl before, @Nullable Acl text, boolean add)
      throws DirectoryException {
    List<Ace> entries = new ArrayList<>(before == null ? List.of() : before.entries());
    for (Ace each : text == null ? List.<Ace>of() : text.entries()) {
      if (!add && !entries.contains(each)) {
        throw refusal("there is no such entry to remove: " + each);
      }
      boolean unused = add ? entries.contains(each) || entries.add(each) : entries.remove(each);
    }
    return new Acl(entries);
  }

  private SecurityDescriptor parse(byte[] text) throws DirectoryException {
    try {
      return Sddl.inDomain(Names.domainSid(transaction))
          .withAccounts(this::account)
          .parse(new String(text, StandardCharsets.UTF_8));
    } catch (DescriptorException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  /** The account of a name, with its domain before it or without. */
  private Optional<Sid> account(String name) {
    String account = name.substring(name.indexOf('\\') + 1);
    int id =
        transaction.find(
            w.sAMAccountName,
            w.sAMAccountName.syntax().key(account.getBytes(StandardCharsets.UTF_8)));
    return id < 0 || transaction.existing(id).isDeleted()
        ? Optional.empty()
        : Optional.ofNullable(Names.sid(transaction, transaction.existing(id)));
  }

  private static DirectoryException refusal(String why) {
    return new DirectoryException(ResultCode.INVALID_ATTRIBUTE_SYNTAX, NAME + ": " + why);
  }
}
