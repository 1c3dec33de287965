package dev.tombolo.connector.rule;

import dev.tombolo.ad.GroupType;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.space.ObjectKind;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The default rules for groups, contacts and computers (reference §3.1, §3.3). */
final class OtherRules {
  private static final long ROLE_GROUP = 0x40000000L;

  private OtherRules() {}

  static List<InboundRule> rules() {
    return List.of(
        new InboundRule(
            "In from AD - Group Join",
            200,
            Set.of(ObjectKind.GROUP),
            ObjectType.GROUP,
            groupScope(),
            groupFlows()),
        new InboundRule(
            "In from AD - Contact Join",
            300,
            Set.of(ObjectKind.CONTACT),
            ObjectType.CONTACT,
            contactScope(),
            contactFlows()),
        new InboundRule(
            "In from AD - Computer Join",
            400,
            Set.of(ObjectKind.COMPUTER),
            ObjectType.DEVICE,
            computerScope(),
            computerFlows()));
  }

  private static List<ScopeClause> groupScope() {
    return List.of(
        Clauses.critical(),
        new ScopeClause(
            "sAMAccountName EQUAL MSOL_AD_Sync_RichCoexistence",
            o -> o.is("sAMAccountName", "MSOL_AD_Sync_RichCoexistence")),
        new ScopeClause(
            "BitAnd(msExchRecipientTypeDetails, &H40000000) > 0",
            o -> (o.number("msExchRecipientTypeDetails") & ROLE_GROUP) != 0),
        Clauses.conflict(),
        Clauses.adminDescription("Group_"),
        new ScopeClause(
            "a distribution group that has no mail",
            o -> !securityEnabled(o) && !Clauses.mailEnabled(o)));
  }

  private static boolean securityEnabled(ForestObject object) {
    return new GroupType((int) object.number("groupType")).securityEnabled();
  }

  private static List<Flow<ForestObject>> groupFlows() {
    List<Flow<ForestObject>> flows = new ArrayList<>();
    flows.add(Flow.computed("sourceAnchor", Set.of("objectGUID"), Clauses::anchor));
    flows.add(Flow.single("sAMAccountName", "accountName"));
    flows.add(Clauses.displayName());
    for (String same : List.of("cn", "description", "mail", "mailNickname", "info", "groupType")) {
      flows.add(Flow.single(same, same));
    }
    flows.add(Flow.direct("proxyAddresses", "proxyAddresses"));
    flows.add(Flow.computed("objectSid", Set.of("objectSid"), UserRules::sid));
    flows.add(
        Flow.computed(
            "securityEnabled", Set.of("groupType"), o -> Boolean.toString(securityEnabled(o))));
    flows.add(
        Flow.computed(
            "mailEnabled",
            Set.of("mail", "proxyAddresses"),
            o -> Boolean.toString(Clauses.mailEnabled(o))));
    flows.add(Clauses.hiddenFromAddressLists());
    flows.addAll(Clauses.domain());
    flows.addAll(Clauses.extensionAttributes());
    return flows;
  }

  private static List<ScopeClause> contactScope() {
    return List.of(
        Clauses.critical(),
        new ScopeClause("mail ISNULL", o -> !o.has("mail")),
        new ScopeClause("proxyAddresses ISNULL", o -> !o.has("proxyAddresses")),
        new ScopeClause(
            "neither the primary address nor mail CONTAINS @",
            o -> !o.folded("mail").contains("@") && !hasPrimaryAddress(o)),
        new ScopeClause(
            "displayName CONTAINS (MSOL) and hidden from address lists",
            o ->
                o.folded("displayName").contains("(msol)")
                    && o.is("msExchHideFromAddressLists", "TRUE")),
        new ScopeClause(
            "mailNickname STARTSWITH CAS_ and CONTAINS }",
            o -> o.startsWith("mailNickname", "CAS_") && o.folded("mailNickname").contains("}")),
        Clauses.conflict(),
        Clauses.adminDescription("Contact_"));
  }

  private static boolean hasPrimaryAddress(ForestObject object) {
    return object.all("proxyAddresses").stream()
        .anyMatch(proxy -> proxy.startsWith("SMTP:") && proxy.contains("@"));
  }

  private static List<Flow<ForestObject>> contactFlows() {
    List<Flow<ForestObject>> flows = new ArrayList<>();
    flows.add(Flow.computed("sourceAnchor", Set.of("objectGUID"), Clauses::anchor));
    flows.add(Clauses.displayName());
    for (String same :
        List.of(
            "cn",
            "givenName",
            "sn",
            "initials",
            "middleName",
            "title",
            "department",
            "company",
            "physicalDeliveryOfficeName",
            "telephoneNumber",
            "mobile",
            "facsimileTelephoneNumber",
            "homePhone",
            "pager",
            "streetAddress",
            "l",
            "st",
            "postalCode",
            "mail",
            "mailNickname",
            "targetAddress",
            "info")) {
      flows.add(Flow.single(same, same));
    }
    flows.add(
        Flow.computed("co", Set.of("co", "c"), o -> o.has("co") ? o.first("co") : o.first("c")));
    flows.add(Flow.direct("proxyAddresses", "proxyAddresses"));
    flows.add(Clauses.hiddenFromAddressLists());
    flows.addAll(Clauses.extensionAttributes());
    return flows;
  }

  private static List<ScopeClause> computerScope() {
    return List.of(
        Clauses.critical(),
        Clauses.conflict(),
        new ScopeClause("userCertificate ISNULL", o -> !o.has("userCertificate")),
        new ScopeClause(
            "no userCertificate with the subject CN={objectGUID}", o -> !isHybridJoined(o)));
  }

  private static boolean isHybridJoined(ForestObject object) {
    String subject = "CN=" + object.object().guid();
    return object.all("userCertificate").stream()
        .anyMatch(certificate -> subjectOf(certificate).equalsIgnoreCase(subject));
  }

  private static String subjectOf(String certificate) {
    try {
      byte[] der = Base64.getDecoder().decode(certificate);
      return ((X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)))
          .getSubjectX500Principal()
          .getName();
    } catch (CertificateException e) {
      return "";
    }
  }

  private static List<Flow<ForestObject>> computerFlows() {
    List<Flow<ForestObject>> flows = new ArrayList<>();
    flows.add(Flow.computed("sourceAnchor", Set.of("objectGUID"), Clauses::anchor));
    flows.add(
        Flow.computed(
            "accountEnabled",
            Set.of("userAccountControl"),
            o ->
                Boolean.toString(
                    !new UserAccountControl((int) o.number("userAccountControl"))
                        .has(UserAccountControl.ACCOUNTDISABLE))));
    flows.add(Clauses.displayName());
    flows.add(Flow.computed("deviceTrustType", Set.of(), o -> "ServerAd"));
    flows.add(Flow.computed("deviceId", Set.of(), o -> o.object().guid().toString()));
    flows.add(Flow.single("operatingSystem", "deviceOSType"));
    flows.add(Flow.single("operatingSystemVersion", "deviceOSVersion"));
    flows.add(Flow.direct("userCertificate", "userCertificate"));
    flows.add(Flow.computed("objectSid", Set.of("objectSid"), UserRules::sid));
    return flows;
  }
}
