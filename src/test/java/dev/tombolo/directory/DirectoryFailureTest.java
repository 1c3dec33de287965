package dev.tombolo.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.TomboloProcess;
import dev.tombolo.directory.store.Store;
import dev.tombolo.fault.Fault;
import dev.tombolo.lab.Ready;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of a directory whose disk or folder fails it. */
class DirectoryFailureTest {
  private static final String USERS = "CN=Users," + TestDirectory.BASE;

  @TempDir private Path home;

  private static void add(LDAPConnection to, String name) throws Exception {
    to.add("dn: CN=" + name + "," + USERS, "objectClass: user", "sAMAccountName: " + name);
  }

  @Test
  void aWriteThatCannotBeFlushedFailsAndIsNotSeen() throws Exception {
    Path data = home.resolve("data");
    try (TestDirectory directory = new TestDirectory(settings -> settings.withData(data));
        LDAPConnection admin = directory.admin()) {
      add(admin, "first");
      String usn = admin.getRootDSE().getAttributeValue("highestCommittedUSN");
      directory.faults().arm(Store.FAULT_FLUSH, Fault.FAIL);
      for (String name : new String[] {"lost", "refused"}) {
        assertThatThrownBy(() -> add(admin, name))
            .isInstanceOfSatisfying(
                LDAPException.class,
                e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.UNAVAILABLE));
        assertThat(admin.getEntry("CN=" + name + "," + USERS)).isNull();
      }
      assertThat(admin.getEntry("CN=first," + USERS)).isNotNull();
      assertThat(admin.getRootDSE().getAttributeValue("highestCommittedUSN")).isEqualTo(usn);
      directory.bind(TestDirectory.ADMINISTRATOR, TestDirectory.PASSWORD).close();
    }
    try (TestDirectory directory = new TestDirectory(settings -> settings.withData(data));
        LDAPConnection admin = directory.admin()) {
      assertThat(admin.getEntry("CN=first," + USERS)).isNotNull();
      assertThat(admin.getEntry("CN=lost," + USERS)).isNull();
      add(admin, "lost");
    }
  }

  @Test
  void aDiskThatIsFullLosesNothingThatWasAcknowledged() throws Exception {
    Path data = home.resolve("data");
    Path empty = Files.writeString(home.resolve("empty.ldif"), "version: 1\n");
    int acknowledged = 0;
    try (TomboloProcess server =
        TomboloProcess.directoryWithFilesUpTo(6 << 20, home, data, "--ldif", empty.toString())) {
      Ready ready = server.ready();
      try (LDAPConnection admin = TomboloProcess.connect(ready)) {
        LDAPException failure = null;
        while (failure == null) {
          assertThat(acknowledged).isLessThan(1000);
          try {
            add(admin, "u" + acknowledged);
            admin.modify(
                "CN=u" + acknowledged + "," + USERS,
                new Modification(ModificationType.REPLACE, "thumbnailPhoto", new byte[90_000]));
            acknowledged++;
          } catch (LDAPException e) {
            failure = e;
          }
        }
        assertThat(failure.getResultCode()).isEqualTo(ResultCode.UNAVAILABLE);
        assertThat(photos(admin)).isEqualTo(acknowledged);
      }
    }
    assertThat(acknowledged).isGreaterThan(10);
    try (TomboloProcess server = TomboloProcess.directory(home, data, "--ldif", empty.toString())) {
      try (LDAPConnection admin = TomboloProcess.connect(server.ready())) {
        assertThat(photos(admin)).isBetween(acknowledged, acknowledged + 1);
        add(admin, "more");
      }
    }
  }

  private static int photos(LDAPConnection admin) throws LDAPException {
    return admin.search(USERS, SearchScope.SUB, "(thumbnailPhoto=*)", "cn").getEntryCount();
  }

  @Test
  void aSecondProcessOnTheSameFolderIsRefusedWithOneLine() throws Exception {
    Path data = home.resolve("data");
    Path other = Files.createDirectories(home.resolve("other"));
    try (TomboloProcess first = TomboloProcess.directory(home, data)) {
      Ready ready = first.ready();
      try (TomboloProcess second = TomboloProcess.directory(other, data)) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.errors().lines().filter(line -> line.startsWith("tombolo: ")))
            .containsExactly(
                "tombolo: the data folder "
                    + data.resolve("directory")
                    + " is in use by another process");
      }
      try (LDAPConnection admin = TomboloProcess.connect(ready)) {
        assertThat(admin.getEntry(USERS)).isNotNull();
      }
    }
  }
}
