package dev.tombolo.directory.bootstrap;

import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.operation.OptionalFeatures;
import dev.tombolo.directory.operation.SchemaObjects;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.ObjectClass;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Transaction;
import dev.tombolo.directory.update.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Fills an empty directory with the objects of a fresh forest of one domain controller (MS-ADTS
 * 6.1.1): the naming contexts, the schema, the configuration, the domain's containers and its
 * well-known accounts.
 */
public final class ForestBuilder {
  private static final int NC_HEAD_WRITE = 5;
  private static final int NC_HEAD_WRITE_ABOVE = 13;
  private static final int FIRST_ORDINARY_RID = 1100;

  private final FreshForest fresh;
  private final Forest forest;
  private final Transaction transaction;
  private final SystemObjects objects;
  private final WellKnown w;
  private int domain;
  private int configuration;
  private int schemaHead;

  private ForestBuilder(FreshForest fresh, Transaction transaction, Instant now) {
    this.fresh = fresh;
    this.forest = fresh.forest();
    this.transaction = transaction;
    this.objects = new SystemObjects(new Update(transaction, now), fresh.domainSid());
    this.w = objects.wellKnown();
  }

  /** Builds the forest in an empty directory. */
  public static void build(FreshForest fresh, Transaction transaction, Instant now) {
    new ForestBuilder(fresh, transaction, now).build();
  }

  private void build() {
    transaction.register(Register.NEXT_RID, FIRST_ORDINARY_RID);
    transaction.register(Register.SCHEMA, -1);
    heads();
    schema();
    int container = domainContainers();
    DomainAccounts accounts = new DomainAccounts(objects, fresh, domain);
    accounts.build(container);
    new ConfigurationObjects(objects, fresh, configuration, accounts.domainController()).build();
    finishHeads();
    if (fresh.recycleBin()) {
      int features =
          descend(
              configuration, "Services", "Windows NT", "Directory Service", "Optional Features");
      OptionalFeatures.enable(
          transaction,
          objects.update().now(),
          transaction.child(configuration, "Partitions"),
          transaction.child(features, "Recycle Bin Feature"));
    }
  }

  private int descend(int from, String... names) {
    int at = from;
    for (String name : names) {
      at = transaction.child(at, name);
    }
    return at;
  }

  /** The names above the domain are mere names; they are no objects of this forest. */
  private void heads() {
    List<String> labels = forest.labels();
    AttributeType dc = w.dc;
    int above = -1;
    for (int i = labels.size() - 1; i > 0; i--) {
      int id = transaction.newId();
      transaction.put(id, new EntryBuilder(above, dc).phantom().set(w.name, labels.get(i)).build());
      above = id;
    }
    SystemObjects.Draft head = objects.draft(above, "domainDNS", labels.get(0));
    head.entry().namingContextHead();
    domain =
        head.descriptor(FreshDescriptors.domain())
            .systemFlags(SystemObjects.PROTECTED)
            .critical()
            .set("instanceType", NC_HEAD_WRITE)
            .set("objectSid", fresh.domainSid().bytes())
            .set("msDS-Behavior-Version", fresh.functionalLevel())
            .set("nTMixedDomain", 0)
            .set("ms-DS-MachineAccountQuota", 10)
            .set("maxPwdAge", -36_288_000_000_000L)
            .set("minPwdAge", -864_000_000_000L)
            .set("minPwdLength", 7)
            .set("pwdHistoryLength", 24)
            .set("pwdProperties", 1)
            .set("lockoutThreshold", 0)
            .set("lockoutDuration", -18_000_000_000L)
            .set("lockOutObservationWindow", -18_000_000_000L)
            .set("forceLogoff", Long.MIN_VALUE)
            .set("nextRid", 1000)
            .set("uASCompat", 1)
            .set("serverState", 1)
            .create();
    transaction.register(Register.DOMAIN, domain);
    configuration =
        innerHead(domain, "configuration", "Configuration", FreshDescriptors.configuration());
    transaction.register(Register.CONFIGURATION, configuration);
    schemaHead = innerHead(configuration, "dMD", "Schema", FreshDescriptors.schema());
    transaction.register(Register.SCHEMA, schemaHead);
  }

  private int innerHead(int parent, String objectClass, String name, String descriptor) {
    SystemObjects.Draft head = objects.draft(parent, objectClass, name);
    head.entry().namingContextHead();
    return head.descriptor(descriptor).set("instanceType", NC_HEAD_WRITE_ABOVE).create();
  }

  /** Every definition is an object; the two classes that the others are of come first. */
  private void schema() {
    List<ObjectClass> classes = new ArrayList<>(transaction.schema().classes());
    List<ObjectClass> first = List.of(w.classSchemaClass, w.attributeSchemaClass);
    classes.removeAll(first);
    classes.addAll(0, first);
    for (ObjectClass objectClass : classes) {
      SystemObjects.Draft draft =
          objects.draft(schemaHead, "classSchema", objectClass.definition().cn());
      SchemaObjects.describe(draft.entry(), w, objectClass.definition());
      draft.create();
    }
    for (AttributeType attribute : transaction.schema().attributes()) {
      SystemObjects.Draft draft =
          objects.draft(schemaHead, "attributeSchema", attribute.definition().cn());
      SchemaObjects.describe(draft.entry(), w, attribute.definition());
      draft.create();
    }
    for (ObjectClass objectClass : classes) {
      int id = transaction.child(schemaHead, objectClass.definition().cn());
      int category =
          transaction.child(schemaHead, objectClass.definition().defaultObjectCategory());
      EntryBuilder entry =
          new EntryBuilder(transaction.existing(id))
              .setReference(w.defaultObjectCategory, category);
      entry.setReference(w.objectCategory, transaction.child(schemaHead, "Class-Schema"));
      transaction.put(id, entry.build());
    }
    objects.draft(schemaHead, "subSchema", "Aggregate").create();
  }

  /** The domain's containers; returns that of the users. */
  private int domainContainers() {
    List<byte[]> wellKnown = new ArrayList<>();
    int users =
        wellKnown("Users", "container", "A9D1CA15768811D1ADED00C04FD8D5CD", wellKnown, true);
    wellKnown("Computers", "container", "AA312825768811D1ADED00C04FD8D5CD", wellKnown, true);
    wellKnown(
        "Domain Controllers",
        "organizationalUnit",
        "A361B2FFFFD211D1AA4B00C04FD7D83A",
        wellKnown,
        true);
    int system =
        wellKnown("System", "container", "AB1D30F3768811D1ADED00C04FD8D5CD", wellKnown, false);
    wellKnown("LostAndFound", "lostAndFound", "AB8153B7768811D1ADED00C04FD8D5CD", wellKnown, false);
    wellKnown(
        "Infrastructure",
        "infrastructureUpdate",
        "2FBAC1870ADE11D297C400C04FD8D5CD",
        wellKnown,
        false);
    wellKnown(
        "ForeignSecurityPrincipals",
        "container",
        "22B70C67D56E4EFB91E9300FCA3DC1AA",
        wellKnown,
        true);
    wellKnown.add(
        value(
            "6227F0AF1FC2410D8E3BB10615BB5B0F",
            objects
                .draft(domain, "msDS-QuotaContainer", "NTDS Quotas")
                .systemFlags(0x80000000)
                .critical()
                .create()));
    int programData = objects.container(domain, "Program Data");
    wellKnown.add(value("09460C08AE1E4A4EA0F64AEE7DAA1E5A", programData));
    wellKnown.add(
        value("F4BE92A4C777485E878E9421D53087DB", objects.container(programData, "Microsoft")));
    wellKnown.add(value("18E2EA80684F11D2B9AA00C04F79F805", deletedObjects(domain)));
    objects
        .draft(domain, "builtinDomain", "Builtin")
        .systemFlags(SystemObjects.PROTECTED)
        .critical()
        .shown()
        .create();
    objects.draft(domain, "msTPM-InformationObjectsContainer", "TPM Devices").create();
    List<byte[]> others = new ArrayList<>();
    others.add(
        value(
            "1EB93889E40C45DF9F0C64D23BBB6237",
            objects.draft(domain, "container", "Managed Service Accounts").shown().create()));
    others.add(
        value(
            "683A24E2E8164BD3AF86AC3C2CF3F981",
            objects
                .draft(domain, "container", "Keys")
                .systemFlags(SystemObjects.PROTECTED)
                .critical()
                .create()));
    systemContainer(system);
    change(domain, w.wellKnownObjects, wellKnown);
    change(domain, w.otherWellKnownObjects, others);
    return users;
  }

  private int wellKnown(
      String name, String objectClass, String guid, List<byte[]> wellKnown, boolean shown) {
    SystemObjects.Draft draft =
        objects
            .draft(domain, objectClass, name)
            .descriptor(FreshDescriptors.container(name))
            .systemFlags(SystemObjects.PROTECTED)
            .critical();
    int id = (shown ? draft.shown() : draft).create();
    wellKnown.add(value(guid, id));
    return id;
  }

  private static byte[] value(String guid, int id) {
    return EntryBuilder.reference(id, HexFormat.of().parseHex(guid));
  }

  /**
   * The container of deleted objects of a naming context: itself marked deleted, but never
   * collected.
   */
  private int deletedObjects(int head) {
    SystemObjects.Draft draft = objects.draft(head, "container", "Deleted Objects");
    draft.entry().deleted(true).set(w.isDeleted, true);
    return draft
        .descriptor(FreshDescriptors.deletedObjects())
        .systemFlags(SystemObjects.PROTECTED)
        .critical()
        .create();
  }

  private void systemContainer(int system) {
    objects
        .draft(system, "rIDManager", "RID Manager$")
        .systemFlags(SystemObjects.PROTECTED)
        .critical()
        .set("rIDAvailablePool", (1_073_741_823L << 32) | 1600)
        .create();
    objects
        .draft(system, "msDS-PasswordSettingsContainer", "Password Settings Container")
        .systemFlags(SystemObjects.PROTECTED)
        .critical()
        .create();
    objects
        .draft(system, "container", "AdminSDHolder")
        .descriptor(FreshDescriptors.adminSdHolder())
        .systemFlags(SystemObjects.PROTECTED)
        .critical()
        .create();
    for (String name : List.of("Policies", "MicrosoftDNS", "DomainUpdates", "WMIPolicy")) {
      objects.container(system, name);
    }
    int policies = transaction.child(system, "Policies");
    policy(policies, "{31B2F340-016D-11D2-945F-00C04FB984F9}", "Default Domain Policy");
    policy(policies, "{6AC1786C-016F-11D2-945F-00C04fB984F9}", "Default Domain Controllers Policy");
  }

  private void policy(int policies, String guid, String displayName) {
    objects
        .draft(policies, "groupPolicyContainer", guid)
        .critical()
        .set("displayName", displayName)
        .set(
            "gPCFileSysPath",
            "\\\\" + forest.dnsName() + "\\sysvol\\" + forest.dnsName() + "\\Policies\\" + guid)
        .set("versionNumber", 1)
        .set("flags", 0)
        .create();
  }

  private void finishHeads() {
    int dsa = transaction.object(Register.DSA);
    List<byte[]> wellKnown = new ArrayList<>();
    wellKnown.add(value("18E2EA80684F11D2B9AA00C04F79F805", deletedObjects(configuration)));
    wellKnown.add(
        value(
            "AB8153B7768811D1ADED00C04FD8D5CD",
            objects
                .draft(configuration, "lostAndFound", "LostAndFoundConfig")
                .systemFlags(0x80000000)
                .create()));
    wellKnown.add(
        value(
            "6227F0AF1FC2410D8E3BB10615BB5B0F",
            objects
                .draft(configuration, "msDS-QuotaContainer", "NTDS Quotas")
                .systemFlags(0x80000000)
                .create()));
    change(configuration, w.wellKnownObjects, wellKnown);
    for (int head : new int[] {domain, configuration, schemaHead}) {
      int category =
          transaction.child(
              schemaHead,
              transaction
                  .schema()
                  .objectClass(transaction.existing(head).structuralClass())
                  .definition()
                  .defaultObjectCategory());
      Update.ObjectChange change = objects.update().change(head);
      change.after().setReference(w.objectCategory, category);
      if (head != configuration) {
        change.after().setReference(w.fSMORoleOwner, dsa);
      }
      change.apply();
    }
    zone("DomainDnsZones");
    zone("ForestDnsZones");
    List<byte[]> subordinate =
        List.of(
            EntryBuilder.reference(configuration),
            EntryBuilder.reference(transaction.child(domain, "DomainDnsZones")),
            EntryBuilder.reference(transaction.child(domain, "ForestDnsZones")));
    change(domain, w.subRefs, subordinate);
    change(configuration, w.subRefs, List.of(EntryBuilder.reference(schemaHead)));
    int partitions = transaction.child(configuration, "Partitions");
    crossRef(partitions, UUID.randomUUID().toString(), 5, "DomainDnsZones");
    crossRef(partitions, UUID.randomUUID().toString(), 5, "ForestDnsZones");
    objects.link(dsa, w.hasMasterNCs, domain, configuration, schemaHead);
    objects.link(
        dsa, transaction.schema().known("msDS-hasMasterNCs"), domain, configuration, schemaHead);
  }

  /** An application naming context for the names of a zone, with the containers every one has. */
  private void zone(String name) {
    SystemObjects.Draft head = objects.draft(domain, "domainDNS", name);
    head.entry().namingContextHead();
    int zone = head.descriptor(FreshDescriptors.zone()).set("instanceType", NC_HEAD_WRITE).create();
    List<byte[]> wellKnown = new ArrayList<>();
    wellKnown.add(value("18E2EA80684F11D2B9AA00C04F79F805", deletedObjects(zone)));
    wellKnown.add(
        value(
            "AB8153B7768811D1ADED00C04FD8D5CD",
            objects
                .draft(zone, "lostAndFound", "LostAndFound")
                .systemFlags(SystemObjects.PROTECTED)
                .critical()
                .create()));
    change(zone, w.wellKnownObjects, wellKnown);
  }

  private void crossRef(int partitions, String name, int flags, String zone) {
    objects
        .draft(partitions, "crossRef", name)
        .systemFlags(flags)
        .set("dnsRoot", zone.toLowerCase(Locale.ROOT) + "." + forest.dnsName())
        .reference("nCName", transaction.child(domain, zone))
        .create();
  }

  private void change(int id, AttributeType attribute, List<byte[]> values) {
    Update.ObjectChange change = objects.update().change(id);
    change.after().set(attribute, values);
    change.apply();
  }
}
