package dev.tombolo.connector.rule;

import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.Sid;
import dev.tombolo.ad.UserAccountControl;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.space.ObjectKind;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The default rules for users (reference §3.1, §3.2). */
final class UserRules {
  private static final Set<ObjectKind> KINDS = Set.of(ObjectKind.USER, ObjectKind.INET_ORG_PERSON);
  private static final long SYSTEM_RECIPIENTS = 0x21C07000L;
  private static final long LINKED_MAILBOX = 2;

  private UserRules() {}

  static List<InboundRule> rules() {
    return List.of(
        new InboundRule("In from AD - User Join", 100, KINDS, ObjectType.USER, scope(), List.of()),
        new InboundRule(
            "In from AD - User AccountEnabled",
            101,
            KINDS,
            ObjectType.USER,
            List.of(
                new ScopeClause(
                    "userAccountControl ISBITSET 2",
                    object -> has(object, UserAccountControl.ACCOUNTDISABLE))),
            List.of(Flow.computed("accountEnabled", Set.of("userAccountControl"), o -> "true"))),
        new InboundRule(
            "In from AD - User Common", 102, KINDS, ObjectType.USER, List.of(), common()),
        new InboundRule(
            "In from AD - User Exchange",
            103,
            KINDS,
            ObjectType.USER,
            List.of(new ScopeClause("mailNickname ISNULL", object -> !object.has("mailNickname"))),
            exchange()));
  }

  private static boolean has(ForestObject object, int flag) {
    return new UserAccountControl((int) object.number("userAccountControl")).has(flag);
  }

  private static List<ScopeClause> scope() {
    return List.of(
        Clauses.critical(),
        new ScopeClause("userAccountControl ISNULL", o -> !o.has("userAccountControl")),
        new ScopeClause("sAMAccountName ISNULL", o -> !o.has("sAMAccountName")),
        new ScopeClause(
            "sAMAccountName STARTSWITH AAD_ or MSOL_",
            o -> o.startsWith("sAMAccountName", "AAD_") || o.startsWith("sAMAccountName", "MSOL_")),
        new ScopeClause(
            "sAMAccountName EQUAL SUPPORT_388945a0",
            o -> o.is("sAMAccountName", "SUPPORT_388945a0")),
        new ScopeClause(
            "mailNickname STARTSWITH SystemMailbox{",
            o -> o.startsWith("mailNickname", "SystemMailbox{")),
        new ScopeClause(
            "mailNickname or sAMAccountName STARTSWITH CAS_ and CONTAINS }",
            o -> isCas(o, "mailNickname") || isCas(o, "sAMAccountName")),
        new ScopeClause(
            "BitAnd(msExchRecipientTypeDetails, &H21C07000) > 0",
            o -> (o.number("msExchRecipientTypeDetails") & SYSTEM_RECIPIENTS) != 0),
        Clauses.conflict(),
        Clauses.adminDescription("User_"),
        new ScopeClause(
            "msExchRecipientTypeDetails EQUAL 2 (a linked mailbox waits for its account)",
            o -> o.number("msExchRecipientTypeDetails") == LINKED_MAILBOX));
  }

  private static boolean isCas(ForestObject object, String attribute) {
    return object.startsWith(attribute, "CAS_") && object.folded(attribute).contains("}");
  }

  private static List<Flow<ForestObject>> common() {
    List<Flow<ForestObject>> flows = new ArrayList<>();
    flows.add(
        Flow.computed(
            "sourceAnchor", Set.of("mS-DS-ConsistencyGuid", "objectGUID"), Clauses::anchorOfUser));
    flows.add(Flow.computed("accountEnabled", Set.of(), o -> "false"));
    flows.add(Flow.single("sAMAccountName", "accountName"));
    flows.add(Flow.single("userPrincipalName", "userPrincipalName"));
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
            "employeeID",
            "employeeType",
            "preferredLanguage",
            "info",
            "thumbnailPhoto")) {
      flows.add(Flow.single(same, same));
    }
    flows.add(
        Flow.computed("co", Set.of("co", "c"), o -> o.has("co") ? o.first("co") : o.first("c")));
    flows.add(Flow.direct("otherMobile", "otherMobile"));
    flows.add(Flow.direct("proxyAddresses", "proxyAddresses"));
    flows.add(Flow.direct("userCertificate", "userCertificate"));
    flows.add(Flow.direct("userSMIMECertificate", "userSMIMECertificate"));
    flows.add(
        Flow.computed(
            "usageLocation",
            Set.of("msExchUsageLocation"),
            o -> upper(o.first("msExchUsageLocation"))));
    flows.add(Flow.computed("objectSid", Set.of("objectSid"), UserRules::sid));
    flows.add(Flow.computed("pwdLastSet", Set.of("pwdLastSet"), UserRules::passwordTime));
    flows.add(Clauses.distinguishedName());
    flows.addAll(Clauses.domain());
    flows.addAll(Clauses.extensionAttributes());
    return flows;
  }

  private static @Nullable String upper(@Nullable String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  static @Nullable String sid(ForestObject object) {
    String encoded = object.first("objectSid");
    if (encoded == null) {
      return null;
    }
    byte[] octets = Base64.getDecoder().decode(encoded);
    return Sid.isValid(octets) ? Sid.of(octets).toString() : null;
  }

  /** Seconds are what the tenant's wire carries. */
  private static @Nullable String passwordTime(ForestObject object) {
    long ticks = object.number("pwdLastSet");
    return ticks <= 0 || ticks == FileTime.NEVER
        ? null
        : FileTime.toInstant(ticks).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static List<Flow<ForestObject>> exchange() {
    List<Flow<ForestObject>> flows = new ArrayList<>();
    for (String same :
        List.of(
            "legacyExchangeDN",
            "msExchArchiveGUID",
            "msExchArchiveName",
            "msExchMailboxGuid",
            "msExchRecipientTypeDetails",
            "msExchRemoteRecipientType")) {
      flows.add(Flow.single(same, same));
    }
    flows.add(Clauses.hiddenFromAddressLists());
    return flows;
  }
}
