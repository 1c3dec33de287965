package dev.tombolo.connector.rule;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.space.MetaverseObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The default rules from the metaverse into the tenant. */
final class OutboundRules {
  private OutboundRules() {}

  static List<OutboundRule> rules() {
    return List.of(
        new OutboundRule("Out to AAD - User Join", ObjectType.USER, user()),
        new OutboundRule("Out to AAD - Group Join", ObjectType.GROUP, group()),
        new OutboundRule("Out to AAD - Contact Join", ObjectType.CONTACT, contact()),
        new OutboundRule("Out to AAD - Device Join", ObjectType.DEVICE, device()));
  }

  private static Flow<MetaverseObject> to(String attribute, String property) {
    return new Flow<>(
        property,
        Set.of(attribute),
        object -> object.attributes().getOrDefault(attribute, List.of()));
  }

  private static List<Flow<MetaverseObject>> user() {
    List<Flow<MetaverseObject>> flows = person();
    flows.add(to("accountEnabled", "accountEnabled"));
    flows.add(to("userPrincipalName", "userPrincipalName"));
    flows.add(to("accountName", "onPremisesSamAccountName"));
    flows.add(to("objectSid", "onPremisesSecurityIdentifier"));
    flows.add(to("onPremisesDistinguishedName", "onPremisesDistinguishedName"));
    flows.add(to("domainFQDN", "onPremisesDomainName"));
    flows.add(to("domainNetBios", "onPremisesNetBiosName"));
    flows.add(to("employeeID", "employeeId"));
    flows.add(to("employeeType", "employeeType"));
    flows.add(to("usageLocation", "usageLocation"));
    flows.add(to("preferredLanguage", "preferredLanguage"));
    flows.add(to("pwdLastSet", "lastPasswordChangeDateTime"));
    flows.add(to("otherMobile", "alternateMobilePhones"));
    flows.add(to("thumbnailPhoto", "thumbnailPhoto"));
    flows.add(to("userCertificate", "userCertificate"));
    flows.add(to("userSMIMECertificate", "userSMIMECertificate"));
    for (String same :
        List.of(
            "legacyExchangeDN",
            "msExchArchiveGUID",
            "msExchArchiveName",
            "msExchMailboxGuid",
            "msExchRecipientTypeDetails",
            "msExchRemoteRecipientType")) {
      flows.add(to(same, same));
    }
    return flows;
  }

  /** What users and contacts have in common. */
  private static List<Flow<MetaverseObject>> person() {
    List<Flow<MetaverseObject>> flows = new ArrayList<>();
    flows.add(to("cn", "commonName"));
    flows.add(to("displayName", "displayName"));
    flows.add(to("givenName", "givenName"));
    flows.add(to("sn", "surname"));
    flows.add(to("initials", "initials"));
    flows.add(to("middleName", "middleName"));
    flows.add(to("title", "jobTitle"));
    flows.add(to("department", "department"));
    flows.add(to("company", "companyName"));
    flows.add(to("physicalDeliveryOfficeName", "officeLocation"));
    flows.add(to("telephoneNumber", "businessPhones"));
    flows.add(to("mobile", "mobilePhone"));
    flows.add(to("facsimileTelephoneNumber", "faxNumber"));
    flows.add(to("homePhone", "homePhone"));
    flows.add(to("pager", "pager"));
    flows.add(to("streetAddress", "streetAddress"));
    flows.add(to("l", "city"));
    flows.add(to("st", "state"));
    flows.add(to("postalCode", "postalCode"));
    flows.add(to("co", "country"));
    flows.add(to("targetAddress", "targetAddress"));
    flows.add(to("info", "info"));
    flows.addAll(addresses());
    return flows;
  }

  private static List<Flow<MetaverseObject>> addresses() {
    List<Flow<MetaverseObject>> flows = new ArrayList<>();
    flows.add(to("mail", "mail"));
    flows.add(to("mailNickname", "mailNickname"));
    flows.add(to("proxyAddresses", "proxyAddresses"));
    flows.add(to("msExchHideFromAddressLists", "msExchHideFromAddressLists"));
    for (int i = 1; i <= 15; i++) {
      flows.add(to("extensionAttribute" + i, "extensionAttribute" + i));
    }
    return flows;
  }

  private static List<Flow<MetaverseObject>> group() {
    List<Flow<MetaverseObject>> flows = addresses();
    flows.add(to("cn", "commonName"));
    flows.add(to("displayName", "displayName"));
    flows.add(to("description", "description"));
    flows.add(to("accountName", "onPremisesSamAccountName"));
    flows.add(to("objectSid", "onPremisesSecurityIdentifier"));
    flows.add(to("domainFQDN", "onPremisesDomainName"));
    flows.add(to("domainNetBios", "onPremisesNetBiosName"));
    flows.add(to("securityEnabled", "securityEnabled"));
    flows.add(to("mailEnabled", "mailEnabled"));
    flows.add(to("info", "info"));
    flows.add(to("groupType", "groupType"));
    return flows;
  }

  private static List<Flow<MetaverseObject>> contact() {
    return person();
  }

  private static List<Flow<MetaverseObject>> device() {
    return List.of(
        to("displayName", "displayName"),
        to("accountEnabled", "accountEnabled"),
        to("deviceId", "deviceId"),
        to("deviceTrustType", "trustType"),
        to("deviceOSType", "operatingSystem"),
        to("deviceOSVersion", "operatingSystemVersion"),
        to("objectSid", "onPremisesSecurityIdentifier"),
        to("userCertificate", "userCertificate"));
  }
}
