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

  /** Which groups of a token are wanted. */
  public enum Kind {
    ALL,
    GLOBAL_AND_UNIVERSAL
  }

  /** The SIDs of the security groups an account is in. */
  public static Set<Sid> sids(View view, int id) {
    return sids(view, id, Kind.ALL);
  }

  /** The SIDs of the security groups of a kind an account is in. */
  public static Set<Sid> sids(View view, int id, Kind kind) {
    Set<Sid> sids = new LinkedHashSet<>();
    for (int group : security(view, id, kind)) {
      Sid sid = Names.sid(view, view.existing(group));
      if (sid != null) {
        sids.add(sid);
      }
    }
    return sids;
  }

  /** The SIDs of the security groups that a well-known principal, such as Everyone, is in. */
  static Set<Sid> ofWellKnown(View view, Sid principal) {
    Set<Sid> sids = new LinkedHashSet<>();
    byte[] key = principal.bytes();
    byte[] prefix = Keys.indexed(key);
    for (OctetCursor each = view.index(view.schema().wellKnown().objectSid).ascend(prefix);
        each.next() && each.keyStartsWith(prefix); ) {
      if (!view.existing(each.keyTail()).isDeleted()) {
        sids.addAll(sids(view, each.keyTail()));
      }
    }
    return sids;
  }

  /** The ids of the security groups of a kind an account is in. */
  public static Set<Integer> security(View view, int id, Kind kind) {
    WellKnown w = view.schema().wellKnown();
    Set<Integer> groups = new LinkedHashSet<>();
    for (int group : transitive(view, id)) {
      GroupType type = new GroupType((int) view.existing(group).number(w.groupType, 0));
      if (type.securityEnabled() && (kind == Kind.ALL || type.scope() != GroupType.DOMAIN_LOCAL)) {
        groups.add(group);
      }
    }
    return groups;
  }

  /** The id of an account's primary group, or -1. */
  public static int primaryGroup(View view, Entry account) {
    WellKnown w = view.schema().wellKnown();
    long rid = account.number(w.primaryGroupID, -1);
    @Nullable Sid sid = Names.sid(view, account);
    return rid < 0 || sid == null ? -1 : view.find(w.objectSid, sid.parent().child(rid).bytes());
  }
}
