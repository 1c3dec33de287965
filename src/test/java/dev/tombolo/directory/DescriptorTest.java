package dev.tombolo.directory;

import static com.unboundid.ldap.sdk.ResultCode.ATTRIBUTE_OR_VALUE_EXISTS;
import static com.unboundid.ldap.sdk.ResultCode.CONSTRAINT_VIOLATION;
import static com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS;
import static com.unboundid.ldap.sdk.ResultCode.INVALID_ATTRIBUTE_SYNTAX;
import static com.unboundid.ldap.sdk.ResultCode.OBJECT_CLASS_VIOLATION;
import static dev.tombolo.directory.Refusals.assertRefused;
import static dev.tombolo.directory.TestDirectory.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.ldif.LdifLoadException;
import dev.tombolo.directory.ldif.LdifLoader;
import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.directory.security.Passwords;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** nTSecurityDescriptor as it is read, written, inherited, protected and loaded. */
final class DescriptorTest extends WireTest {
  private static final String USERS = TestObjects.USERS;
  private static final String STAFF = "OU=Staff," + BASE;
  private static final String SUB = "OU=Sub," + STAFF;
  private static final String CAROL = "CN=carol," + SUB;
  private static final String USER_CLASS = "bf967aba-0de6-11d0-a285-00aa003049e2";
  private static final String RESET = "00299570-246d-11d0-a768-00aa006e0529";

  private Descriptors descriptors;

  @BeforeEach
  void units() throws LDAPException {
    descriptors = new Descriptors(admin);
    objects.unit("Staff", BASE);
    objects.unit("Sub", STAFF);
    admin.add(
        CAROL, new Attribute("objectClass", "user"), new Attribute("sAMAccountName", "carol"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1|O:DA", "2|G:DA", "3|O:DAG:DA", "4|D:AI(", "7|O:DAG:DAD:AI(", "15|O:DAG:DAD:AI("})
  void theFlagsSayWhichParts(int flags, String beginning) throws Exception {
    String text = descriptors.read(CAROL, flags);
    assertThat(text).startsWith(beginning);
    if (!beginning.endsWith("(")) {
      assertThat(text).isEqualTo(beginning);
    }
  }

  @Test
  void itIsReadByNameAndWithTheFlagsAmongAll() throws Exception {
    assertThat(admin.getEntry(CAROL).hasAttribute("nTSecurityDescriptor")).isFalse();
    assertThat(admin.getEntry(CAROL, "nTSecurityDescriptor").hasAttribute("nTSecurityDescriptor"))
        .isTrue();
    SearchRequest all = new SearchRequest(CAROL, SearchScope.BASE, "(objectClass=*)");
    all.addControl(Descriptors.flags(4));
    assertThat(admin.search(all).getSearchEntries().get(0).hasAttribute("nTSecurityDescriptor"))
        .isTrue();
  }

  @Test
  void whoMayNotReadTheAuditListGetsNothingWithoutFlags() throws Exception {
    objects.user("dave");
    try (LDAPConnection dave = directory.bind("ADATUM\\dave", TestObjects.PASSWORD)) {
      assertThat(new Descriptors(dave).read(CAROL, 0)).isEmpty();
      assertThat(new Descriptors(dave).read(CAROL, 15)).isEmpty();
      assertThat(new Descriptors(dave).read(CAROL, 7)).startsWith("O:DAG:DAD:AI(");
    }
  }

  @Test
  void aNewObjectHasWhatItsClassSaysAndWhatItInherits() throws Exception {
    assertThat(descriptors.read(CAROL, 4))
        .contains("(OA;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;PS)")
        .contains("(OA;;RPWP;77b5b886-944a-11d1-aebd-0000f80367c1;;PS)")
        .contains("(OA;CIID;LCRPLORC;;" + USER_CLASS + ";RU)")
        .contains("(OA;CIIOID;LCRPLORC;;bf967a9c-0de6-11d0-a285-00aa003049e2;RU)")
        .contains("(A;CIID;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;EA)");
    assertThat(descriptors.read(STAFF, 4))
        .contains("(OA;;CCDC;" + USER_CLASS + ";;AO)")
        .doesNotContain(";;;PS)");
  }

  @Test
  void aClassCanBeToldAnother() throws Exception {
    admin.modify(
        "CN=Contact,CN=Schema,CN=Configuration," + BASE,
        new Modification(
            ModificationType.REPLACE, "defaultSecurityDescriptor", "D:(A;;RPWP;;;DU)"));
    admin.add("CN=c," + STAFF, new Attribute("objectClass", "contact"));
    assertThat(descriptors.read("CN=c," + STAFF, 4)).startsWith("D:AI(A;;RPWP;;;DU)(");
  }

  @Test
  void whoIsNoAdministratorOwnsWhatItMakes() throws Exception {
    String dave = objects.user("dave");
    descriptors.grant(STAFF, dave, "(A;;CC;;;{})");
    String made = "CN=made," + STAFF;
    try (LDAPConnection client = directory.bind("ADATUM\\dave", TestObjects.PASSWORD)) {
      client.add(made, new Attribute("objectClass", "contact"));
      assertThat(descriptors.read(made, 3)).isEqualTo("O:" + descriptors.sid(dave) + "G:DU");
      new Descriptors(client).write(made, 4, "D:(A;;WP;;;" + descriptors.sid(dave) + ")");
      client.modify(made, new Modification(ModificationType.REPLACE, "description", "mine"));
    }
  }

  @Test
  void aChangeHighUpReachesEverythingBelowAtOnceAndStampsNothingThere() throws Exception {
    long before = objects.number(CAROL, "uSNChanged");
    descriptors.grant(STAFF, CAROL, "(OA;CIIO;CR;" + RESET + ";" + USER_CLASS + ";{})");
    String sid = descriptors.sid(CAROL).toString();
    assertThat(descriptors.read(CAROL, 4))
        .contains("(OA;CIID;CR;" + RESET + ";" + USER_CLASS + ";" + sid + ")");
    assertThat(descriptors.read(SUB, 4))
        .contains("(OA;CIIOID;CR;" + RESET + ";" + USER_CLASS + ";" + sid + ")");
    assertThat(objects.number(CAROL, "uSNChanged")).isEqualTo(before);
  }

  @Test
  void aMoveLeavesTheOldPlacesEntriesBehind() throws Exception {
    String sid = descriptors.sid(CAROL).toString();
    descriptors.grant(STAFF, CAROL, "(A;CI;WP;;;{})");
    String text = descriptors.read(CAROL, 4);
    assertThat(text).contains("(A;CIID;WP;;;" + sid + ")");
    admin.modifyDN(CAROL, "CN=carol", true, USERS);
    assertThat(descriptors.read("CN=carol," + USERS, 4)).doesNotContain("(A;CIID;WP;;;" + sid);
  }

  @Test
  void aProtectedListInheritsNothingUntilItIsOpenedAgain() throws Exception {
    descriptors.write(SUB, 4, "D:P(A;CI;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)");
    assertThat(descriptors.read(SUB, 4)).isEqualTo("D:P(A;CI;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)");
    assertThat(descriptors.read(CAROL, 4))
        .contains("(A;CIID;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)")
        .doesNotContain(";;;EA)");
    descriptors.write(SUB, 4, "D:(A;CI;RP;;;DA)");
    assertThat(descriptors.read(CAROL, 4)).contains(";;;EA)").contains("(A;CIID;RP;;;DA)");
  }

  @Test
  void whatIsReadCanBeWrittenBackAndChangesNothing() throws Exception {
    String text = descriptors.read(CAROL, 15);
    long before = objects.number(CAROL, "uSNChanged");
    descriptors.write(CAROL, 15, text);
    assertThat(descriptors.read(CAROL, 15)).isEqualTo(text);
    assertThat(objects.number(CAROL, "uSNChanged")).isEqualTo(before);
  }

  @Test
  void onlyThePartsMeantAreReplaced() throws Exception {
    String list = descriptors.read(CAROL, 4);
    descriptors.write(CAROL, 1, "O:EAG:EAD:(A;;RP;;;AU)");
    assertThat(descriptors.read(CAROL, 3)).isEqualTo("O:EAG:DA");
    assertThat(descriptors.read(CAROL, 4)).isEqualTo(list);
    descriptors.write(CAROL, 8, "S:(AU;SA;WP;;;WD)");
    assertThat(descriptors.read(CAROL, 8)).contains("(AU;SA;WP;;;WD)");
    assertThat(descriptors.read(CAROL, 4)).isEqualTo(list);
  }

  @Test
  void anObjectIsAddedWithItsDescriptor() throws Exception {
    AddRequest request =
        new AddRequest(
            "CN=own," + STAFF,
            new Attribute("objectClass", "contact"),
            new Attribute(
                "nTSecurityDescriptor", descriptors.encode("O:EAD:P(A;;GR;;;AU)(D;;WP;;;AU)")));
    request.addControl(Descriptors.flags(5));
    admin.add(request);
    assertThat(descriptors.read("CN=own," + STAFF, 7))
        .isEqualTo("O:EAG:DAD:P(D;;WP;;;AU)(A;;LCRPLORC;;;AU)");
  }

  @Test
  void whatIsWrittenWronglyIsRefused() throws Exception {
    byte[] good = descriptors.encode("D:(A;;RP;;;AU)");
    byte[] cut = java.util.Arrays.copyOf(good, good.length - 1);
    for (byte[] bad :
        List.of(new byte[] {1}, "D:(A;;RP;;;AU)".getBytes(StandardCharsets.UTF_8), cut)) {
      assertRefused(
          () ->
              admin.modify(
                  CAROL, new Modification(ModificationType.REPLACE, "nTSecurityDescriptor", bad)),
          INVALID_ATTRIBUTE_SYNTAX,
          "0000200B: AtrErr");
      assertRefused(
          () ->
              admin.add(
                  "CN=x," + STAFF,
                  new Attribute("objectClass", "contact"),
                  new Attribute("nTSecurityDescriptor", bad)),
          INVALID_ATTRIBUTE_SYNTAX,
          "0000200B: AtrErr");
    }
    assertRefused(
        () ->
            admin.modify(
                CAROL, new Modification(ModificationType.ADD, "nTSecurityDescriptor", good)),
        ATTRIBUTE_OR_VALUE_EXISTS,
        "00002081: AtrErr");
    assertRefused(
        () ->
            admin.modify(CAROL, new Modification(ModificationType.DELETE, "nTSecurityDescriptor")),
        OBJECT_CLASS_VIOLATION,
        "0000207C: UpdErr");
  }

  @Test
  void anOwnerIsOneselfOrAnAdministratorsGroupOneIsIn() throws Exception {
    String dave = objects.user("dave");
    descriptors.grant(CAROL, dave, "(A;;WO;;;{})");
    try (LDAPConnection client = directory.bind("ADATUM\\dave", TestObjects.PASSWORD)) {
      assertRefused(
          () -> new Descriptors(client).write(CAROL, 1, "O:DA"),
          CONSTRAINT_VIOLATION,
          "0000051B: AtrErr");
      new Descriptors(client).write(CAROL, 1, "O:" + descriptors.sid(dave));
    }
    assertThat(descriptors.read(CAROL, 1)).isEqualTo("O:" + descriptors.sid(dave));
  }

  @Test
  void aDelegatedResetDoesNotWorkOnProtectedAccounts() throws Exception {
    String helpdesk = objects.user("helpdesk");
    descriptors.grant(STAFF, helpdesk, "(OA;CIIO;CR;" + RESET + ";" + USER_CLASS + ";{})");
    Modification reset =
        new Modification(ModificationType.REPLACE, "unicodePwd", Passwords.quote("N3w!Secret77"));
    try (LDAPConnection client = directory.bind("ADATUM\\helpdesk", TestObjects.PASSWORD)) {
      client.modify(CAROL, reset);
      objects.group("inner", CAROL);
      objects.change(
          "CN=Domain Admins," + USERS, ModificationType.ADD, "member", "CN=inner," + USERS);
      client.modify(CAROL, reset);
      admin.modify(
          "", new Modification(ModificationType.REPLACE, "runProtectAdminGroupsTask", "1"));
      assertThat(objects.value(CAROL, "adminCount")).isEqualTo("1");
      assertThat(objects.value("CN=inner," + USERS, "adminCount")).isEqualTo("1");
      assertRefused(
          () -> client.modify(CAROL, reset), INSUFFICIENT_ACCESS_RIGHTS, "00000005: SecErr");
      assertThat(descriptors.read(CAROL, 4))
          .startsWith("D:P")
          .isEqualTo(descriptors.read("CN=AdminSDHolder,CN=System," + BASE, 4));
      objects.change(
          "CN=Domain Admins," + USERS, ModificationType.DELETE, "member", "CN=inner," + USERS);
      admin.modify(
          "", new Modification(ModificationType.REPLACE, "runProtectAdminGroupsTask", "1"));
      assertThat(objects.value(CAROL, "adminCount")).as("once protected").isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=Administrator,CN=Users",
        "CN=Domain Admins,CN=Users",
        "CN=Administrators,CN=Builtin"
      })
  void administratorsAreProtectedFromTheStart(String name) throws Exception {
    assertThat(descriptors.read(name + "," + BASE, 4))
        .isEqualTo(descriptors.read("CN=AdminSDHolder,CN=System," + BASE, 4));
  }

  @Test
  void replicationNeedsItsRightOnTheDomain() throws Exception {
    String dave = objects.user("dave");
    try (LDAPConnection client = directory.bind("ADATUM\\dave", TestObjects.PASSWORD)) {
      assertRefused(
          () -> client.search(dirSync(0)), INSUFFICIENT_ACCESS_RIGHTS, "00002105: SecErr");
      assertThat(client.search(dirSync(1)).getSearchEntries())
          .as("with object security, what one may see")
          .isNotEmpty();
      descriptors.grant(BASE, dave, "(OA;;CR;1131f6aa-9c07-11d1-f79f-00c04fc2dcd2;;{})");
      assertThat(client.search(dirSync(0)).getSearchEntries()).isNotEmpty();
    }
  }

  private static SearchRequest dirSync(int flags) throws LDAPException {
    SearchRequest request =
        new SearchRequest(BASE, SearchScope.SUB, "(cn=carol)", "sAMAccountName");
    request.addControl(
        new Control(
            Oids.DIR_SYNC,
            true,
            new ASN1OctetString(
                new ASN1Sequence(new ASN1Integer(flags), new ASN1Integer(0), new ASN1OctetString())
                    .encode())));
    return request;
  }

  private void load(String ldif) throws Exception {
    directory
        .server()
        .load(List.of(LdifSource.of("grants.ldif", ldif)), false, LdifLoader.Progress.NONE);
  }

  @Test
  void aFileGrantsAndRevokesSingleEntriesAsText() throws Exception {
    String sid = descriptors.sid(CAROL).toString();
    load(
        String.join(
            "\n",
            "dn: " + STAFF,
            "changetype: modify",
            "add: nTSecurityDescriptor",
            "nTSecurityDescriptor: D:(A;CI;WP;;;ADATUM\\carol)(D;;DT;;;WD)",
            "-",
            ""));
    assertThat(descriptors.read(STAFF, 4))
        .startsWith("D:AI(D;;DT;;;WD)")
        .contains("(A;CI;WP;;;" + sid + ")")
        .contains("(OA;;CCDC;" + USER_CLASS + ";;AO)");
    assertThat(descriptors.read(CAROL, 4)).contains("(A;CIID;WP;;;" + sid + ")");
    load(
        String.join(
            "\n",
            "dn: " + STAFF,
            "changetype: modify",
            "delete: nTSecurityDescriptor",
            "nTSecurityDescriptor: D:(A;CI;WP;;;carol)",
            "-",
            ""));
    assertThat(descriptors.read(STAFF, 4)).doesNotContain(sid).startsWith("D:AI(D;;DT;;;WD)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D:(A;;RP;;;nobody)|\"nobody\" stands for no trustee",
        "D:(A;;XX;;;AU)|\"XX\" are no rights"
      })
  void aFileIsToldWhatIsWrongWithAText(String text, String complaint) {
    Assertions.assertThatThrownBy(
            () ->
                load(
                    "dn: CN=x,"
                        + STAFF
                        + "\nobjectClass: contact\nnTSecurityDescriptor: "
                        + text
                        + "\n"))
        .isInstanceOf(LdifLoadException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void anExportBringsTheDescriptorsThatDiffer() throws Exception {
    descriptors.grant(CAROL, CAROL, "(A;;WP;;;{})");
    String list = descriptors.read(CAROL, 7);
    ByteArrayOutputStream exported = new ByteArrayOutputStream();
    assertThat(directory.server().export(exported)).isPositive();
    try (TestDirectory other = new TestDirectory()) {
      other
          .server()
          .load(
              List.of(LdifSource.of("export.ldif", exported.toString(StandardCharsets.UTF_8))),
              false,
              LdifLoader.Progress.NONE);
      try (LDAPConnection client = other.admin()) {
        assertThat(new Descriptors(client).read(CAROL, 7)).isEqualTo(list);
        assertThat(new Descriptors(client).read(SUB, 7)).isEqualTo(descriptors.read(SUB, 7));
      }
    }
  }
}
