package dev.tombolo.directory.ldif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.tombolo.directory.DirectoryServer;
import dev.tombolo.directory.DirectorySettings;
import dev.tombolo.directory.TestDirectory;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.store.Store;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Fault;
import dev.tombolo.fault.Faults;
import dev.tombolo.time.LabClock;
import dev.tombolo.tls.LabCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loads leave behind in a data folder. */
class LdifDurabilityTest {
  private static final String BASE = TestDirectory.BASE;

  @TempDir private Path folder;

  private TestDirectory open() {
    return new TestDirectory(settings -> settings.withData(folder.resolve("data")));
  }

  private static String text(TestDirectory directory) throws IOException {
    return new String(Fixture.export(directory), StandardCharsets.UTF_8);
  }

  private static String user(String name) {
    return "dn: CN=" + name + ",CN=Users," + BASE + "\nobjectClass: user\n\n";
  }

  @Test
  void aLoadThatWasStoppedLeavesNothingBehind() throws Exception {
    String before;
    try (TestDirectory directory = open()) {
      before = text(directory);
      String bad = "dn: CN=bad," + BASE + "\nobjectClass: user\nshoeSize: 1\n\n";
      assertThatThrownBy(() -> Fixture.load(directory, user("a") + bad + user("b")))
          .isInstanceOf(LdifLoadException.class);
      String large = many(6000) + bad;
      assertThatThrownBy(() -> Fixture.load(directory, large))
          .isInstanceOf(LdifLoadException.class);
      assertThat(text(directory)).isEqualTo(before);
    }
    try (TestDirectory directory = open()) {
      assertThat(text(directory)).isEqualTo(before);
    }
  }

  /** More than what is kept as one change record. */
  private static String many(int users) {
    StringBuilder ldif = new StringBuilder();
    for (int i = 0; i < users; i++) {
      ldif.append(user("many " + i).strip()).append("\ndescription: ").append("x".repeat(700));
      ldif.append("\n\n");
    }
    return ldif.toString();
  }

  @Test
  void whatWasLeftOutDoesNotComeBackAfterARestart() throws Exception {
    String before;
    try (TestDirectory directory = open()) {
      LdifReport report =
          Fixture.load(
              directory,
              true,
              LdifSource.of(
                  "f.ldif",
                  user("kept")
                      + "dn: CN=odd,CN=Schema,CN=Configuration,"
                      + BASE
                      + "\nobjectClass: attributeSchema\nattributeID: 1.2.3.4.5.6\n"
                      + "lDAPDisplayName: odd\nattributeSyntax: 2.5.5.9\noMSyntax: 64\n\n"
                      + "dn: CN=full,CN=Users,"
                      + BASE
                      + "\nobjectClass: group\nmember: CN=none,"
                      + BASE
                      + "\nmanagedBy: CN=kept,CN=Users,"
                      + BASE
                      + "\n\n"));
      assertThat(report.leftOut()).hasSize(2);
      before = text(directory);
    }
    try (TestDirectory directory = open()) {
      assertThat(text(directory)).isEqualTo(before);
      assertThatNothingIsLeftOfThem(directory);
    }
  }

  /** Signing in stamps the account that does, so this comes after a comparison of everything. */
  private static void assertThatNothingIsLeftOfThem(TestDirectory directory) throws Exception {
    try (LDAPConnection admin = directory.admin()) {
      assertThat(admin.getEntry("CN=odd,CN=Schema,CN=Configuration," + BASE)).isNull();
      assertThat(admin.getEntry("CN=kept,CN=Users," + BASE)).isNotNull();
      admin.add("dn: CN=odd,CN=Users," + BASE, "objectClass: user");
    }
  }

  @Test
  void aLargeLoadAndALaterChangeAreThereAfterARestart() throws Exception {
    String before;
    try (TestDirectory directory = open();
        LDAPConnection admin = directory.admin()) {
      assertThat(Fixture.load(directory, many(6000)).added()).isEqualTo(6000);
      admin.delete("CN=many 17,CN=Users," + BASE);
      before = text(directory);
    }
    try (TestDirectory directory = open()) {
      assertThat(text(directory)).isEqualTo(before);
    }
  }

  @Test
  void aLoadThatCannotBeMadeDurableHasNotHappened() throws Exception {
    String before;
    try (TestDirectory directory = open()) {
      before = text(directory);
      directory.faults().arm(Store.FAULT_CHECKPOINT, Fault.FAIL);
      String large = many(6000);
      assertThatThrownBy(() -> Fixture.load(directory, large)).isInstanceOf(IOException.class);
      assertThat(text(directory)).isEqualTo(before);
      assertThat(Fixture.load(directory, user("later")).added()).isEqualTo(1);
      directory.faults().arm(Store.FAULT_FLUSH, Fault.FAIL);
      before = text(directory);
      assertThatThrownBy(() -> Fixture.load(directory, user("lost")))
          .isInstanceOf(IOException.class);
      assertThat(text(directory)).isEqualTo(before);
    }
    try (TestDirectory directory = open()) {
      assertThat(text(directory)).isEqualTo(before);
    }
  }

  private DirectoryServer startWith(String fixture) throws Exception {
    LabClock clock = LabClock.system();
    return DirectoryServer.start(
        DirectorySettings.of(new Forest("adatum.com", "ADATUM", "DC1"), TestDirectory.PASSWORD)
            .withData(folder.resolve("started")),
        clock,
        new Journal("directory", clock),
        new Faults(),
        LabCertificates.in(folder.resolve("tls"), List.of()),
        () -> List.of(LdifSource.of("start.ldif", fixture)),
        LdifLoader.Progress.NONE);
  }

  @Test
  void aStartWhoseFixtureIsWrongBeginsAgainNextTime() throws Exception {
    assertThatThrownBy(
            () -> startWith(user("a") + "dn: CN=b,OU=none," + BASE + "\nobjectClass: user"))
        .isInstanceOf(LdifLoadException.class)
        .hasMessageStartingWith("start.ldif:4: CN=b,OU=none,");
    try (DirectoryServer server = startWith(user("a") + user("b"))) {
      assertThat(server.isNew()).isTrue();
    }
    try (DirectoryServer server = startWith("not read again")) {
      assertThat(server.isNew()).isFalse();
    }
  }

  @Test
  void schemaFromAProductsFilesWorksAtOnceAndAfterARestart() throws Exception {
    String holder = "CN=wearer,CN=Users," + BASE;
    try (TestDirectory directory = open();
        LDAPConnection admin = directory.admin()) {
      Fixture.load(
          directory,
          false,
          LdifSource.of(Fixture.file("ldifde-schema.ldf")),
          LdifSource.of(
              "use.ldif",
              "dn: "
                  + holder
                  + "\nobjectClass: user\nmsTest-ShoeSize: 43\nmsTest-Buddy: CN=Guest,CN=Users,"
                  + BASE
                  + "\nmailNickname: wearer\nextensionAttribute1: one\nextensionAttribute15: two\n"
                  + "msExchHideFromAddressLists: TRUE\nmsExchMailboxGuid:: AAECAwQFBgcICQoLDA0ODw==\n"
                  + "\ndn: CN=aux,CN=Users,"
                  + BASE
                  + "\nobjectClass: contact\nobjectClass: msTest-Wearer\nmsTest-ShoeSize: 39\n"));
      checkSchema(admin, holder);
    }
    try (TestDirectory directory = open();
        LDAPConnection admin = directory.admin()) {
      checkSchema(admin, holder);
      assertThatThrownBy(
              () ->
                  admin.modify(
                      "dn: " + holder,
                      "changetype: modify",
                      "replace: msTest-ShoeSize",
                      "msTest-ShoeSize: 14"))
          .hasMessageContaining("00002082");
    }
  }

  private static void checkSchema(LDAPConnection admin, String holder) throws Exception {
    Schema schema = admin.getSchema();
    assertThat(schema.getAttributeType("msTest-ShoeSize").isSingleValued()).isTrue();
    assertThat(schema.getObjectClass("msTest-Wearer").getOptionalAttributes())
        .containsExactlyInAnyOrder("msTest-ShoeSize", "msTest-Buddy");
    assertThat(schema.getAttributeType("extensionAttribute7")).isNotNull();
    assertThat(
            admin.search(BASE, SearchScope.SUB, "(msTest-ShoeSize>=40)", "cn").getSearchEntries())
        .extracting(entry -> entry.getAttributeValue("cn"))
        .containsExactly("wearer");
    assertThat(admin.getEntry("CN=aux,CN=Users," + BASE).getObjectClassValues())
        .contains("msTest-Wearer");
    assertThat(admin.getEntry(holder).getAttributeValue("msTest-Buddy"))
        .isEqualTo("CN=Guest,CN=Users," + BASE);
    for (int n = 1; n <= 15; n++) {
      assertThat(
              admin
                  .search(BASE, SearchScope.SUB, "(extensionAttribute" + n + "=none)", "cn")
                  .getEntryCount())
          .isZero();
    }
    assertThat(admin.getEntry(holder).getAttributeValue("msExchHideFromAddressLists"))
        .isEqualTo("TRUE");
  }

  /** Users made while they are read; nobody ever has all of them. */
  private static final class ManyUsers implements LdifSource {
    private static final int COUNT = 100_000;
    private static final int SIZE = 700;
    private final AtomicLong made = new AtomicLong();

    private static byte[] record(int number) {
      String text =
          "dn: CN=user " + number + ",CN=Users," + BASE + "\nobjectClass: user\ndescription: ";
      return (text + "x".repeat(SIZE - text.length() - 2) + "\n\n")
          .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String name() {
      return "many.ldif";
    }

    @Override
    public long size() {
      return (long) COUNT * SIZE;
    }

    @Override
    public InputStream open() {
      return new InputStream() {
        private byte[] current = {};
        private int place;

        @Override
        public int read() {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] to, int from, int length) {
          if (place == current.length) {
            int number = (int) (made.get() / SIZE);
            if (number == COUNT) {
              return -1;
            }
            current = record(number);
            place = 0;
          }
          int count = Math.min(length, current.length - place);
          System.arraycopy(current, place, to, from, count);
          place += count;
          made.addAndGet(count);
          return count;
        }
      };
    }
  }

  @Test
  void aLongLoadTellsHowFarItIsAndReadsOnlyALittleAhead() throws Exception {
    ManyUsers users = new ManyUsers();
    List<Long> octets = new ArrayList<>();
    AtomicLong ahead = new AtomicLong();
    try (TestDirectory directory = new TestDirectory()) {
      LdifReport report =
          directory
              .server()
              .load(
                  List.of(users),
                  false,
                  (file, done, size, records) -> {
                    assertThat(file).isEqualTo("many.ldif");
                    assertThat(size).isEqualTo(users.size());
                    octets.add(done);
                    ahead.accumulateAndGet(users.made.get() - done, Math::max);
                  });
      assertThat(report.added()).isEqualTo(ManyUsers.COUNT);
    }
    assertThat(octets).isSorted().hasSizeGreaterThanOrEqualTo(ManyUsers.COUNT / 5000);
    assertThat(octets.get(octets.size() - 1)).isEqualTo(users.size());
    assertThat(ahead.get()).isLessThan(8L << 20);
  }
}
