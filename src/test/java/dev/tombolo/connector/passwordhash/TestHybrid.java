package dev.tombolo.connector.passwordhash;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.SourceAnchor;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.EventLog;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import dev.tombolo.connector.space.Space;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestEndpoint;
import dev.tombolo.connector.wire.TenantClient;
import dev.tombolo.connector.wire.TenantEndpoint;
import dev.tombolo.directory.TestDirectory;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import dev.tombolo.sql.DatabaseSettings;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.TestTenant;
import dev.tombolo.time.LabClock;
import dev.tombolo.web.WebServer;
import dev.tombolo.web.WebSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directory, a tenant, and a connector's state between them as the engine would have made it, all
 * real, with users that are on both sides. Each part has a clock; {@link #advance} moves all three.
 */
public final class TestHybrid implements AutoCloseable {
  public static final String FOREST = "adatum.com";
  public static final String FIRST = "Secret-1-first";
  public static final String SECOND = "Secret-2-second";

  private static final Duration IDLE = Duration.ofSeconds(60);

  private final TestDirectory directory = new TestDirectory();
  private final String tenantUrl = DatabaseSettings.embedded(Optional.empty(), "tenant");
  private final TestTenant tenant = TestTenant.on(tenantUrl);
  private final ConnectorStore store;
  private final LabClock clock = LabClock.system();
  private final Journal journal = new Journal("connector", clock);
  private final Faults faults = new Faults();
  private final LDAPConnection admin;
  private final ForestClient forest;
  private final TenantClient cloud;
  private final int port;
  private WebServer front;

  public TestHybrid() {
    this(DatabaseSettings.embedded(Optional.empty(), "connector"));
  }

  /** The same with the connector's state in a database. */
  public TestHybrid(String url) {
    store = ConnectorStore.open(url);
    front =
        WebServer.start(new WebSettings(0, 0, Optional.empty(), IDLE), tenant.tenant().routes());
    port = front.http().getPort();
    forest = new ForestClient(endpoint(true));
    cloud =
        new TenantClient(
            new TenantEndpoint(
                "adatum.onmicrosoft.com - AAD",
                front.http(),
                tenant.settings().tenantId(),
                tenant.settings().sync().id(),
                tenant.settings().sync().secret()),
            Optional.empty());
    try {
      admin = directory.admin();
      set(TestDirectory.BASE, "minPwdAge", "0");
      set(TestDirectory.BASE, "lockoutThreshold", "3");
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How the connector reaches the directory. */
  public ForestEndpoint endpoint(boolean tls) {
    return new ForestEndpoint(
        FOREST,
        "ADATUM",
        "127.0.0.1",
        tls ? directory.server().ldapsPort() : directory.server().ldapPort(),
        tls,
        Optional.of(TestDirectory.caCertificate()),
        TestDirectory.ADMINISTRATOR,
        TestDirectory.PASSWORD,
        TestDirectory.BASE);
  }

  /** A user on both sides. */
  public record Person(String name, String dn, UUID guid, String anchor, CloudAnchor key) {
    public String principalName() {
      return name + "@adatum.com";
    }
  }

  public TestDirectory directory() {
    return directory;
  }

  public TestTenant tenant() {
    return tenant;
  }

  /** The tenant's database. */
  public String tenantUrl() {
    return tenantUrl;
  }

  public ConnectorStore store() {
    return store;
  }

  public LabClock clock() {
    return clock;
  }

  public Journal journal() {
    return journal;
  }

  public Faults faults() {
    return faults;
  }

  public LDAPConnection admin() {
    return admin;
  }

  public ForestClient forest() {
    return forest;
  }

  public TenantClient cloud() {
    return cloud;
  }

  /** A synchronization, as a connector that has just started has. */
  public PasswordHashSync hashSync() {
    return new PasswordHashSync(store, List.of(forest), cloud, clock, journal, faults);
  }

  /** Nobody answers any more where the connector looks for the tenant. */
  public void cutTenant() {
    front.close();
  }

  /** The tenant answers there again. */
  public void mendTenant() {
    front =
        WebServer.start(new WebSettings(port, 0, Optional.empty(), IDLE), tenant.tenant().routes());
  }

  /** Time passes everywhere. */
  public void advance(Duration step) {
    directory.clock().advance(step);
    tenant.clock().advance(step);
    clock.advance(step);
  }

  /** Notes that the directory has been synchronized. */
  public void directorySynchronized() {
    write(space -> space.watermarks().save(cloud.endpoint().name(), "position", clock.instant()));
  }

  /** An enabled user with the password {@link #FIRST}, imported, joined and exported. */
  public Person user(String name) throws LDAPException {
    return user(name, "user", ObjectKind.USER);
  }

  /** The same of another class. */
  public Person user(String name, String objectClass, ObjectKind kind) throws LDAPException {
    return export(List.of(addToDirectory(name, objectClass)), kind).get(0);
  }

  /** Many users. */
  public List<Person> users(List<String> names) throws LDAPException {
    List<String> dns = new ArrayList<>();
    for (String name : names) {
      dns.add(addToDirectory(name, "user"));
    }
    return export(dns, ObjectKind.USER);
  }

  private List<Person> export(List<String> dns, ObjectKind kind) throws LDAPException {
    List<ProvisioningOperation> operations = new ArrayList<>();
    List<UUID> guids = new ArrayList<>();
    for (String dn : dns) {
      UUID guid = guid(dn);
      String anchor = SourceAnchor.of(ObjectGuid.bytes(guid)).value();
      guids.add(guid);
      operations.add(
          TestTenant.addUser(
              anchor,
              "userPrincipalName",
              nameOf(dn) + "@adatum.com",
              "displayName",
              nameOf(dn),
              "accountEnabled",
              "true"));
    }
    List<ProvisioningResult> results =
        tenant.sync(operations.toArray(ProvisioningOperation[]::new));
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      CloudAnchor key = results.get(i).cloudAnchor();
      if (key == null) {
        throw new AssertionError(String.valueOf(results.get(i)));
      }
      String anchor = operations.get(i).sourceAnchor();
      link(guids.get(i), kind, dns.get(i), anchor, key);
      people.add(new Person(nameOf(dns.get(i)), dns.get(i), guids.get(i), anchor, key));
    }
    return people;
  }

  private static String nameOf(String dn) {
    return dn.substring("CN=".length(), dn.indexOf(','));
  }

  /** An enabled user on-premises. */
  public String addToDirectory(String name, String objectClass) throws LDAPException {
    String dn = "CN=" + name + ",CN=Users," + TestDirectory.BASE;
    admin.add(
        dn,
        new Attribute("objectClass", objectClass),
        new Attribute("sAMAccountName", name),
        new Attribute("userPrincipalName", name + "@adatum.com"),
        new Attribute("unicodePwd", quoted(FIRST)),
        new Attribute("userAccountControl", "512"));
    return dn;
  }

  /** The connector's rows of a user; without a key it has not been exported. */
  public void link(
      UUID guid, ObjectKind kind, String dn, String anchor, @Nullable CloudAnchor key) {
    UUID metaverse = UUID.randomUUID();
    write(
        space -> {
          join(space, guid, kind, dn, metaverse);
          space
              .metaverse()
              .insert(List.of(new MetaverseObject(metaverse, ObjectType.USER, anchor, Map.of())));
          space
              .cloud()
              .insert(
                  List.of(
                      new CloudObject(
                          anchor,
                          ObjectType.USER,
                          key,
                          key != null,
                          Map.of(),
                          PendingImport.NONE,
                          metaverse,
                          key == null ? ExportKind.ADD : ExportKind.NONE,
                          Map.of(),
                          false,
                          null)));
        });
  }

  /** A row of the forest's connector space. */
  public static void join(
      Space space, UUID guid, ObjectKind kind, String dn, @Nullable UUID metaverse) {
    Map<String, List<String>> attributes = new HashMap<>();
    attributes.put("userAccountControl", List.of("512"));
    attributes.put("pwdLastSet", List.of("133000000000000000"));
    space
        .onPremises()
        .insert(
            List.of(
                new OnPremisesObject(
                    guid, FOREST, kind, dn, attributes, PendingImport.NONE, metaverse, null)));
  }

  /** What an import sees of an attribute now. */
  public void imported(Person person, String attribute, String value) {
    write(
        space -> {
          OnPremisesObject account = space.onPremises().find(person.guid()).orElseThrow();
          Map<String, List<String>> attributes = new HashMap<>(account.attributes());
          attributes.put(attribute, List.of(value));
          space
              .onPremises()
              .saveImported(
                  List.of(account.imported(account.dn(), attributes, PendingImport.NONE)));
        });
  }

  /** A statement of a test on the connector's state. */
  @FunctionalInterface
  public interface Change {
    void in(Space space);
  }

  public void write(Change change) {
    store.write(
        space -> {
          change.in(space);
          return space;
        });
  }

  public UUID guid(String dn) throws LDAPException {
    return ObjectGuid.of(admin.getEntry(dn, "objectGUID").getAttributeValueBytes("objectGUID"));
  }

  public String value(String dn, String attribute) throws LDAPException {
    return String.valueOf(admin.getEntry(dn, attribute).getAttributeValue(attribute));
  }

  public void set(String dn, String attribute, String value) throws LDAPException {
    admin.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
  }

  /** Sets a password on-premises. */
  public void setPassword(String dn, String password) throws LDAPException {
    admin.modify(dn, new Modification(ModificationType.REPLACE, "unicodePwd", quoted(password)));
  }

  private static byte[] quoted(String password) {
    return ("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE);
  }

  /** Whether the directory lets a user in. */
  public boolean bindsWith(Person person, String password) {
    try (LDAPConnection connection = directory.bind(person.dn(), password)) {
      return connection.isConnected();
    } catch (LDAPException e) {
      return false;
    }
  }

  /** Whether the tenant lets a user in. */
  public boolean signsInWith(Person person, String password) {
    return signIn(person, password).status() == 200;
  }

  public Reply signIn(Person person, String password) {
    return tenant.signIn(person.principalName(), password);
  }

  /** The event numbers of a source, in the order of time. */
  public List<Integer> events(String source) {
    List<Integer> numbers = new ArrayList<>();
    for (EventLog.Entry entry : store.read(space -> space.events().latest(1000))) {
      if (entry.source().equals(source)) {
        numbers.add(0, entry.event());
      }
    }
    return numbers;
  }

  @Override
  public void close() {
    forest.close();
    admin.close();
    front.close();
    store.close();
    tenant.close();
    directory.close();
  }
}
