package dev.tombolo.directory;

import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clients at once, in memory and with a change log on disk. */
class ConcurrencyTest extends WireTest {
  private static final int WRITERS = 6;
  private static final int WRITES = 60;

  @TempDir private Path folder;
  private ExecutorService clients;
  private String staff;

  @BeforeEach
  void addObjects() throws LDAPException {
    clients = Executors.newCachedThreadPool();
    staff = objects.unit("Staff", BASE);
  }

  @AfterEach
  void stopClients() {
    clients.shutdownNow();
  }

  private <T> List<T> all(List<Callable<T>> work) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> each : clients.invokeAll(work)) {
      results.add(each.get());
    }
    return results;
  }

  private static List<Callable<List<Long>>> writers(TestDirectory of, String below) {
    List<Callable<List<Long>>> work = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      work.add(
          () -> {
            List<Long> usns = new ArrayList<>();
            try (LDAPConnection client = of.admin()) {
              TestObjects mine = new TestObjects(client);
              String dn = "CN=w" + writer + "," + below;
              client.add(dn, new Attribute("objectClass", "contact"));
              for (int write = 0; write < WRITES; write++) {
                mine.set(dn, "title", "t" + write);
                assertThat(mine.value(dn, "title"))
                    .as("one reads what one wrote")
                    .isEqualTo("t" + write);
                usns.add(mine.number(dn, "uSNChanged"));
              }
            }
            return usns;
          });
    }
    return work;
  }

  @Test
  void everyWriteHasAUsnOfItsOwn() throws Exception {
    long before = objects.number("", "highestCommittedUSN");
    assertUsns(all(writers(directory, staff)), before, objects);
  }

  @Test
  void soItIsOnDisk() throws Exception {
    try (TestDirectory durable = new TestDirectory(settings -> settings.withData(folder));
        LDAPConnection client = durable.admin()) {
      TestObjects there = new TestObjects(client);
      String below = there.unit("Staff", BASE);
      long before = there.number("", "highestCommittedUSN");
      assertUsns(all(writers(durable, below)), before, there);
    }
    try (TestDirectory again = new TestDirectory(settings -> settings.withData(folder));
        LDAPConnection client = again.admin()) {
      TestObjects there = new TestObjects(client);
      for (int i = 0; i < WRITERS; i++) {
        assertThat(there.value("CN=w" + i + ",OU=Staff," + BASE, "title"))
            .isEqualTo("t" + (WRITES - 1));
      }
    }
  }

  private static void assertUsns(List<List<Long>> byWriter, long before, TestObjects objects)
      throws LDAPException {
    List<Long> all = new ArrayList<>();
    for (List<Long> usns : byWriter) {
      assertThat(usns).isSorted().doesNotHaveDuplicates();
      all.addAll(usns);
    }
    Collections.sort(all);
    assertThat(all).doesNotHaveDuplicates().hasSize(WRITERS * WRITES);
    long last = objects.number("", "highestCommittedUSN");
    assertThat(last - before)
        .as("each write took one USN, the adds and the clients' sign-ins aside")
        .isBetween((long) WRITERS * (WRITES + 1), (long) WRITERS * (WRITES + 2));
    assertThat(LongStream.of(all.get(0), all.get(all.size() - 1)).min().orElse(0))
        .isGreaterThan(before);
  }

  @Test
  void readersSeeWholeWritesOnly() throws Exception {
    String dn = "CN=pair," + staff;
    admin.add(
        dn,
        new Attribute("objectClass", "contact"),
        new Attribute("title", "0"),
        new Attribute("department", "0"));
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Integer>> work = new ArrayList<>();
    work.add(
        () -> {
          try (LDAPConnection client = directory.admin()) {
            for (int i = 1; i <= 300; i++) {
              String value = Integer.toString(i);
              client.modify(
                  dn,
                  new Modification(ModificationType.REPLACE, "title", value),
                  new Modification(ModificationType.REPLACE, "department", value));
            }
          } finally {
            done.set(true);
          }
          return 300;
        });
    for (int i = 0; i < 3; i++) {
      work.add(
          () -> {
            int reads = 0;
            try (LDAPConnection client = directory.admin()) {
              while (!done.get()) {
                SearchResultEntry entry = client.getEntry(dn, "title", "department");
                assertThat(entry.getAttributeValue("title"))
                    .isEqualTo(entry.getAttributeValue("department"));
                reads++;
              }
            }
            return reads;
          });
    }
    assertThat(all(work)).allMatch(count -> count > 0);
  }

  @Test
  void membersAndTheirGroupsAgreeInEverySearch() throws Exception {
    String group = objects.group("g1");
    String member = "CN=m," + staff;
    admin.add(member, new Attribute("objectClass", "contact"));
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Integer>> work = new ArrayList<>();
    work.add(
        () -> {
          try (LDAPConnection client = directory.admin()) {
            TestObjects mine = new TestObjects(client);
            for (int i = 0; i < 150; i++) {
              mine.change(group, ModificationType.ADD, "member", member);
              mine.change(group, ModificationType.DELETE, "member", member);
            }
          } finally {
            done.set(true);
          }
          return 1;
        });
    work.add(
        () -> {
          try (LDAPConnection client = directory.admin()) {
            while (!done.get()) {
              // Both ends are read by one search, so from one moment.
              List<SearchResultEntry> both =
                  client
                      .search(BASE, SearchScope.SUB, "(|(cn=g1)(cn=m))", "member", "memberOf")
                      .getSearchEntries();
              long linked = both.stream().filter(entry -> !entry.getAttributes().isEmpty()).count();
              assertThat(both).hasSize(2);
              assertThat(linked).isIn(0L, 2L);
            }
          }
          return 1;
        });
    assertThat(all(work)).hasSize(2);
  }

  @Test
  void ofManyWhoAddTheSameNameOneSucceeds() throws Exception {
    for (int round = 0; round < 10; round++) {
      String dn = "CN=same" + round + "," + staff;
      String account = "same" + round;
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String mine = i % 2 == 0 ? dn : "CN=other" + round + "-" + i + "," + staff;
        work.add(
            () -> {
              try (LDAPConnection client = directory.admin()) {
                client.add(
                    mine,
                    new Attribute("objectClass", "user"),
                    new Attribute("sAMAccountName", account));
                return true;
              } catch (LDAPException e) {
                assertThat(e.getResultCode()).isEqualTo(ResultCode.ENTRY_ALREADY_EXISTS);
                return false;
              }
            });
      }
      assertThat(all(work)).containsOnlyOnce(true);
    }
  }

  @Test
  void identifiersAreNeverGivenTwice() throws Exception {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      work.add(
          () -> {
            try (LDAPConnection client = directory.admin()) {
              for (int user = 0; user < 20; user++) {
                String name = "u" + writer + "-" + user;
                client.add(
                    "CN=" + name + "," + staff,
                    new Attribute("objectClass", "user"),
                    new Attribute("sAMAccountName", name));
              }
            }
            return writer;
          });
    }
    assertThat(all(work)).hasSize(WRITERS);
    List<SearchResultEntry> users =
        admin
            .search(staff, SearchScope.ONE, "(objectClass=user)", "objectSid", "objectGUID")
            .getSearchEntries();
    assertThat(users).hasSize(WRITERS * 20);
    for (String attribute : List.of("objectSid", "objectGUID")) {
      assertThat(
              users.stream()
                  .map(entry -> java.nio.ByteBuffer.wrap(entry.getAttributeValueBytes(attribute))))
          .doesNotHaveDuplicates();
    }
  }
}
