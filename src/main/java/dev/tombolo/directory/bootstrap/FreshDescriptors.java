package dev.tombolo.directory.bootstrap;

import java.util.Map;

/**
 * The security descriptors of the objects of a fresh forest that have others than their class says
 * (MS-ADTS 6.1.1, 7.1.1), as text. What the domain's head says is inherited by everything in it.
 */
final class FreshDescriptors {
  /** Everything. */
  private static final String FULL = "CCDCLCSWRPWPDTLOCRSDRCWDWO";

  /** Everything but deleting what is there. */
  private static final String MOST = "CCLCSWRPWPLOCRRCWDWO";

  private static final String READ = "LCRPLORC";
  private static final String USER = "bf967aba-0de6-11d0-a285-00aa003049e2";
  private static final String PERSON = "4828cc14-1437-45bc-9b07-ad6f015e5f28";
  private static final String GROUP = "bf967a9c-0de6-11d0-a285-00aa003049e2";
  private static final String COMPUTER = "bf967a86-0de6-11d0-a285-00aa003049e2";
  private static final String PRINT_QUEUE = "bf967aa8-0de6-11d0-a285-00aa003049e2";
  private static final String CHANGE_PASSWORD = "ab721a53-1e2f-11d0-9819-00aa0040529b";
  private static final String KEY_LINK = "5b47d60f-6090-40b2-9f37-2a4de88f3063";

  /** The sets of attributes of accounts that Pre-Windows 2000 Compatible Access reads. */
  private static final String[] ACCOUNT_SETS = {
    "4c164200-20c0-11d0-a768-00aa006e0529",
    "5f202010-79a5-11d0-9020-00c04fc2d4cf",
    "bc0ac240-79a9-11d0-9020-00c04fc2d4cf",
    "59ba2f42-79a2-11d0-9020-00c04fc2d3cf",
    "037088f8-0ae1-11d2-b422-00a0c968f939"
  };

  /** Replicating changes, with secrets, with what read-only servers do not get; synchronizing. */
  private static final String[] REPLICATION = {
    "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2",
    "1131f6ab-9c07-11d1-f79f-00c04fc2dcd2",
    "1131f6ac-9c07-11d1-f79f-00c04fc2dcd2",
    "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2",
    "89e95b76-444d-4c62-991a-0facbeda640c"
  };

  /** Those of containers right below the domain, by name. */
  private static final Map<String, String> CONTAINERS =
      Map.of(
          "Users",
          "D:" + full("SY") + accountsContainer() + children(USER, GROUP, PERSON),
          "Computers",
          "D:" + full("SY") + accountsContainer() + children(COMPUTER, USER, GROUP, PERSON),
          "Domain Controllers",
          "D:" + allow(READ, "AU") + allow(MOST, "DA") + full("SY") + allow(READ, "ED"),
          "System",
          "D:" + allow(READ, "AU") + allow(MOST, "DA") + full("SY"),
          "Infrastructure",
          "D:" + allow(READ, "AU") + allow(MOST, "DA") + full("SY"));

  private FreshDescriptors() {}

  /** That of a container right below the domain; empty where its class says it. */
  static String container(String name) {
    return CONTAINERS.getOrDefault(name, "");
  }

  /** That of a container of deleted objects, which inherits nothing and only the system owns. */
  static String deletedObjects() {
    return "O:SYG:SYD:P" + allow("CCDCLCSWRPWPSDRCWDWO", "SY") + allow("LCRP", "BA");
  }

  /** That of {@code CN=Partitions}. */
  static String partitions() {
    return "D:" + allow(READ, "AU") + allow(MOST, "EA") + full("SY") + allow("CC", "ED");
  }

  /** That which the members of protected groups are given. */
  static String adminSdHolder() {
    StringBuilder text = new StringBuilder("O:DAG:DAD:P");
    text.append(allow(READ, "AU")).append(full("SY"));
    text.append(allow("CCDCLCSWRPWPLOCRSDRCWDWO", "BA"));
    text.append(allow("CCDCLCSWRPWPLOCRRCWDWO", "DA"));
    text.append(allow("CCDCLCSWRPWPLOCRRCWDWO", "EA"));
    text.append(object("", "CR", CHANGE_PASSWORD, "", "WD"));
    text.append(object("", "CR", CHANGE_PASSWORD, "", "PS"));
    text.append(object("", "RPWP", "bf967a7f-0de6-11d0-a285-00aa003049e2", "", "CA"));
    text.append(object("", "RP", "46a9b11d-60ae-405a-b7e8-ff8a58d456d2", "", "S-1-5-32-560"));
    text.append(object("", "RPWP", "6db69a1c-9422-11d1-aebd-0000f80367c1", "", "S-1-5-32-561"));
    text.append(object("", "RPWP", "5805bc62-bdc9-4428-a5e2-856a0f4c185e", "", "S-1-5-32-561"));
    for (String set : ACCOUNT_SETS) {
      text.append(object("", "RP", set, PERSON, "RU")).append(object("", "RP", set, USER, "RU"));
    }
    for (String each : new String[] {PERSON, USER, GROUP}) {
      text.append(object("", READ, "", each, "RU"));
    }
    return text.toString();
  }

  /** That of the domain's head. */
  static String domain() {
    StringBuilder text = new StringBuilder("O:BAG:BAD:");
    for (String set : ACCOUNT_SETS) {
      text.append(object("CIIO", "RP", set, PERSON, "RU"));
      text.append(object("CIIO", "RP", set, USER, "RU"));
    }
    for (String each : new String[] {PERSON, USER, GROUP}) {
      text.append(object("CIIO", READ, "", each, "RU"));
    }
    for (String each : new String[] {COMPUTER, GROUP, USER}) {
      text.append(object("CIIO", "RP", "b7c69e6d-2cc7-11d2-854e-00a0c983f608", each, "ED"));
    }
    text.append(replication());
    text.append(object("", "CR", "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2", "", "RO"));
    text.append(object("", "CR", "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2", "", "DD"));
    text.append(object("", "CR", "1131f6ae-9c07-11d1-f79f-00c04fc2dcd2", "", "BA"));
    text.append(object("", "CR", "e2a36dc9-ae17-47c3-b58b-be34c55ba633", "", "S-1-5-32-557"));
    for (String each :
        new String[] {
          "05c74c5e-4deb-43b4-bd9f-86664c2a7fd5",
          "ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501",
          "280f369c-67c7-438e-ae98-1d46f3c6f541"
        }) {
      text.append(object("", "CR", each, "", "AU"));
    }
    for (String each :
        new String[] {
          "c7407360-20bf-11d0-a768-00aa006e0529", "b8119fd0-04f6-4762-ab7a-4986c76b3f9a"
        }) {
      text.append(object("", "RP", each, "", "RU")).append(object("", "RP", each, "", "AU"));
    }
    text.append(object("CIIO", "SW", "9b026da6-0d3c-465c-8bee-5199d7165cba", COMPUTER, "PS"));
    text.append(object("CI", "RPWPCR", "91e647de-d96f-4b70-9557-d63ff4f3ccd8", "", "PS"));
    text.append(object("CI", "RPWP", KEY_LINK, "", "KA"));
    text.append(object("CI", "RPWP", KEY_LINK, "", "EK"));
    text.append(allow(MOST, "DA")).append("(A;CI;").append(FULL).append(";;;EA)");
    text.append("(A;CI;CCLCSWRPWPLOCRSDRCWDWO;;;BA)(A;;RPRC;;;RU)(A;CI;LC;;;RU)(A;;RP;;;WD)");
    text.append(allow(READ, "ED")).append(allow(READ, "AU")).append(full("SY"));
    return text.append("S:(AU;SA;WPWDWO;;;WD)(AU;SA;CR;;;BA)(AU;SA;CR;;;DU)").toString();
  }

  /** That of the configuration's head. */
  static String configuration() {
    return "O:EAG:EAD:"
        + replication()
        + allow(READ, "AU")
        + "(A;CI;"
        + FULL
        + ";;;EA)"
        + full("SY")
        + "(A;CIIO;CCLCSWRPWPLOCRSDRCWDWO;;;DA)"
        + "S:(AU;SA;WPWDWO;;;WD)(AU;SA;CR;;;BA)(AU;SA;CR;;;DU)";
  }

  /** That of the schema's head. */
  static String schema() {
    return "O:SAG:SAD:"
        + replication()
        + "(A;CI;"
        + READ
        + ";;;AU)(A;CI;CCLCSWRPWPLOCRSDRCWDWO;;;SA)(A;CI;"
        + FULL
        + ";;;SY)";
  }

  /** That of the head of an application's naming context. */
  static String zone() {
    return "O:BAG:BAD:"
        + replication()
        + allow(READ, "AU")
        + allow(MOST, "DA")
        + full("SY")
        + "(A;CI;"
        + FULL
        + ";;;EA)(A;CI;CCLCSWRPWPLOCRSDRCWDWO;;;BA)";
  }

  private static String replication() {
    StringBuilder text = new StringBuilder();
    for (String each : REPLICATION) {
      text.append(object("", "CR", each, "", "BA")).append(object("", "CR", each, "", "ED"));
    }
    return text.toString();
  }

  private static String accountsContainer() {
    return allow("CCDCLCSWRPWPLOCRRCWDWO", "DA")
        + allow(READ, "AU")
        + object("", "CCDC", PRINT_QUEUE, "", "PO");
  }

  /** Account operators make and delete objects of some classes. */
  private static String children(String... classes) {
    StringBuilder text = new StringBuilder();
    for (String each : classes) {
      text.append(object("", "CCDC", each, "", "AO"));
    }
    return text.toString();
  }

  private static String full(String trustee) {
    return allow(FULL, trustee);
  }

  private static String allow(String rights, String trustee) {
    return "(A;;" + rights + ";;;" + trustee + ")";
  }

  private static String object(
      String flags, String rights, String type, String inheritedBy, String trustee) {
    return "(OA;" + flags + ";" + rights + ";" + type + ";" + inheritedBy + ";" + trustee + ")";
  }
}
