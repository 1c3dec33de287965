package dev.tombolo.connector.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default rules (reference §3). */
class SyncRulesTest {
  private static final UUID GUID = UUID.fromString("88666888-0101-1111-bbbb-1234567890ab");
  private static final SyncRules RULES = SyncRules.standard();

  private static Map<String, List<String>> ann() {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    attributes.put("cn", List.of("Ann"));
    attributes.put("sAMAccountName", List.of("ann"));
    attributes.put("userAccountControl", List.of("512"));
    attributes.put("userPrincipalName", List.of("ann@adatum.com"));
    return attributes;
  }

  private static Inbound inbound(
      ObjectKind kind, String dn, Map<String, List<String>> attributes, String... more) {
    Map<String, List<String>> all = new LinkedHashMap<>(attributes);
    for (String each : more) {
      int at = each.indexOf('=');
      String name = each.substring(0, at);
      if (each.length() == at + 1) {
        all.remove(name);
      } else {
        List<String> values = new ArrayList<>(all.getOrDefault(name, List.of()));
        values.clear();
        values.addAll(List.of(each.substring(at + 1).split("\\|")));
        all.put(name, values);
      }
    }
    return RULES.inbound(
        new ForestObject(
            new OnPremisesObject(GUID, "f", kind, dn, all, PendingImport.ADD, null, null),
            "adatum.com",
            "ADATUM"));
  }

  private static Inbound user(String... more) {
    return inbound(ObjectKind.USER, "CN=Ann,DC=adatum,DC=com", ann(), more);
  }

  private static Map<String, List<String>> properties(Inbound inbound) {
    Inbound.Contribution contribution = (Inbound.Contribution) inbound;
    MetaverseObject object =
        new MetaverseObject(
            UUID.randomUUID(),
            contribution.type(),
            contribution.anchor(),
            contribution.attributes());
    try {
      return ((Outbound.Wanted) RULES.outbound(object, Map.of())).properties();
    } catch (RuleFailure e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "U1, isCriticalSystemObject=TRUE",
    "U2, sAMAccountName=",
    "U3, sAMAccountName=AAD_abc",
    "U3, sAMAccountName=msol_abc",
    "U4, sAMAccountName=SUPPORT_388945a0",
    "U5, mailNickname=SystemMailbox{1}",
    "U6, mailNickname=CAS_{1}",
    "U6, sAMAccountName=CAS_{1}",
    "U7, msExchRecipientTypeDetails=4096",
    "U7, msExchRecipientTypeDetails=536870912",
    "U9, adminDescription=User_NoO365Sync",
    "U10, msExchRecipientTypeDetails=2",
    "no control, userAccountControl="
  })
  void usersThatAreLeftOut(String row, String attribute) {
    assertThat(user(attribute)).as(row).isInstanceOf(Inbound.Filtered.class);
  }

  @ParameterizedTest
  @CsvSource({
    "userAccountControl=514",
    "sAMAccountName=MSOLAB",
    "mailNickname=CAS_1",
    "msExchRecipientTypeDetails=1",
    "adminDescription=Group_x",
    "isCriticalSystemObject=FALSE"
  })
  void usersThatAreNot(String attribute) {
    assertThat(user(attribute)).isInstanceOf(Inbound.Contribution.class);
  }

  @Test
  void victimsOfReplicationConflictsAreLeftOut() {
    for (ObjectKind kind : List.of(ObjectKind.USER, ObjectKind.GROUP)) {
      assertThat(inbound(kind, "CN=Ann\\0ACNF:" + GUID + ",DC=x", ann(), "groupType=-2147483646"))
          .isInstanceOf(Inbound.Filtered.class);
    }
  }

  @Test
  void anchorIsTheGuidOrWhatTheConsistencyGuidHolds() {
    assertThat(((Inbound.Contribution) user()).anchor()).isEqualTo("iGhmiAEBERG7uxI0VniQqw==");
    byte[] other = ObjectGuid.bytes(UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301"));
    String encoded = Base64.getEncoder().encodeToString(other);
    assertThat(((Inbound.Contribution) user("mS-DS-ConsistencyGuid=" + encoded)).anchor())
        .isEqualTo("4AQlP4lP0xGaDAMF6CwzAQ==");
    Inbound group =
        inbound(
            ObjectKind.GROUP,
            "CN=g,DC=x",
            Map.of("groupType", List.of("-2147483646")),
            "mS-DS-ConsistencyGuid=" + encoded);
    assertThat(((Inbound.Contribution) group).anchor()).isEqualTo("iGhmiAEBERG7uxI0VniQqw==");
  }

  @ParameterizedTest
  @CsvSource({
    "displayName, displayName",
    "givenName, givenName",
    "sn, surname",
    "initials, initials",
    "middleName, middleName",
    "title, jobTitle",
    "department, department",
    "company, companyName",
    "physicalDeliveryOfficeName, officeLocation",
    "telephoneNumber, businessPhones",
    "mobile, mobilePhone",
    "facsimileTelephoneNumber, faxNumber",
    "homePhone, homePhone",
    "pager, pager",
    "otherMobile, alternateMobilePhones",
    "streetAddress, streetAddress",
    "l, city",
    "st, state",
    "postalCode, postalCode",
    "co, country",
    "mail, mail",
    "mailNickname, mailNickname",
    "proxyAddresses, proxyAddresses",
    "targetAddress, targetAddress",
    "employeeID, employeeId",
    "preferredLanguage, preferredLanguage",
    "sAMAccountName, onPremisesSamAccountName",
    "userPrincipalName, userPrincipalName",
    "cn, commonName",
    "extensionAttribute1, extensionAttribute1",
    "extensionAttribute15, extensionAttribute15"
  })
  void attributesOfUsersFlow(String attribute, String property) {
    assertThat(properties(user(attribute + "=some"))).containsEntry(property, List.of("some"));
  }

  @Test
  void computedPropertiesOfUsers() {
    Map<String, List<String>> properties =
        properties(user("c=US", "msExchUsageLocation=us", "pwdLastSet=132223104000000000"));
    assertThat(properties)
        .containsEntry("accountEnabled", List.of("true"))
        .containsEntry("displayName", List.of("Ann"))
        .containsEntry("country", List.of("US"))
        .containsEntry("usageLocation", List.of("US"))
        .containsEntry("onPremisesDistinguishedName", List.of("CN=Ann,DC=adatum,DC=com"))
        .containsEntry("onPremisesDomainName", List.of("adatum.com"))
        .containsEntry("onPremisesNetBiosName", List.of("ADATUM"));
    assertThat(properties.get("lastPasswordChangeDateTime")).hasSize(1);
    assertThat(properties(user("userAccountControl=514")))
        .containsEntry("accountEnabled", List.of("false"));
    assertThat(properties(user("pwdLastSet=0"))).doesNotContainKey("lastPasswordChangeDateTime");
  }

  @Test
  void exchangeAttributesFlowOnlyWithAMailNickname() {
    assertThat(properties(user("legacyExchangeDN=/o=x"))).doesNotContainKey("legacyExchangeDN");
    assertThat(properties(user("legacyExchangeDN=/o=x", "mailNickname=ann")))
        .containsKey("legacyExchangeDN");
  }

  @ParameterizedTest
  @CsvSource({
    "false, isCriticalSystemObject=TRUE",
    "false, sAMAccountName=MSOL_AD_Sync_RichCoexistence",
    "false, msExchRecipientTypeDetails=1073741824",
    "false, adminDescription=Group_x",
    "false, groupType=2",
    "true, groupType=-2147483646",
    "true, adminDescription=User_x"
  })
  void groups(boolean wanted, String attribute) {
    Inbound group =
        inbound(
            ObjectKind.GROUP,
            "CN=g,DC=x",
            Map.of("sAMAccountName", List.of("g"), "groupType", List.of("-2147483646")),
            attribute);
    assertThat(group instanceof Inbound.Contribution).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "true, mail=g@adatum.com, n=",
    "true, proxyAddresses=X500:a|smtp:g@adatum.com, n=",
    "false, proxyAddresses=X500:a, n=",
    "false, proxyAddresses=X500:a, mail=g@adatum.com"
  })
  void distributionGroupsNeedMail(boolean wanted, String one, String other) {
    Inbound group =
        inbound(ObjectKind.GROUP, "CN=g,DC=x", Map.of("groupType", List.of("2")), one, other);
    assertThat(group instanceof Inbound.Contribution).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "true, n=",
    "false, mail=",
    "false, proxyAddresses=",
    "false, adminDescription=Contact_x",
    "false, isCriticalSystemObject=TRUE",
    "false, mailNickname=CAS_{x}",
    "true, adminDescription=User_x"
  })
  void contacts(boolean wanted, String attribute) {
    Inbound contact =
        inbound(
            ObjectKind.CONTACT,
            "CN=c,DC=x",
            Map.of(
                "mail", List.of("c@example.com"),
                "proxyAddresses", List.of("SMTP:c@example.com")),
            attribute);
    assertThat(contact instanceof Inbound.Contribution).isEqualTo(wanted);
  }

  @Test
  void computersNeedTheCertificateOfTheirJoin() {
    assertThat(inbound(ObjectKind.COMPUTER, "CN=pc,DC=x", ann()))
        .isInstanceOf(Inbound.Filtered.class);
    assertThat(inbound(ObjectKind.COMPUTER, "CN=pc,DC=x", ann(), "userCertificate=AAAA"))
        .isInstanceOf(Inbound.Filtered.class);
  }

  @Test
  void everythingRulesSetIsGoverned() {
    for (ObjectType type : ObjectType.values()) {
      assertThat(RULES.governed(type)).as(type.wireName()).contains("displayName");
    }
    assertThat(RULES.sources()).contains("adminDescription", "isCriticalSystemObject", "cn");
  }
}
