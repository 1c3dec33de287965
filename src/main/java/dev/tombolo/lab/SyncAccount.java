package dev.tombolo.lab;

import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.lab.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The account by which the connector signs in to the lab's own directory. It is no administrator:
 * like the account that the real tool's wizard makes, it holds the rights that synchronization
 * needs, and no more.
 */
final class SyncAccount {
  private static final String NAME = "MSOL_tombolo";

  private static final String USER = "bf967aba-0de6-11d0-a285-00aa003049e2";
  private static final String PERSON = "4828cc14-1437-45bc-9b07-ad6f015e5f28";
  private static final String GROUP = "bf967a9c-0de6-11d0-a285-00aa003049e2";
  private static final String CONTACT = "5cb41ed0-0e4c-11d0-a286-00aa003049e2";
  private static final String DEVICE = "5df2b673-6d41-4774-b3e8-d52e8ee9ff99";
  private static final String DEVICE_CONTAINER = "7c9e8c58-901b-4ea8-b6ec-4eb9e9fc0e11";

  private static final String PROXY_ADDRESSES = "bf967a06-0de6-11d0-a285-00aa003049e2";
  private static final String MEMBER = "bf9679c0-0de6-11d0-a285-00aa003049e2";

  /** Reading changes, with password hashes, and letting a password count as new. */
  private static final String[] DOMAIN_RIGHTS = {
    "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2",
    "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2",
    "ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501"
  };

  /** Resetting and changing the password of a user. */
  private static final String[] PASSWORD_RIGHTS = {
    "00299570-246d-11d0-a768-00aa006e0529", "ab721a53-1e2f-11d0-9819-00aa0040529b"
  };

  /**
   * lockoutTime, pwdLastSet, mS-DS-ConsistencyGuid, msDS-KeyCredentialLink,
   * msDS-ExternalDirectoryObjectId, proxyAddresses.
   */
  private static final String[] USER_ATTRIBUTES = {
    "28630ebf-41d5-11d1-a9c1-0000f80367c1",
    "bf967a0a-0de6-11d0-a285-00aa003049e2",
    "23773dc2-b63a-11d2-90e1-00c04fd91ab1",
    "5b47d60f-6090-40b2-9f37-2a4de88f3063",
    "bd29bf90-66ad-40e1-887b-10df070419a6",
    PROXY_ADDRESSES
  };

  private SyncAccount() {}

  /** The account's name. */
  static String dn(Forest forest) {
    return "CN=" + NAME + ",CN=Users," + forest.domainDn();
  }

  /** The account's password: long, and the same whenever the Administrator's is. */
  static String password(Settings settings) {
    String secret = "connector:" + settings.text("directory.administrator.password");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return "Sync." + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What makes the account in a directory that is new, and gives it its rights. */
  static LdifSource ldif(Settings settings, Forest forest) {
    String account =
        String.join(
            "\n",
            "dn: " + dn(forest),
            "objectClass: user",
            "sAMAccountName: " + NAME,
            "displayName: Directory synchronization",
            "description: Account of the lab's connector",
            "userAccountControl: 66048",
            "clearTextPassword: " + password(settings));
    return LdifSource.of(
        "the connector's account",
        account
            + grant(forest.domainDn(), "", domainEntries())
            + grant(
                "CN=Deleted Objects," + forest.domainDn(),
                "control: 1.2.840.113556.1.4.417 true\n",
                "(A;;LCRP;;;" + NAME + ")"));
  }

  private static String grant(String dn, String control, String entries) {
    return "\n\ndn: "
        + dn
        + "\n"
        + control
        + "changetype: modify\nadd: nTSecurityDescriptor\nnTSecurityDescriptor: D:"
        + entries
        + "\n-\n";
  }

  private static String domainEntries() {
    StringBuilder entries = new StringBuilder();
    for (String right : DOMAIN_RIGHTS) {
      entries.append("(OA;;CR;").append(right).append(";;").append(NAME).append(')');
    }
    for (String objectClass : new String[] {USER, PERSON}) {
      for (String right : PASSWORD_RIGHTS) {
        inherited(entries, "CR", right, objectClass);
      }
      for (String attribute : USER_ATTRIBUTES) {
        inherited(entries, "WP", attribute, objectClass);
      }
    }
    inherited(entries, "WP", MEMBER, GROUP);
    inherited(entries, "WP", PROXY_ADDRESSES, GROUP);
    inherited(entries, "WP", PROXY_ADDRESSES, CONTACT);
    inherited(entries, "CCDC", DEVICE, DEVICE_CONTAINER);
    inherited(entries, "CCDCLCSWRPWPDTLOCRSDRCWDWO", "", DEVICE);
    return entries.toString();
  }

  private static void inherited(
      StringBuilder entries, String rights, String type, String objectClass) {
    entries.append("(OA;CIIO;").append(rights).append(';').append(type).append(';');
    entries.append(objectClass).append(';').append(NAME).append(')');
  }
}
