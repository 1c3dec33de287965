package dev.tombolo.cli;

import dev.tombolo.cloud.provisioning.ProvisioningBatch;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningResponse;
import dev.tombolo.cloud.provisioning.ProvisioningResult;
import dev.tombolo.control.ControlRoutes;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Part;
import dev.tombolo.lab.ReadyFile;
import dev.tombolo.lab.settings.SettingsReader;
import dev.tombolo.tenant.Reply;
import dev.tombolo.tenant.TenantClient;
import dev.tombolo.tenant.TenantSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lab of a tenant alone, and the commands that talk to it. */
final class TenantLab implements AutoCloseable {
  private final Lab lab;
  private final Path readyFile;

  private TenantLab(Lab lab, Path readyFile) {
    this.lab = lab;
    this.readyFile = readyFile;
  }

  static TenantLab in(Path folder) throws Exception {
    Lab lab =
        Lab.with(
                SettingsReader.read(
                    Optional.empty(),
                    Map.of(),
                    List.of(
                        "tenant.http.port=0", "tenant.https.port=0", "tenant.licences=SPE_E5=2")))
            .parts(EnumSet.of(Part.TENANT))
            .face(ControlRoutes::of)
            .start();
    Path readyFile = folder.resolve("ready.json");
    ReadyFile.write(readyFile, lab.ready());
    return new TenantLab(lab, readyFile);
  }

  /** Puts the tenant back to how it was at first. */
  void reset() throws LabException {
    lab.reset();
  }

  Lab lab() {
    return lab;
  }

  Path readyFile() {
    return readyFile;
  }

  /** Runs a command against this lab, without a terminal. */
  Run run(String... args) {
    return run(new Script(false), args);
  }

  /** Runs a command against this lab. */
  Run run(Terminal terminal, String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--ready-file";
    all[args.length + 1] = readyFile.toString();
    return Run.with(terminal, all);
  }

  /** An administrator's program, below {@code /v1.0}. */
  TenantClient graph() {
    return client("/v1.0", TenantSettings.adatum().admin());
  }

  private TenantClient client(String prefix, TenantSettings.Client client) {
    Reply reply =
        token(
            "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
                + "&client_id="
                + client.id()
                + "&client_secret="
                + LabClient.encode(client.secret()));
    return TenantClient.of(
        URI.create(lab.ready().tenant() + prefix),
        Optional.of(reply.expect(200).get("access_token")));
  }

  private Reply token(String form) {
    return TenantClient.of(URI.create(String.valueOf(lab.ready().tenant())), Optional.empty())
        .with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", "/" + lab.ready().tenantId() + "/oauth2/v2.0/token", Optional.of(form));
  }

  /** Whether a user can sign in. */
  boolean signsIn(String name, String password) {
    return token(
                "grant_type=password&scope=User.Read&client_id="
                    + lab.ready().clientId()
                    + "&username="
                    + LabClient.encode(name)
                    + "&password="
                    + LabClient.encode(password))
            .status()
        == 200;
  }

  /** Sends operations as the connector. */
  List<ProvisioningResult> sync(ProvisioningOperation... operations) {
    return client("", TenantSettings.adatum().sync())
        .exchange(
            "POST",
            "/provisioning/v1/batches",
            new ProvisioningBatch("connector", "run", Arrays.asList(operations)),
            ProvisioningResponse.class)
        .results();
  }

  /** Creates a user in the cloud; its id. */
  String user(String name, String... more) {
    StringBuilder body =
        new StringBuilder("{'accountEnabled':true,'displayName':'")
            .append(name)
            .append("','mailNickname':'")
            .append(name)
            .append("','userPrincipalName':'")
            .append(name)
            .append("@adatum.com','passwordProfile':{'password':'Pa55w.rd1234',")
            .append("'forceChangePasswordNextSignIn':false}");
    for (int i = 0; i < more.length; i += 2) {
      body.append(",'").append(more[i]).append("':'").append(more[i + 1]).append('\'');
    }
    return graph().post("/users", body.append('}').toString()).expect(201).get("id");
  }

  /** Creates a group in the cloud; its id. */
  String group(String name, String types) {
    return graph()
        .post(
            "/groups",
            "{'displayName':'"
                + name
                + "','mailEnabled':"
                + !types.isEmpty()
                + ",'mailNickname':'"
                + name
                + "','securityEnabled':true,'groupTypes':["
                + types
                + "]}")
        .expect(201)
        .get("id");
  }

  @Override
  public void close() {
    lab.close();
  }
}
