package dev.tombolo.directory.security;

import dev.tombolo.ad.Sid;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request: the identity a connection is bound as, with the groups it had at the time of
 * the bind (MS-ADTS 5.1.3.3.3). As on a domain controller, a change of its groups counts from its
 * next bind on. What it may do with which security descriptor is found once and remembered.
 */
public final class Caller {
  /** Everyone. */
  public static final Sid EVERYONE = Sid.of(1, 0);

  /** The object itself, in a security descriptor. */
  public static final Sid SELF = Sid.of(5, 10);

  /** Every domain controller of the forest. */
  public static final Sid ENTERPRISE_DOMAIN_CONTROLLERS = Sid.of(5, 9);

  /** Whoever has signed in. */
  public static final Sid AUTHENTICATED_USERS = Sid.of(5, 11);

  /** The Administrators of the domain. */
  public static final Sid ADMINISTRATORS = Sid.of(5, 32, 544);

  /** The operating system itself. */
  public static final Sid SYSTEM_SID = Sid.of(5, 18);

  /** Nobody in particular. */
  public static final Caller ANONYMOUS = new Caller(-1, "", null, Set.of());

  /** The server itself, for what no client asked for. */
  public static final Caller SYSTEM =
      new Caller(
          -1,
          "NT AUTHORITY\\SYSTEM",
          SYSTEM_SID,
          Set.of(EVERYONE, AUTHENTICATED_USERS, ADMINISTRATORS));

  /** How many descriptors are remembered; beyond that they are looked through anew. */
  private static final int REMEMBERED = 4096;

  private final int objectId;
  private final String name;
  private final @Nullable Sid sid;
  private final Set<Sid> groups;
  private final Map<EffectiveDescriptor, Rights> rights = new ConcurrentHashMap<>();
  private final Map<EffectiveDescriptor, Rights> rightsOnSelf = new ConcurrentHashMap<>();

  /**
   * An identity.
   *
   * @param objectId the id of the account, -1 for none
   * @param name as Who am I tells it, such as {@code ADATUM\alice}; empty for anonymous
   * @param sid of the account; null for anonymous
   * @param groups the SIDs of all groups, direct and indirect, and of the well-known ones
   */
  public Caller(int objectId, String name, @Nullable Sid sid, Set<Sid> groups) {
    this.objectId = objectId;
    this.name = name;
    this.sid = sid;
    this.groups = Set.copyOf(groups);
  }

  /** The id of the account, -1 for none. */
  public int objectId() {
    return objectId;
  }

  /** As Who am I tells it; empty for anonymous. */
  public String name() {
    return name;
  }

  /** The account's SID; null for anonymous. */
  public @Nullable Sid sid() {
    return sid;
  }

  /** The SIDs of all groups, direct and indirect, and of the well-known ones. */
  public Set<Sid> groups() {
    return groups;
  }

  /** Whether nobody has signed in. */
  public boolean isAnonymous() {
    return sid == null;
  }

  /** Whether it is the server itself, whom nothing is denied. */
  public boolean isSystem() {
    return sid != null && sid.equals(SYSTEM_SID);
  }

  /** Whether the caller has a SID, as itself or by a group. */
  public boolean has(Sid other) {
    return (sid != null && sid.equals(other)) || groups.contains(other);
  }

  /** Whether the caller is an administrator of the domain. */
  public boolean isAdministrator() {
    return groups.contains(ADMINISTRATORS);
  }

  /** What the caller may do with a descriptor, found by {@code find} when it is not known. */
  Rights rights(
      EffectiveDescriptor descriptor, boolean onSelf, Function<EffectiveDescriptor, Rights> find) {
    Map<EffectiveDescriptor, Rights> known = onSelf ? rightsOnSelf : rights;
    Rights found = known.get(descriptor);
    if (found == null) {
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      found = find.apply(descriptor);
      known.put(descriptor, found);
    }
    return found;
  }

  @Override
  public String toString() {
    return name;
  }
}
