package dev.tombolo.clients;

import dev.tombolo.directory.DirectorySettings;
import dev.tombolo.directory.TestDirectory;
import dev.tombolo.directory.store.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of a directory by OpenLDAP's tools alone. The directory is put back to what it was between
 * two tests of a class; whoever moves the clock starts one of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RunsClient(Client.OPENLDAP)
abstract class ToolTest {
  static final String STRONG = "Qw7!xk92pz";
  static final String SHOW_DELETED = "!1.2.840.113556.1.4.417";
  static final String SHOW_RECYCLED = "!1.2.840.113556.1.4.2064";
  static final String DELETED_OBJECTS = "<WKGUID=18E2EA80684F11D2B9AA00C04F79F805,$B>";

  private final UnaryOperator<DirectorySettings> change;
  private Snapshot fresh;
  protected TestDirectory directory;
  protected LdapTools ldap;
  @TempDir protected Path folder;

  ToolTest() {
    this(settings -> settings);
  }

  ToolTest(UnaryOperator<DirectorySettings> change) {
    this.change = change;
  }

  @BeforeAll
  void start() {
    directory = new TestDirectory(change);
    fresh = directory.server().snapshot();
  }

  @BeforeEach
  void takeTools() {
    ldap = new LdapTools(directory, folder);
  }

  @AfterEach
  void putBack() throws IOException {
    directory.server().restore(fresh);
  }

  @AfterAll
  void stop() {
    directory.close();
  }

  /** Adds an enabled user below {@code CN=Users} with more lines of LDIF; returns its DN. */
  String user(String name, String... lines) throws Exception {
    return user(ldap, name, lines);
  }

  static String user(LdapTools ldap, String name, String... lines) throws Exception {
    String dn = "CN=" + name + ",CN=Users,$B";
    ldap.add(
            """
            dn: %s
            objectClass: user
            sAMAccountName: %s
            userAccountControl: 512
            unicodePwd:: %s
            %s
            """
                .formatted(dn, name, LdapTools.quoted(STRONG), String.join("\n", lines)))
        .succeeds();
    return LdapTools.expand(dn);
  }

  /** Adds a global security group below {@code CN=Users} with members; returns its DN. */
  String group(String name, String... members) throws Exception {
    String dn = "CN=" + name + ",CN=Users,$B";
    StringBuilder ldif =
        new StringBuilder("dn: %s\nobjectClass: group\nsAMAccountName: %s\n".formatted(dn, name));
    for (String member : members) {
      ldif.append("member: ").append(member).append('\n');
    }
    ldap.add(ldif.toString()).succeeds();
    return LdapTools.expand(dn);
  }

  /** The dashed objectGUID of an object. */
  String guid(String dn) throws Exception {
    return guid(ldap.read(dn, "objectGUID").octets("objectGUID").get(0));
  }

  static String guid(byte[] octets) {
    return dev.tombolo.ad.ObjectGuid.of(octets).toString();
  }

  long usn(String dn) throws Exception {
    return ldap.read(dn, "uSNChanged").number("uSNChanged");
  }
}
