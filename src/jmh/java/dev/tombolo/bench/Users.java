package dev.tombolo.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Users like those of a company, as LDIF for Tombolo and for a plain LDAP server. */
final class Users {
  static final String BASE = "DC=adatum,DC=com";

  private Users() {}

  /** The name of a user. */
  static String dn(int n) {
    return "CN=User " + n + ",OU=Unit " + n % 20 + "," + BASE;
  }

  /** Thirty attributes with what the server adds; about a kilobyte of LDIF. */
  static Path forTombolo(int count) throws IOException {
    Path file = Files.createTempFile("users", ".ldif");
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int unit = 0; unit < 20; unit++) {
        out.write("dn: OU=Unit " + unit + "," + BASE + "\nobjectClass: organizationalUnit\n\n");
      }
      for (int n = 0; n < count; n++) {
        out.write("dn: " + dn(n) + "\nobjectClass: user\nuserAccountControl: 544\n");
        out.write(attributes(n));
        out.write("\n");
      }
    }
    return file;
  }

  private static String attributes(int n) {
    return "sAMAccountName: user" + n + "\n"
        + "userPrincipalName: user" + n + "@adatum.com\n"
        + "givenName: Given" + n % 1000 + "\n"
        + "sn: Surname" + n % 5000 + "\n"
        + "displayName: Given" + n % 1000 + " Surname" + n % 5000 + "\n"
        + "mail: user" + n + "@adatum.com\n"
        + "proxyAddresses: SMTP:user" + n + "@adatum.com\n"
        + "proxyAddresses: smtp:given" + n + "." + n % 5000 + "@adatum.com\n"
        + "title: Engineer of the " + n % 50 + "th grade\n"
        + "department: Department " + n % 100 + "\n"
        + "company: A. Datum Corporation\n"
        + "physicalDeliveryOfficeName: Building " + n % 40 + "\n"
        + "telephoneNumber: +1 425 555 " + n % 10000 + "\n"
        + "mobile: +1 206 555 " + n % 10000 + "\n"
        + "streetAddress: " + n % 900 + " Main Street\n"
        + "l: Seattle\nst: WA\npostalCode: 981" + n % 100 + "\nc: US\nco: United States\n"
        + "employeeID: " + n + "\n"
        + "description: An ordinary account for measurements\n";
  }

  /** The same people for a server with the inetOrgPerson schema. */
  static Path forSlapd(int count) throws IOException {
    Path file = Files.createTempFile("users-slapd", ".ldif");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("dn: dc=adatum,dc=com\nobjectClass: domain\ndc: adatum\n\n");
      out.write("dn: cn=admin,dc=adatum,dc=com\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: admin\nuserPassword: secret\n\n");
      for (int unit = 0; unit < 20; unit++) {
        out.write("dn: OU=Unit " + unit + "," + BASE + "\nobjectClass: organizationalUnit\nou: Unit " + unit + "\n\n");
      }
      for (int n = 0; n < count; n++) {
        out.write("dn: " + dn(n) + "\nobjectClass: inetOrgPerson\n" + plainAttributes(n) + "\n");
      }
    }
    return file;
  }

  static String plainAttributes(int n) {
    return "cn: User " + n + "\n"
        + "uid: user" + n + "\n"
        + "givenName: Given" + n % 1000 + "\n"
        + "sn: Surname" + n % 5000 + "\n"
        + "displayName: Given" + n % 1000 + " Surname" + n % 5000 + "\n"
        + "mail: user" + n + "@adatum.com\n"
        + "mail: given" + n + "." + n % 5000 + "@adatum.com\n"
        + "title: Engineer of the " + n % 50 + "th grade\n"
        + "departmentNumber: Department " + n % 100 + "\n"
        + "o: A. Datum Corporation\n"
        + "physicalDeliveryOfficeName: Building " + n % 40 + "\n"
        + "telephoneNumber: +1 425 555 " + n % 10000 + "\n"
        + "mobile: +1 206 555 " + n % 10000 + "\n"
        + "street: " + n % 900 + " Main Street\n"
        + "l: Seattle\nst: WA\npostalCode: 981" + n % 100 + "\n"
        + "employeeNumber: " + n + "\n"
        + "employeeType: ordinary\ncarLicense: WA " + n + "\nroomNumber: " + n % 300 + "\n"
        + "userPassword:: " + Base64.getEncoder().encodeToString(("secret" + n).getBytes(StandardCharsets.UTF_8)) + "\n"
        + "preferredLanguage: en-US\nbusinessCategory: measurements\nlabeledURI: http://adatum.com/user" + n + "\n"
        + "homePhone: +1 360 555 " + n % 10000 + "\npager: " + n % 9999 + "\n"
        + "description: An ordinary account for measurements\n";
  }
}
