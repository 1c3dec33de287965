package dev.tombolo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.TomboloProcess;
import dev.tombolo.lab.Ready;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tombolo directory --ldif F}, as it is typed. */
class DirectoryStartTest {
  private static final String EXPORT =
      Path.of("src/test/resources/ldif/ad-export.ldif").toAbsolutePath().toString();

  @TempDir private Path home;

  private TomboloProcess start(String domain) throws Exception {
    return TomboloProcess.directory(
        home, home.resolve("data"), "--set", "directory.domain=" + domain, "--ldif", EXPORT);
  }

  @Test
  void anExportIsLoadedIntoADirectoryOfItsDomain() throws Exception {
    for (int run = 0; run < 2; run++) {
      try (TomboloProcess server = start("adatum.test")) {
        Ready ready = server.ready();
        assertThat(ready.baseDn()).isEqualTo("DC=adatum,DC=test");
        try (LDAPConnection admin = TomboloProcess.connect(ready)) {
          assertThat(
                  admin
                      .search(
                          "OU=Adatum,DC=adatum,DC=test",
                          SearchScope.SUB,
                          "(&(objectCategory=person)(userPrincipalName=*))",
                          "cn")
                      .getEntryCount())
              .isEqualTo(117);
        }
      }
    }
  }

  @Test
  void anotherDomainSaysInOneLineWhichSettingToChange() throws Exception {
    try (TomboloProcess server = start("adatum.com")) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.errors().lines().filter(line -> line.startsWith("tombolo: ")))
          .singleElement()
          .asString()
          .startsWith("tombolo: " + EXPORT + ":1: CN=G07 Projekt,")
          .contains("is not below DC=adatum,DC=com")
          .endsWith("start a new directory with directory.domain=adatum.test");
    }
    try (TomboloProcess server = start("adatum.test")) {
      assertThat(server.ready().baseDn()).isEqualTo("DC=adatum,DC=test");
    }
  }
}
