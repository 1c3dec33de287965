package dev.tombolo.directory.ldif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.directory.TestDirectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file says does not depend on the order of its records. */
class LdifOrderTest {
  private static final String BASE = TestDirectory.BASE;

  /** What each load gives out anew; descriptors name the security identifiers. */
  private static final Set<String> GIVEN_OUT =
      Set.of(
          "objectGUID",
          "objectSid",
          "nTSecurityDescriptor",
          "uSNCreated",
          "uSNChanged",
          "whenCreated",
          "whenChanged",
          "pwdLastSet");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void recordsMayComeInAnyOrder(long seed) throws Exception {
    List<String> records = records(new Random(seed));
    Map<String, Map<String, Set<String>>> inOrder = load(records, false, 0);
    List<String> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, new Random(seed * 31));
    Map<String, Map<String, Set<String>>> inDisorder = load(shuffled, false, 0);
    assertThat(inDisorder.keySet()).as("seed " + seed).isEqualTo(inOrder.keySet());
    assertThat(Fixture.differences(inOrder, inDisorder).keySet())
        .as("seed " + seed)
        .isSubsetOf(GIVEN_OUT);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void badRecordsAreLeftOutWhereverTheyAre(long seed) throws Exception {
    List<String> good = records(new Random(seed));
    List<String> bad =
        List.of(
            "dn: CN=b1," + BASE + "\nobjectClass: user\nshoeSize: 1\n",
            "dn: CN=b2,OU=gone," + BASE + "\nobjectClass: user\n",
            "dn: CN=b3," + BASE + "\nobjectClass: group\nuserPrincipalName: x@y\n",
            "dn: CN=b4,CN=Schema,CN=Configuration,"
                + BASE
                + "\nobjectClass: attributeSchema\nattributeID: 1.2.3.4.5.6\n"
                + "lDAPDisplayName: b4\nattributeSyntax: 2.5.5.9\noMSyntax: 64\n",
            "dn: CN=Domain Users,CN=Users,"
                + BASE
                + "\nchangetype: modify\nreplace: description\ndescription: no\n-\n"
                + "add: shoeSize\nshoeSize: 1\n-\n",
            "dn: CN=b6," + BASE + "\nchangetype: delete\n",
            "no record at all\n");
    List<String> mixed = new ArrayList<>(good);
    mixed.addAll(bad);
    Collections.shuffle(mixed, new Random(seed * 31));
    Map<String, Map<String, Set<String>>> clean = load(good, false, 0);
    Map<String, Map<String, Set<String>>> cleaned = load(mixed, true, bad.size());
    assertThat(cleaned.keySet()).as("seed " + seed).isEqualTo(clean.keySet());
    assertThat(Fixture.differences(clean, cleaned).keySet())
        .as("seed " + seed)
        .isSubsetOf(GIVEN_OUT);
  }

  private static Map<String, Map<String, Set<String>>> load(
      List<String> records, boolean keepGoing, int leftOut) throws Exception {
    try (TestDirectory directory = new TestDirectory()) {
      LdifReport report =
          Fixture.load(
              directory, keepGoing, LdifSource.of("made.ldif", String.join("\n", records)));
      assertThat(report.leftOut()).hasSize(leftOut);
      return Fixture.objects(Fixture.export(directory));
    }
  }

  /** Units in units, people with managers, groups in groups, and changes that may come early. */
  private static List<String> records(Random random) {
    List<String> records = new ArrayList<>();
    List<String> units = new ArrayList<>(List.of(BASE));
    for (int i = 0; i < 12; i++) {
      String unit = "OU=unit " + i + "," + units.get(random.nextInt(units.size()));
      units.add(unit);
      records.add("dn: " + unit + "\nobjectClass: organizationalUnit\n");
    }
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      people.add("CN=person " + i + "," + units.get(random.nextInt(units.size())));
    }
    for (int i = 0; i < people.size(); i++) {
      String type = random.nextBoolean() ? "user" : "contact";
      records.add(
          "dn: "
              + people.get(i)
              + "\nobjectClass: "
              + type
              + "\nmanager: "
              + people.get(random.nextInt(people.size()))
              + (type.equals("user") ? "\nsAMAccountName: p" + i : "")
              + "\n");
    }
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      groups.add("CN=group " + i + "," + units.get(random.nextInt(units.size())));
    }
    for (int i = 0; i < groups.size(); i++) {
      Set<String> members = new TreeSet<>();
      for (int n = random.nextInt(8); n >= 0; n--) {
        members.add(people.get(random.nextInt(people.size())));
      }
      if (i > 0) {
        members.add(groups.get(random.nextInt(i)));
      }
      records.add(
          "dn: "
              + groups.get(i)
              + "\nobjectClass: group\ngroupType: -2147483640\nsAMAccountName: g"
              + i
              + "\nmember: "
              + String.join("\nmember: ", members)
              + "\n");
      records.add("dn: " + groups.get(i) + "\nchangetype: modify\nadd: info\ninfo: changed\n-\n");
      records.add(
          "dn: CN=names "
              + i
              + ","
              + units.get(1 + random.nextInt(units.size() - 1))
              + "\nobjectClass: groupOfNames\nmember: "
              + people.get(random.nextInt(people.size()))
              + "\n");
    }
    return records;
  }
}
