package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** The types of objects in the tenant: how Graph calls them and how people are shown them. */
enum CloudType {
  /** People who sign in. */
  USER(
      "user",
      "userPrincipalName,onPremisesSamAccountName",
      "displayName,userPrincipalName,mail",
      "accountEnabled,userPrincipalName,displayName,givenName,surname,mail,mailNickname,"
          + "proxyAddresses,usageLocation,jobTitle,department,companyName,mobilePhone,userType,"
          + "assignedLicenses,onPremisesSyncEnabled,onPremisesImmutableId,"
          + "onPremisesSamAccountName,onPremisesUserPrincipalName,onPremisesDistinguishedName,"
          + "onPremisesSecurityIdentifier,onPremisesLastSyncDateTime,"
          + "onPremisesProvisioningErrors,createdDateTime,lastPasswordChangeDateTime,"
          + "deletedDateTime") {
    @Override
    List<Column> columns() {
      return List.of(
          new Column("userPrincipalName", CloudType::userPrincipalName),
          Column.of("displayName"),
          new Column("enabled", user -> yesNo(user.path("accountEnabled"))),
          SYNCED,
          new Column("licences", user -> Integer.toString(user.path("assignedLicenses").size())),
          Column.of("id"));
    }
  },
  /** Groups of every kind. */
  GROUP(
      "group",
      "displayName,mail",
      "displayName,mail",
      "displayName,description,mail,mailEnabled,mailNickname,proxyAddresses,securityEnabled,"
          + "groupTypes,onPremisesSyncEnabled,onPremisesSamAccountName,"
          + "onPremisesSecurityIdentifier,onPremisesLastSyncDateTime,"
          + "onPremisesProvisioningErrors,createdDateTime,deletedDateTime") {
    @Override
    List<Column> columns() {
      return List.of(
          Column.of("displayName"),
          Column.of("mail"),
          new Column("kind", CloudType::kind),
          SYNCED,
          Column.of("id"));
    }
  },
  /** People outside the organization. */
  CONTACT(
      "contact",
      "displayName,mail",
      "displayName,mail",
      "displayName,givenName,surname,mail,mailNickname,proxyAddresses,companyName,department,"
          + "jobTitle,phones,addresses,onPremisesSyncEnabled,onPremisesLastSyncDateTime,"
          + "onPremisesProvisioningErrors") {
    @Override
    List<Column> columns() {
      return List.of(Column.of("displayName"), Column.of("mail"), SYNCED, Column.of("id"));
    }
  },
  /** Computers. */
  DEVICE(
      "device",
      "displayName",
      "displayName",
      "displayName,deviceId,accountEnabled,operatingSystem,operatingSystemVersion,trustType,"
          + "profileType,isCompliant,isManaged,registrationDateTime,"
          + "approximateLastSignInDateTime,onPremisesSyncEnabled,onPremisesLastSyncDateTime") {
    @Override
    List<Column> columns() {
      return List.of(
          Column.of("displayName"),
          Column.of("operatingSystem"),
          Column.of("trustType"),
          new Column("enabled", device -> yesNo(device.path("accountEnabled"))),
          SYNCED,
          Column.of("id"));
    }
  };

  /** Whether an object is synchronized: Graph has true, false for "once", null for "never". */
  private static final Column SYNCED =
      new Column(
          "synced",
          object -> {
            JsonNode synced = object.path("onPremisesSyncEnabled");
            return synced.isBoolean() && !synced.booleanValue() ? "no longer" : yesNo(synced);
          });

  private final String label;
  private final String names;
  private final String searched;
  private final String select;

  CloudType(String label, String names, String searched, String select) {
    this.label = label;
    this.names = names;
    this.searched = searched;
    this.select = select;
  }

  /** The columns in which people see a list. */
  abstract List<Column> columns();

  /** The name in commands and sentences. */
  String label() {
    return label;
  }

  /** The path of the collection. */
  String path() {
    return "/" + label + "s";
  }

  /** The path of the recycle bin's part. */
  String binPath() {
    return "/directory/deletedItems/microsoft.graph." + label;
  }

  /** {@code $select} with all that people want to know. */
  String select() {
    return "$select=id," + select;
  }

  /** The properties by whose value somebody may name an object. */
  List<String> names() {
    return list(names);
  }

  /** {@code $search} for objects a text leads to. */
  String search(String text) {
    return String.join(
        " OR ", list(searched).stream().map(name -> "\"" + name + ":" + text + "\"").toList());
  }

  /** How sentences call an object: by its name and id. */
  String title(JsonNode object) {
    String name = this == USER ? userPrincipalName(object) : object.path("displayName").asText();
    return label
        + " "
        + (name.isEmpty() ? "" : name + " ")
        + "("
        + object.path("id").asText()
        + ")";
  }

  /** A user principal name without what the recycle bin puts before it. */
  static String userPrincipalName(JsonNode user) {
    String name = user.path("userPrincipalName").asText();
    String prefix = user.path("id").asText().replace("-", "");
    boolean prefixed = !prefix.isEmpty() && name.toLowerCase(Locale.ROOT).startsWith(prefix);
    return prefixed ? name.substring(prefix.length()) : name;
  }

  private static List<String> list(String properties) {
    return List.of(properties.split(",", -1));
  }

  private static String kind(JsonNode group) {
    for (JsonNode type : group.path("groupTypes")) {
      if (type.asText().equals("Unified")) {
        return "Microsoft 365";
      }
    }
    boolean mail = group.path("mailEnabled").asBoolean();
    if (!group.path("securityEnabled").asBoolean()) {
      return "distribution";
    }
    return mail ? "mail-enabled security" : "security";
  }

  private static String yesNo(JsonNode flag) {
    return flag.asBoolean() ? "yes" : "no";
  }
}
