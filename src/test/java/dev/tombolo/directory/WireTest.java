package dev.tombolo.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.directory.store.Snapshot;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * Tests of a directory over the wire, with a client that is its Administrator. The directory is put
 * back to what it was between two tests of a class; the clock is not, so whoever moves it starts a
 * directory of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WireTest {
  private final UnaryOperator<DirectorySettings> change;
  private Snapshot fresh;
  protected TestDirectory directory;
  protected LDAPConnection admin;
  protected TestObjects objects;

  /** A directory as it is out of the box, with the recycle bin on. */
  WireTest() {
    this(settings -> settings);
  }

  WireTest(UnaryOperator<DirectorySettings> change) {
    this.change = change;
  }

  @BeforeAll
  void start() {
    directory = new TestDirectory(change);
    fresh = directory.server().snapshot();
  }

  @BeforeEach
  void connect() throws LDAPException {
    admin = directory.admin();
    objects = new TestObjects(admin);
  }

  @AfterEach
  void putBack() throws IOException {
    admin.close();
    directory.server().restore(fresh);
  }

  @AfterAll
  void stop() {
    directory.close();
  }
}
