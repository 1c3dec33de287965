package dev.tombolo.tenant.model;

import static dev.tombolo.cloud.ObjectType.CONTACT;
import static dev.tombolo.cloud.ObjectType.DEVICE;
import static dev.tombolo.cloud.ObjectType.GROUP;
import static dev.tombolo.cloud.ObjectType.USER;
import static dev.tombolo.tenant.model.PropertySpec.flag;
import static dev.tombolo.tenant.model.PropertySpec.moment;
import static dev.tombolo.tenant.model.PropertySpec.structure;
import static dev.tombolo.tenant.model.PropertySpec.text;
import static dev.tombolo.tenant.model.PropertySpec.texts;

import dev.tombolo.cloud.ObjectType;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one table of the properties of directory objects: which types have them, their JSON kind, who
 * may write them, whether a list shows them unasked, which column they are found by. What Graph
 * renders, filters, selects and accepts, and what the sync wire accepts, all come from here.
 *
 * <p>Names and types are those of MS Graph v1.0 {@code user}, {@code group}, {@code orgContact} and
 * {@code device}; hidden properties are the service's own, or on-premises attributes Graph does not
 * show.
 */
public enum Property {
  /** The object's id; never null. */
  ID(text("id").ofAll().basic().computed()),
  /** When it was deleted; only in the recycle bin. */
  DELETED_DATE_TIME(moment("deletedDateTime").of(USER, GROUP).column(KeyColumn.DELETED)),
  /** Whether sign-in, or the device, is allowed. */
  ACCOUNT_ENABLED(
      flag("accountEnabled").of(USER, DEVICE).mastered().column(KeyColumn.ACCOUNT_ENABLED)),
  /** Age group, for minors. */
  AGE_GROUP(text("ageGroup").of(USER).cloud()),
  /** Licences; made from the assignments. */
  ASSIGNED_LICENSES(structure("assignedLicenses").of(USER, GROUP).computed()),
  /** Service plans; made from the assignments. */
  ASSIGNED_PLANS(structure("assignedPlans").of(USER).computed()),
  /** Office telephone numbers: at most one. */
  BUSINESS_PHONES(texts("businessPhones").of(USER, CONTACT).mastered().basic().length(64)),
  /** City. */
  CITY(text("city").of(USER, CONTACT).mastered().length(128)),
  /** Classification of a Microsoft 365 group. */
  CLASSIFICATION(text("classification").of(GROUP).cloud()),
  /** Company. */
  COMPANY_NAME(text("companyName").of(USER, CONTACT).mastered().length(64)),
  /** Consent for minors. */
  CONSENT_PROVIDED_FOR_MINOR(text("consentProvidedForMinor").of(USER).cloud()),
  /** Country or region. */
  COUNTRY(text("country").of(USER, CONTACT).mastered().length(128)),
  /** When it was made. */
  CREATED_DATE_TIME(moment("createdDateTime").of(USER, GROUP)),
  /** How the account was made; null for ordinary ones. */
  CREATION_TYPE(text("creationType").of(USER)),
  /** Department. */
  DEPARTMENT(
      text("department").of(USER, CONTACT).mastered().length(64).column(KeyColumn.DEPARTMENT)),
  /** Free text about a group. */
  DESCRIPTION(text("description").of(GROUP).mastered().length(1024)),
  /** The device's own GUID. */
  DEVICE_ID(text("deviceId").of(DEVICE).mastered()),
  /** Version of the device object. */
  DEVICE_VERSION(PropertySpec.number("deviceVersion").of(DEVICE).mastered()),
  /** Display name. */
  DISPLAY_NAME(text("displayName").ofAll().mastered().basic().column(KeyColumn.DISPLAY_NAME)),
  /** Employee id. */
  EMPLOYEE_ID(text("employeeId").of(USER).mastered().length(16).column(KeyColumn.EMPLOYEE_ID)),
  /** Employee type. */
  EMPLOYEE_TYPE(text("employeeType").of(USER).mastered()),
  /** Fax number. */
  FAX_NUMBER(text("faxNumber").of(USER, CONTACT).mastered().length(64)),
  /** Given name. */
  GIVEN_NAME(
      text("givenName")
          .of(USER, CONTACT)
          .mastered()
          .basic()
          .length(64)
          .column(KeyColumn.GIVEN_NAME)),
  /** {@code Unified} for Microsoft 365 groups, {@code DynamicMembership}. */
  GROUP_TYPES(texts("groupTypes").of(GROUP).cloud()),
  /** Instant messaging addresses. */
  IM_ADDRESSES(texts("imAddresses").of(USER)),
  /** Whether the group may hold directory roles. */
  IS_ASSIGNABLE_TO_ROLE(flag("isAssignableToRole").of(GROUP).cloud()),
  /** Whether the device keeps to policy. */
  IS_COMPLIANT(flag("isCompliant").of(DEVICE).cloud()),
  /** Whether the device is managed. */
  IS_MANAGED(flag("isManaged").of(DEVICE).cloud()),
  /** Job title. */
  JOB_TITLE(
      text("jobTitle")
          .of(USER, CONTACT)
          .mastered()
          .basic()
          .length(128)
          .column(KeyColumn.JOB_TITLE)),
  /** When the password was last set. */
  LAST_PASSWORD_CHANGE_DATE_TIME(moment("lastPasswordChangeDateTime").of(USER).provisioned()),
  /** Whether a group's licences have reached its members. */
  LICENSE_PROCESSING_STATE(structure("licenseProcessingState").of(GROUP).computed()),
  /** Where licences come from; made from the assignments. */
  LICENSE_ASSIGNMENT_STATES(structure("licenseAssignmentStates").of(USER).computed()),
  /** Primary SMTP address. */
  MAIL(text("mail").of(USER, GROUP, CONTACT).mastered().basic().column(KeyColumn.MAIL)),
  /** Whether a group has mail. */
  MAIL_ENABLED(flag("mailEnabled").of(GROUP).mastered()),
  /** Mail alias. */
  MAIL_NICKNAME(text("mailNickname").of(USER, GROUP, CONTACT).mastered().length(64)),
  /** Rule of dynamic membership. */
  MEMBERSHIP_RULE(text("membershipRule").of(GROUP).cloud().length(3072)),
  /** State of dynamic membership. */
  MEMBERSHIP_RULE_PROCESSING_STATE(text("membershipRuleProcessingState").of(GROUP).cloud()),
  /** Mobile number; writable in the cloud, which then overrides the source. */
  MOBILE_PHONE(
      text("mobilePhone")
          .of(USER, CONTACT)
          .provisioned()
          .by(Authority.OVERRIDABLE)
          .basic()
          .length(64)),
  /** Office. */
  OFFICE_LOCATION(text("officeLocation").of(USER, CONTACT).mastered().basic().length(128)),
  /** The source's DN. */
  ON_PREMISES_DISTINGUISHED_NAME(
      text("onPremisesDistinguishedName").of(USER).provisioned().length(2048)),
  /** The source's domain, as DNS name. */
  ON_PREMISES_DOMAIN_NAME(text("onPremisesDomainName").of(USER, GROUP).provisioned()),
  /** Exchange's custom attributes 1 to 15. */
  ON_PREMISES_EXTENSION_ATTRIBUTES(
      structure("onPremisesExtensionAttributes").of(USER, GROUP, CONTACT).mastered().length(1024)),
  /** The source anchor; of users only, Graph shows it. */
  ON_PREMISES_IMMUTABLE_ID(text("onPremisesImmutableId").of(USER).by(Authority.ON_PREMISES)),
  /** When the source last changed the object. */
  ON_PREMISES_LAST_SYNC_DATE_TIME(moment("onPremisesLastSyncDateTime").ofAll()),
  /** The source's domain, as NetBIOS name. */
  ON_PREMISES_NET_BIOS_NAME(text("onPremisesNetBiosName").of(GROUP, USER).provisioned()),
  /** Values in quarantine; made from the table of provisioning errors. */
  ON_PREMISES_PROVISIONING_ERRORS(
      structure("onPremisesProvisioningErrors").of(USER, GROUP, CONTACT).computed()),
  /** The source's sAMAccountName. */
  ON_PREMISES_SAM_ACCOUNT_NAME(
      text("onPremisesSamAccountName")
          .of(USER, GROUP)
          .provisioned()
          .column(KeyColumn.SAM_ACCOUNT_NAME)),
  /** The source's SID. */
  ON_PREMISES_SECURITY_IDENTIFIER(
      text("onPremisesSecurityIdentifier").of(USER, GROUP, DEVICE).provisioned()),
  /** True synchronized now, false was once, absent never. */
  ON_PREMISES_SYNC_ENABLED(flag("onPremisesSyncEnabled").ofAll().column(KeyColumn.SYNC_ENABLED)),
  /** The source's own user principal name, whatever became of it here. */
  ON_PREMISES_USER_PRINCIPAL_NAME(text("onPremisesUserPrincipalName").of(USER)),
  /** Operating system. */
  OPERATING_SYSTEM(text("operatingSystem").of(DEVICE).mastered()),
  /** Its version. */
  OPERATING_SYSTEM_VERSION(text("operatingSystemVersion").of(DEVICE).mastered()),
  /** Further mail addresses. */
  OTHER_MAILS(texts("otherMails").of(USER).cloud()),
  /** {@code DisablePasswordExpiration}, {@code DisableStrongPassword}, {@code None}. */
  PASSWORD_POLICIES(text("passwordPolicies").of(USER).cloud()),
  /** The password; written, never read. */
  PASSWORD_PROFILE(structure("passwordProfile").of(USER).cloud().computed()),
  /** Hardware ids of a device. */
  PHYSICAL_IDS(texts("physicalIds").of(DEVICE).mastered()),
  /** Certificates and the like that identify a device. */
  ALTERNATIVE_SECURITY_IDS(structure("alternativeSecurityIds").of(DEVICE).cloud()),
  /** When the device was last seen, roughly. */
  APPROXIMATE_LAST_SIGN_IN_DATE_TIME(moment("approximateLastSignInDateTime").of(DEVICE)),
  /** When the device was registered. */
  REGISTRATION_DATE_TIME(moment("registrationDateTime").of(DEVICE)),
  /** Postal code. */
  POSTAL_CODE(text("postalCode").of(USER, CONTACT).mastered().length(40)),
  /** Preferred data location. */
  PREFERRED_DATA_LOCATION(text("preferredDataLocation").of(USER, GROUP).cloud()),
  /** Preferred language. */
  PREFERRED_LANGUAGE(text("preferredLanguage").of(USER, GROUP).mastered().basic()),
  /** Kind of device. */
  PROFILE_TYPE(text("profileType").of(DEVICE).mastered()),
  /** Every mail address, the primary one with {@code SMTP:} in capitals. */
  PROXY_ADDRESSES(texts("proxyAddresses").of(USER, GROUP, CONTACT).provisioned().length(1123)),
  /** Whether a group grants access. */
  SECURITY_ENABLED(flag("securityEnabled").of(GROUP).mastered()),
  /** Whether the global address list shows it. */
  SHOW_IN_ADDRESS_LIST(flag("showInAddressList").of(USER).cloud()),
  /** Tokens issued before are void. */
  SIGN_IN_SESSIONS_VALID_FROM_DATE_TIME(moment("signInSessionsValidFromDateTime").of(USER)),
  /** State or province. */
  STATE(text("state").of(USER, CONTACT).mastered().length(128)),
  /** Street. */
  STREET_ADDRESS(text("streetAddress").of(USER, CONTACT).mastered().length(1024)),
  /** Surname. */
  SURNAME(
      text("surname").of(USER, CONTACT).mastered().basic().length(64).column(KeyColumn.SURNAME)),
  /** {@code Workplace}, {@code AzureAd}, {@code ServerAd}. */
  TRUST_TYPE(text("trustType").of(DEVICE).mastered()),
  /** Two-letter country for licences. */
  USAGE_LOCATION(
      text("usageLocation").of(USER).provisioned().by(Authority.ON_PREMISES_IF_PRESENT).length(2)),
  /** Sign-in name. */
  USER_PRINCIPAL_NAME(
      text("userPrincipalName")
          .of(USER)
          .mastered()
          .basic()
          .length(1024)
          .column(KeyColumn.USER_PRINCIPAL_NAME)),
  /** {@code Member} or {@code Guest}. */
  USER_TYPE(text("userType").of(USER).cloud()),
  /** Who sees a Microsoft 365 group. */
  VISIBILITY(text("visibility").of(GROUP).cloud()),
  /** Free text about oneself. */
  ABOUT_ME(text("aboutMe").of(USER).cloud().length(4096)),
  /** Interests. */
  INTERESTS(texts("interests").of(USER).cloud()),
  /** Skills. */
  SKILLS(texts("skills").of(USER).cloud()),
  /** A contact's addresses; made from the single ones. */
  ADDRESSES(structure("addresses").of(CONTACT).computed()),
  /** A contact's numbers; made from the single ones. */
  PHONES(structure("phones").of(CONTACT).computed()),

  /** The anchor of anything but a user. */
  SOURCE_ANCHOR(text("sourceAnchor").of(GROUP, CONTACT, DEVICE).hidden()),
  /** The user principal name from before the deletion. */
  ORIGINAL_USER_PRINCIPAL_NAME(text("originalUserPrincipalName").of(USER).hidden()),
  /** The source's mailNickname. */
  SHADOW_MAIL_NICKNAME(text("shadowMailNickname").of(USER, GROUP, CONTACT).hidden()),
  /** The source's mail. */
  SHADOW_MAIL(text("shadowMail").of(USER, GROUP, CONTACT).hidden()),
  /** The source's proxyAddresses. */
  SHADOW_PROXY_ADDRESSES(texts("shadowProxyAddresses").of(USER, GROUP, CONTACT).hidden()),
  /** The source's usage location. */
  SHADOW_USAGE_LOCATION(text("shadowUsageLocation").of(USER).hidden()),
  /** When the source's password was set; the tenant's own may have been set since. */
  SHADOW_LAST_PASSWORD_CHANGE_DATE_TIME(
      moment("shadowLastPasswordChangeDateTime").of(USER).hidden()),
  /** The source's mobile number. */
  SHADOW_MOBILE_PHONE(text("shadowMobilePhone").of(USER, CONTACT).hidden()),
  /** The source's further mobile numbers. */
  SHADOW_ALTERNATE_MOBILE_PHONES(texts("shadowAlternateMobilePhones").of(USER).hidden()),
  /** The online e-mail routing address, once the user has been given one. */
  ROUTING_ADDRESS(text("routingAddress").of(USER).hidden()),
  /** Names of the properties the cloud overrides. */
  DIR_SYNC_OVERRIDES(texts("dirSyncOverrides").of(USER).hidden()),
  /** Further mobile numbers; as mobilePhone. */
  ALTERNATE_MOBILE_PHONES(
      texts("alternateMobilePhones").of(USER).provisioned().by(Authority.OVERRIDABLE).hidden()),
  /** The source's common name. */
  COMMON_NAME(text("commonName").ofAll().provisioned().hidden()),
  /** Initials. */
  INITIALS(text("initials").of(USER, CONTACT).provisioned().hidden()),
  /** Middle name. */
  MIDDLE_NAME(text("middleName").of(USER, CONTACT).provisioned().hidden()),
  /** Home telephone. */
  HOME_PHONE(text("homePhone").of(USER, CONTACT).provisioned().hidden()),
  /** Pager. */
  PAGER(text("pager").of(USER, CONTACT).provisioned().hidden()),
  /** Free text. */
  INFO(text("info").of(USER, GROUP, CONTACT).provisioned().hidden().length(1024)),
  /** Picture, base64. */
  THUMBNAIL_PHOTO(text("thumbnailPhoto").of(USER, CONTACT).provisioned().hidden().length(140_000)),
  /** Certificates, base64: at most 15. */
  USER_CERTIFICATE(
      texts("userCertificate").of(USER, CONTACT, DEVICE).provisioned().hidden().length(32_768)),
  /** S/MIME certificates, base64: at most 15. */
  USER_SMIME_CERTIFICATE(
      texts("userSMIMECertificate").of(USER, CONTACT).provisioned().hidden().length(32_768)),
  /** External address of a contact or mail user. */
  TARGET_ADDRESS(text("targetAddress").of(USER, CONTACT).provisioned().hidden().length(1123)),
  /** Exchange's legacy DN. */
  LEGACY_EXCHANGE_DN(
      text("legacyExchangeDN").of(USER, GROUP, CONTACT).provisioned().hidden().length(1024)),
  /** Archive mailbox GUID, base64. */
  MS_EXCH_ARCHIVE_GUID(text("msExchArchiveGUID").of(USER).provisioned().hidden()),
  /** Archive name. */
  MS_EXCH_ARCHIVE_NAME(text("msExchArchiveName").of(USER).provisioned().hidden()),
  /** Mailbox GUID, base64. */
  MS_EXCH_MAILBOX_GUID(text("msExchMailboxGuid").of(USER).provisioned().hidden()),
  /** Recipient type bits. */
  MS_EXCH_RECIPIENT_TYPE_DETAILS(
      text("msExchRecipientTypeDetails").of(USER, GROUP, CONTACT).provisioned().hidden()),
  /** Remote recipient type; set means on-premises Exchange owns the mailbox (reference §6.4). */
  MS_EXCH_REMOTE_RECIPIENT_TYPE(text("msExchRemoteRecipientType").of(USER).provisioned().hidden()),
  /** Whether address lists hide it. */
  MS_EXCH_HIDE_FROM_ADDRESS_LISTS(
      flag("msExchHideFromAddressLists").of(USER, GROUP, CONTACT).provisioned().hidden()),
  /** Windows Hello keys. */
  KEY_CREDENTIAL_LINK(
      texts("msDS-KeyCredentialLink").of(USER, DEVICE).provisioned().hidden().length(32_768)),
  /** The source's bit field of group types. */
  ON_PREMISES_GROUP_TYPE(text("groupType").of(GROUP).provisioned().hidden());

  private static final Map<ObjectType, Map<String, Property>> BY_NAME = index();

  private final String jsonName;
  private final ValueKind kind;
  private final int types;
  private final Authority authority;
  private final boolean basic;
  private final boolean hidden;
  private final boolean computed;
  private final boolean provisioned;
  private final int maxLength;
  private final @Nullable KeyColumn column;

  Property(PropertySpec spec) {
    this.jsonName = spec.name;
    this.kind = spec.kind;
    this.types = spec.types;
    this.authority = spec.authority;
    this.basic = spec.basic;
    this.hidden = spec.hidden;
    this.computed = spec.computed;
    this.provisioned = spec.provisioned;
    this.maxLength = spec.maxLength;
    this.column = spec.column;
  }

  private static Map<ObjectType, Map<String, Property>> index() {
    Map<ObjectType, Map<String, Property>> index = new EnumMap<>(ObjectType.class);
    for (ObjectType type : ObjectType.values()) {
      Map<String, Property> ofType = new HashMap<>();
      for (Property property : values()) {
        if (property.appliesTo(type)) {
          ofType.put(property.jsonName(), property);
        }
      }
      index.put(type, Collections.unmodifiableMap(ofType));
    }
    return Collections.unmodifiableMap(index);
  }

  /** The property of a type by its JSON name, hidden ones included. */
  public static Optional<Property> find(ObjectType type, String jsonName) {
    return Optional.ofNullable(BY_NAME.getOrDefault(type, Map.of()).get(jsonName));
  }

  /** The property of a type by its JSON name, if clients may see it. */
  public static Optional<Property> visible(ObjectType type, String jsonName) {
    return find(type, jsonName).filter(property -> !property.hidden());
  }

  /** The properties that a type shows when none are selected. */
  public static List<Property> shownByDefault(ObjectType type) {
    return Arrays.stream(values())
        .filter(property -> property.appliesTo(type) && !property.hidden())
        .filter(property -> type != USER || property.basic)
        .filter(property -> !(type == CONTACT && property.partOfContactStructures()))
        .filter(property -> property != ASSIGNED_LICENSES || type == USER)
        .toList();
  }

  /**
   * Graph shows a contact's numbers and address only inside {@code phones} and {@code addresses}.
   */
  private boolean partOfContactStructures() {
    return switch (this) {
      case BUSINESS_PHONES,
          MOBILE_PHONE,
          FAX_NUMBER,
          CITY,
          COUNTRY,
          OFFICE_LOCATION,
          POSTAL_CODE,
          STATE,
          STREET_ADDRESS,
          ON_PREMISES_EXTENSION_ATTRIBUTES ->
          true;
      default -> false;
    };
  }

  /**
   * The property that keeps the source's value of this one, where the tenant's own value may be
   * another one.
   */
  public Optional<Property> shadow() {
    return switch (this) {
      case MAIL_NICKNAME -> Optional.of(SHADOW_MAIL_NICKNAME);
      case MAIL -> Optional.of(SHADOW_MAIL);
      case PROXY_ADDRESSES -> Optional.of(SHADOW_PROXY_ADDRESSES);
      case USER_PRINCIPAL_NAME -> Optional.of(ON_PREMISES_USER_PRINCIPAL_NAME);
      case USAGE_LOCATION -> Optional.of(SHADOW_USAGE_LOCATION);
      case LAST_PASSWORD_CHANGE_DATE_TIME -> Optional.of(SHADOW_LAST_PASSWORD_CHANGE_DATE_TIME);
      case MOBILE_PHONE -> Optional.of(SHADOW_MOBILE_PHONE);
      case ALTERNATE_MOBILE_PHONES -> Optional.of(SHADOW_ALTERNATE_MOBILE_PHONES);
      default -> Optional.empty();
    };
  }

  /** The name in JSON. */
  public String jsonName() {
    return jsonName;
  }

  /** The kind of its values. */
  public ValueKind kind() {
    return kind;
  }

  /** Whether objects of a type have it. */
  public boolean appliesTo(ObjectType type) {
    return (types & PropertySpec.bit(type)) != 0;
  }

  /** Who may write it. */
  public Authority authority() {
    return authority;
  }

  /** Whether it is never shown. */
  public boolean hidden() {
    return hidden;
  }

  /** Whether it is made when shown, not kept with the object. */
  public boolean computed() {
    return computed;
  }

  /** Whether the sync wire may set it. */
  public boolean provisioned() {
    return provisioned;
  }

  /** The most characters a value, or an element of a list, may have. */
  public int maxLength() {
    return maxLength;
  }

  /** The column it is found by, if any. */
  public Optional<KeyColumn> column() {
    return Optional.ofNullable(column);
  }
}
