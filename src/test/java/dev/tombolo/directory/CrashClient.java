package dev.tombolo.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPInterface;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A client that writes one thing after another to users of its own, and knows what was
 * acknowledged. When the server goes away, the write that was under way is in doubt: it may have
 * happened or not.
 */
final class CrashClient {
  /**
   * What the directory should say of a user.
   *
   * @param dn its name; empty once it is deleted
   * @param description the last one written
   * @param photo the size of its photo
   * @param member whether it is in the client's group
   * @param deleted whether it was deleted
   */
  record User(String dn, String description, int photo, boolean member, boolean deleted) {
    private User described(String text) {
      return new User(dn, text, photo, member, deleted);
    }

    private User pictured(int size) {
      return new User(dn, description, size, member, deleted);
    }

    private User named(String other) {
      return new User(other, description, photo, member, deleted);
    }

    private User inGroup(boolean in) {
      return new User(dn, description, photo, in, deleted);
    }

    private User gone() {
      return new User("", description, photo, false, true);
    }
  }

  /** A write as the client sends it. */
  private interface Write {
    void to(LDAPInterface server) throws LDAPException;
  }

  private final int number;
  private final String unit;
  private final Random random;
  private final Map<String, User> users = new HashMap<>();
  private @Nullable String doubtful;
  private @Nullable User doubtfulState;
  private int next;
  private long acknowledged;

  CrashClient(int number, String base, long seed) {
    this.number = number;
    this.unit = "OU=client" + number + "," + base;
    this.random = new Random(seed);
  }

  /** Makes the client's unit, a second one in it to move users to, and its group. */
  void prepare(LDAPConnection server) throws LDAPException {
    Attribute organizationalUnit = new Attribute("objectClass", "organizationalUnit");
    server.add(unit, organizationalUnit);
    server.add("OU=other," + unit, organizationalUnit);
    server.add(
        group(),
        new Attribute("objectClass", "group"),
        new Attribute("sAMAccountName", "group" + number));
  }

  String group() {
    return "CN=group," + unit;
  }

  /** Writes until the server goes away. */
  void run(LDAPConnection server) throws LDAPException {
    while (true) {
      try {
        step(server);
        acknowledged++;
      } catch (LDAPException e) {
        if (e.getResultCode().isConnectionUsable()) {
          throw e; // the server answered, and did not like it
        }
        return;
      }
    }
  }

  private void step(LDAPConnection server) throws LDAPException {
    List<String> living = new ArrayList<>();
    users.forEach(
        (id, user) -> {
          if (!user.deleted) {
            living.add(id);
          }
        });
    if (living.size() < 5 || (living.size() < 60 && random.nextInt(3) == 0)) {
      add(server);
      return;
    }
    living.sort(null);
    String id = living.get(random.nextInt(living.size()));
    User user = Objects.requireNonNull(users.get(id));
    switch (random.nextInt(7)) {
      case 0 -> {
        boolean other = user.dn.contains(",OU=other,");
        String rdn = "CN=" + id + " r" + random.nextInt(1_000_000);
        String above = other ? unit : "OU=other," + unit;
        write(
            server,
            id,
            user.named(rdn + "," + above),
            to -> to.modifyDN(user.dn, rdn, true, above));
      }
      case 1 -> write(server, id, user.gone(), to -> to.delete(user.dn));
      case 2, 3 ->
          write(
              server,
              id,
              user.inGroup(!user.member),
              to ->
                  to.modify(
                      group(),
                      new Modification(
                          user.member ? ModificationType.DELETE : ModificationType.ADD,
                          "member",
                          user.dn)));
      case 4 -> {
        byte[] photo = new byte[1 + random.nextInt(90_000)];
        write(
            server,
            id,
            user.pictured(photo.length),
            to ->
                to.modify(
                    user.dn, new Modification(ModificationType.REPLACE, "thumbnailPhoto", photo)));
      }
      default -> {
        String text = "written " + random.nextInt();
        write(
            server,
            id,
            user.described(text),
            to ->
                to.modify(
                    user.dn, new Modification(ModificationType.REPLACE, "description", text)));
      }
    }
  }

  private void add(LDAPConnection server) throws LDAPException {
    String id = number + "-" + next++;
    User user = new User("CN=" + id + "," + unit, "new", 0, false, false);
    write(
        server,
        id,
        user,
        to ->
            to.add(
                user.dn,
                new Attribute("objectClass", "user"),
                new Attribute("employeeID", id),
                new Attribute("description", "new"),
                new Attribute("sAMAccountName", "s" + id)));
  }

  private void write(LDAPConnection server, String id, User after, Write write)
      throws LDAPException {
    doubtful = id;
    doubtfulState = after;
    write.to(server);
    users.put(id, after);
    doubtful = null;
    doubtfulState = null;
  }

  /** How many writes were acknowledged. */
  long acknowledged() {
    return acknowledged;
  }

  /**
   * Compares what the directory says with what it should; what was in doubt is as it says from then
   * on. Each complaint is a line.
   */
  List<String> complaints(Map<String, User> seen) {
    List<String> complaints = new ArrayList<>();
    String id = doubtful;
    User now = id == null ? null : seen.get(id);
    if (id != null && now != null && now.equals(doubtfulState)) {
      users.put(id, now);
    }
    users.forEach(
        (each, user) -> {
          if (!user.equals(seen.get(each))) {
            complaints.add(each + " should be " + user + " but is " + seen.get(each));
          }
        });
    seen.forEach(
        (each, user) -> {
          if (each.startsWith(number + "-") && !users.containsKey(each)) {
            complaints.add(each + " is " + user + ", which nobody wrote");
          }
        });
    doubtful = null;
    doubtfulState = null;
    return complaints;
  }
}
