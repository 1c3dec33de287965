package dev.tombolo.directory.security;

import dev.tombolo.ad.Sid;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request: the identity a connection is bound as, with the groups it had at the time of
 * the bind (MS-ADTS 5.1.3.3.3).
 *
 * @param objectId the id of the account, -1 for none
 * @param name as Who am I tells it, such as {@code ADATUM\alice}; empty for anonymous
 * @param sid of the account; null for anonymous
 * @param groups the SIDs of all groups, direct and indirect, and of the well-known ones
 */
public record Caller(int objectId, String name, @Nullable Sid sid, Set<Sid> groups) {
  /** Nobody in particular. */
  public static final Caller ANONYMOUS = new Caller(-1, "", null, Set.of());

  /** Everyone. */
  public static final Sid EVERYONE = Sid.of(1, 0);

  /** Whoever has signed in. */
  public static final Sid AUTHENTICATED_USERS = Sid.of(5, 11);

  /** The Administrators of the domain. */
  public static final Sid ADMINISTRATORS = Sid.of(5, 32, 544);

  /** The operating system itself. */
  public static final Sid SYSTEM_SID = Sid.of(5, 18);

  /** The server itself, for what no client asked for. */
  public static final Caller SYSTEM =
      new Caller(
          -1,
          "NT AUTHORITY\\SYSTEM",
          SYSTEM_SID,
          Set.of(EVERYONE, AUTHENTICATED_USERS, ADMINISTRATORS));

  /** Copies the groups. */
  public Caller {
    groups = Set.copyOf(groups);
  }

  /** Whether nobody has signed in. */
  public boolean isAnonymous() {
    return sid == null;
  }

  /** Whether the caller has a SID, as itself or by a group. */
  public boolean has(Sid other) {
    return (sid != null && sid.equals(other)) || groups.contains(other);
  }

  /** Whether the caller is an administrator of the domain. */
  public boolean isAdministrator() {
    return groups.contains(ADMINISTRATORS);
  }
}
