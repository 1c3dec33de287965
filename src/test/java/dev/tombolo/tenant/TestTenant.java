package dev.tombolo.tenant;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ProvisioningBatch;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningResponse;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.cloud.provisioning.ReferenceChange;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import dev.tombolo.sql.TestDatabase;
import dev.tombolo.time.LabClock;
import dev.tombolo.tls.LabCertificates;
import dev.tombolo.web.WebServer;
import dev.tombolo.web.WebSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A tenant of its own on a web server of its own, with callers. */
public final class TestTenant implements AutoCloseable {
  /** Where the clock stands at first. */
  public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final LabClock clock;
  private final Journal journal;
  private final Faults faults = new Faults();
  private final TenantSettings settings;
  private final Tenant tenant;
  private final WebServer server;

  private TestTenant(TenantSettings settings, LabClock clock) {
    this(settings, clock, WebSettings.anyPort());
  }

  private TestTenant(TenantSettings settings, LabClock clock, WebSettings web) {
    this.settings = settings;
    this.clock = clock;
    this.journal = new Journal("tenant", clock);
    this.tenant = Tenant.open(settings, clock, journal, faults);
    this.server = WebServer.start(web, tenant.routes());
  }

  /** A new tenant on a database. */
  public static TestTenant on(TestDatabase database) {
    return on(database, UnaryOperator.identity());
  }

  /** A new tenant with settings of its own. */
  public static TestTenant on(TestDatabase database, UnaryOperator<TenantSettings> change) {
    return new TestTenant(
        change.apply(TenantSettings.adatum().inDatabase(database.freshUrl())),
        LabClock.fixed(START));
  }

  /** A new tenant in a database of its own, with the machine's clock. */
  public static TestTenant on(String url) {
    return new TestTenant(TenantSettings.adatum().inDatabase(url), LabClock.system());
  }

  /**
   * A new tenant in memory, with the machine's clock, that also answers over HTTPS with a
   * certificate of a CA whose file is left in a folder.
   */
  public static TestTenant secure(Path folder, UnaryOperator<TenantSettings> change) {
    LabCertificates certificates = LabCertificates.temporary(folder, List.of());
    return new TestTenant(
        change.apply(TenantSettings.adatum().inDatabase(TestDatabase.H2.freshUrl())),
        LabClock.system(),
        WebSettings.anyPort().withTls(certificates.serverContext(), 0));
  }

  /** Another process of the same tenant. */
  public TestTenant sibling() {
    return new TestTenant(settings, clock);
  }

  /** The clock. */
  public LabClock clock() {
    return clock;
  }

  /** What happened. */
  public Journal journal() {
    return journal;
  }

  /** The fault points. */
  public Faults faults() {
    return faults;
  }

  /** The tenant itself. */
  public Tenant tenant() {
    return tenant;
  }

  /** How it was set up. */
  public TenantSettings settings() {
    return settings;
  }

  /** Where it answers. */
  public URI base() {
    return server.http();
  }

  /** Where it answers over HTTPS. */
  public URI secureBase() {
    return server.https().orElseThrow();
  }

  /** A token of an administrator's program. */
  public String adminToken() {
    return applicationToken(settings.admin());
  }

  /** An administrator's program, below {@code /v1.0}. */
  public TenantClient graph() {
    return client("/v1.0", settings.admin());
  }

  /** The connector, at the root. */
  public TenantClient connector() {
    return client("", settings.sync());
  }

  /** An administrator's program, at the root. */
  public TenantClient admin() {
    return client("", settings.admin());
  }

  /** Somebody without a token, at the root. */
  public TenantClient anonymous() {
    return new TenantClient(server.http(), Optional.empty(), List.of());
  }

  /** Somebody with a token. */
  public TenantClient withToken(String prefix, String token) {
    return new TenantClient(URI.create(server.http() + prefix), Optional.of(token), List.of());
  }

  /** A program with credentials of its own. */
  public TenantClient client(String prefix, TenantSettings.Client client) {
    return withToken(prefix, applicationToken(client));
  }

  private String applicationToken(TenantSettings.Client client) {
    Reply reply =
        token(
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client.id().toString(),
                "client_secret",
                client.secret(),
                "scope",
                "https://graph.microsoft.com/.default"));
    return reply.expect(200).get("access_token");
  }

  /** Asks for a token. */
  public Reply token(Map<String, String> form) {
    StringBuilder body = new StringBuilder();
    form.forEach(
        (name, value) ->
            body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return anonymous()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send(
            "POST", "/" + settings.tenantId() + "/oauth2/v2.0/token", Optional.of(body.toString()));
  }

  /** Tries to sign a user in. */
  public Reply signIn(String name, String password) {
    return token(
        Map.of(
            "grant_type",
            "password",
            "client_id",
            settings.admin().id().toString(),
            "username",
            name,
            "password",
            password,
            "scope",
            "User.Read"));
  }

  /** Sends operations as the connector. */
  public List<ProvisioningResult> sync(ProvisioningOperation... operations) {
    return connector()
        .exchange(
            "POST",
            "/provisioning/v1/batches",
            new ProvisioningBatch("connector", "run", Arrays.asList(operations)),
            ProvisioningResponse.class)
        .results();
  }

  /** Sends one operation as the connector; it may fail. */
  public ProvisioningResult syncOne(ProvisioningOperation operation) {
    return sync(operation).get(0);
  }

  /** The object id a result names. */
  public static String idOf(ProvisioningResult result) {
    if (result.cloudAnchor() == null) {
      throw new AssertionError(String.valueOf(result));
    }
    return result.cloudAnchor().objectId().toString();
  }

  /** An addition of a user; attributes are names and single values in turn. */
  public static ProvisioningOperation addUser(String anchor, String... attributes) {
    return operation(OperationKind.ADD, ObjectType.USER, anchor, attributes);
  }

  /** A change of a user. */
  public static ProvisioningOperation updateUser(String anchor, String... attributes) {
    return operation(OperationKind.UPDATE, ObjectType.USER, anchor, attributes);
  }

  /** A deletion of a user. */
  public static ProvisioningOperation deleteUser(String anchor) {
    return ProvisioningOperation.delete(anchor, ObjectType.USER, anchor);
  }

  /** Any operation; an empty value clears, a bar divides several. */
  public static ProvisioningOperation operation(
      OperationKind kind, ObjectType type, String anchor, String... attributes) {
    Map<String, List<String>> values = new HashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      values.put(
          attributes[i], value.isEmpty() ? List.of() : Arrays.asList(value.split("\\|", -1)));
    }
    return new ProvisioningOperation(anchor, kind, type, anchor, values, Map.of());
  }

  /** The same operation with a reference. */
  public static ProvisioningOperation referring(
      ProvisioningOperation operation, String name, ReferenceChange change) {
    Map<String, ReferenceChange> references = new HashMap<>(operation.references());
    references.put(name, change);
    return new ProvisioningOperation(
        operation.ref(),
        operation.kind(),
        operation.objectType(),
        operation.sourceAnchor(),
        operation.attributes(),
        references);
  }

  /** The seed's Stella, as her directory has her. */
  public static ProvisioningOperation stella() {
    return addUser(
        STELLA,
        "userPrincipalName",
        "StellaC@adatum.com",
        "displayName",
        "Stella C",
        "givenName",
        "Stella",
        "surname",
        "C",
        "accountEnabled",
        "true",
        "onPremisesSamAccountName",
        "StellaC",
        "onPremisesDomainName",
        "adatum.com",
        "onPremisesDistinguishedName",
        "CN=Stella C,OU=Sync,DC=adatum,DC=com",
        "onPremisesSecurityIdentifier",
        "S-1-5-21-1-2-3-1104",
        "usageLocation",
        "US");
  }

  /** Stella's source anchor. */
  public static final String STELLA = "4AQlP4lP0xGaDAMF6CwzAQ==";

  @Override
  public void close() {
    server.close();
    tenant.close();
  }
}
