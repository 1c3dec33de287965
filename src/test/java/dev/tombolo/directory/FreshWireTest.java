package dev.tombolo.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a directory over the wire that move its clock, so each has a directory of its own. */
abstract class FreshWireTest {
  private final UnaryOperator<DirectorySettings> change;
  protected TestDirectory directory;
  protected LDAPConnection admin;
  protected TestObjects objects;

  /** A directory as it is out of the box, with the recycle bin on. */
  FreshWireTest() {
    this(settings -> settings);
  }

  FreshWireTest(UnaryOperator<DirectorySettings> change) {
    this.change = change;
  }

  @BeforeEach
  void start() throws LDAPException {
    directory = new TestDirectory(change);
    admin = directory.admin();
    objects = new TestObjects(admin);
  }

  @AfterEach
  void stop() {
    admin.close();
    directory.close();
  }
}
