package dev.tombolo.directory.security;

import dev.tombolo.ad.SecurityDescriptor;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.naming.ServiceSettings;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.LinkValue;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.store.View;
import dev.tombolo.directory.update.Update;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Protects administrators from those to whom rights on a container were delegated (MS-ADTS
 * 3.1.1.6.1): protected groups and all who are in them have the security descriptor of {@code
 * CN=AdminSDHolder,CN=System}, which inherits nothing, and {@code adminCount} 1. Who has left such
 * a group keeps both.
 */
public final class AdminSdHolder {
  private static final int[] ACCOUNTS = {500, 502};
  private static final int[] DOMAIN_GROUPS = {512, 516, 518, 519, 521};
  private static final int[] BUILTIN_GROUPS = {544, 552};

  /** Groups of operators, which {@code dSHeuristics} can leave out, by their bits there. */
  private static final int[] OPERATORS = {548, 549, 550, 551};

  private final Update update;
  private final Transaction transaction;
  private final WellKnown w;
  private final AccessControl access;

  /** Protects in an update. */
  public AdminSdHolder(Update update, AccessControl access) {
    this.update = update;
    this.transaction = update.transaction();
    this.w = update.wellKnown();
    this.access = access;
  }

  /** Protects whoever is to be and is not yet; how many that were. */
  public int protect() {
    int system = transaction.child(transaction.object(Register.DOMAIN), "System");
    int holder = system < 0 ? -1 : transaction.child(system, "AdminSDHolder");
    if (holder < 0) {
      return 0;
    }
    SecurityDescriptor whole = access.descriptor(transaction, holder, transaction.existing(holder));
    int number =
        transaction.descriptorNumber(
            OwnDescriptor.of(
                    new SecurityDescriptor(
                        whole.control() | SecurityDescriptor.DACL_PROTECTED,
                        whole.owner(),
                        whole.group(),
                        whole.dacl(),
                        whole.sacl()))
                .encode());
    int changed = 0;
    for (int id : everybody()) {
      Update.ObjectChange change = update.change(id);
      change.after().setReference(w.nTSecurityDescriptor, number).set(w.adminCount, 1);
      changed += change.apply() ? 1 : 0;
    }
    return changed;
  }

  private Set<Integer> everybody() {
    Set<Integer> found = new LinkedHashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (Sid sid : starting()) {
      int id = transaction.find(w.objectSid, sid.bytes());
      if (id >= 0 && !transaction.existing(id).isDeleted() && found.add(id)) {
        open.add(id);
      }
    }
    while (!open.isEmpty()) {
      for (int member : members(open.remove())) {
        Entry entry = transaction.existing(member);
        boolean account = entry.has(w.sAMAccountName);
        if (account && !entry.isDeleted() && found.add(member)) {
          open.add(member);
        }
      }
    }
    return found;
  }

  private List<Sid> starting() {
    List<Sid> sids = new ArrayList<>();
    Sid domain = Names.domainSid(transaction);
    for (int[] rids : new int[][] {ACCOUNTS, DOMAIN_GROUPS}) {
      for (int rid : rids) {
        sids.add(domain.child(rid));
      }
    }
    for (int rid : BUILTIN_GROUPS) {
      sids.add(Sid.of(5, 32, rid));
    }
    int leftOut =
        Math.max(
            0,
            Character.digit(
                ServiceSettings.heuristic(transaction, ServiceSettings.UNPROTECTED_OPERATORS), 16));
    for (int i = 0; i < OPERATORS.length; i++) {
      if ((leftOut >> i & 1) == 0) {
        sids.add(Sid.of(5, 32, OPERATORS[i]));
      }
    }
    return sids;
  }

  private List<Integer> members(int group) {
    List<Integer> members = new ArrayList<>();
    byte[] prefix = Keys.linksOf(w.member.linkPair(), group);
    for (OctetCursor each = transaction.links().ascend(prefix);
        each.next() && each.keyStartsWith(prefix); ) {
      LinkValue value = View.linkAt(each);
      if (value.present()) {
        members.add(LinkKey.ofLink(each.key()).target());
      }
    }
    Sid sid = Names.sid(transaction, transaction.existing(group));
    if (sid != null && sid.subAuthorityCount() > 2) {
      byte[] primary =
          Keys.indexed(
              w.primaryGroupID
                  .syntax()
                  .key(Long.toString(sid.rid()).getBytes(StandardCharsets.US_ASCII)));
      for (OctetCursor each = transaction.index(w.primaryGroupID).ascend(primary);
          each.next() && each.keyStartsWith(primary); ) {
        members.add(each.keyTail());
      }
    }
    return members;
  }
}
