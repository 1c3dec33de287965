package dev.tombolo.directory.security;

import dev.tombolo.ad.GroupType;
import dev.tombolo.ad.Sid;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Keys;
import dev.tombolo.directory.store.LinkKey;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.View;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The groups an account is in, directly, by another group or as its primary group (MS-ADTS
 * 3.1.1.4.5.19).
 */
public final class TokenGroups {
  private TokenGroups() {}

  /**
   * The ids of the live groups an object is in by links, through any number of groups; itself is
   * not among them.
   */
  public static Set<Integer> transitive(View view, int id) {
    Set<Integer> groups = new LinkedHashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(id);
    int primary = primaryGroup(view, view.existing(id));
    if (primary >= 0 && groups.add(primary)) {
      open.add(primary);
    }
    while (!open.isEmpty()) {
      byte[] prefix = Keys.linksOf(view.schema().wellKnown().member.linkPair(), open.remove());
      for (OctetCursor each = view.backLinks().ascend(prefix);
          each.next() && each.keyStartsWith(prefix); ) {
        int group = LinkKey.ofBackLink(each.key()).source();
        if (!view.existing(group).isDeleted() && groups.add(group)) {
          open.add(group);
        }
      }
    }
    groups.remove(id);
    return groups;
  }

  /** The SIDs of the security groups an account is in. */
  public static Set<Sid> sids(View view, int id) {
    WellKnown w = view.schema().wellKnown();
    Set<Sid> sids = new LinkedHashSet<>();
    for (int group : transitive(view, id)) {
      Entry entry = view.existing(group);
      boolean security = new GroupType((int) entry.number(w.groupType, 0)).securityEnabled();
      Sid sid = Names.sid(view, entry);
      if (security && sid != null) {
        sids.add(sid);
      }
    }
    return sids;
  }

  /** The id of an account's primary group, or -1. */
  public static int primaryGroup(View view, Entry account) {
    WellKnown w = view.schema().wellKnown();
    long rid = account.number(w.primaryGroupID, -1);
    @Nullable Sid sid = Names.sid(view, account);
    return rid < 0 || sid == null ? -1 : view.find(w.objectSid, sid.parent().child(rid).bytes());
  }
}
