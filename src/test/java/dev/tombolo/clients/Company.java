package dev.tombolo.clients;

import dev.tombolo.directory.TestDirectory;
import dev.tombolo.directory.ldif.LdifLoadException;
import dev.tombolo.directory.ldif.LdifLoader;
import dev.tombolo.directory.ldif.LdifSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The objects that every real client is tried on: Alice, her two groups, and 1,200 contacts. */
final class Company {
  static final String STAFF = "OU=Staff," + TestDirectory.BASE;
  static final String ALICE = "CN=Alice Smith," + STAFF;
  static final String PASSWORD = "Qw7!xk92pz";
  static final String NEW_PASSWORD = "Zb4?mvt81r";
  static final int CONTACTS = 1200;

  private Company() {}

  static void fill(TestDirectory directory) throws LdifLoadException, IOException {
    StringBuilder contacts = new StringBuilder();
    for (int i = 1; i <= CONTACTS; i++) {
      contacts.append("dn: CN=c%04d,%s\nobjectClass: contact\n\n".formatted(i, STAFF));
    }
    directory
        .server()
        .load(
            List.of(
                LdifSource.of(Path.of("src/test/resources/clients/company.ldif")),
                LdifSource.of("contacts", contacts.toString())),
            false,
            LdifLoader.Progress.NONE);
  }
}
