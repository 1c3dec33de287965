package dev.tombolo.tenant;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.cloud.provisioning.OperationKind;
import dev.tombolo.cloud.provisioning.ProvisioningBatch;
import dev.tombolo.cloud.provisioning.ProvisioningOperation;
import dev.tombolo.cloud.provisioning.ProvisioningOutcome;
import dev.tombolo.cloud.provisioning.ProvisioningResponse;
import dev.tombolo.sql.DatabaseSettings;
import dev.tombolo.sql.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures how many users a second the provisioning endpoint takes over HTTP.
 *
 * <p>{@code mvn test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath}, then
 * {@code java -cp target/classes:target/test-classes:$(cat target/classpath)
 * dev.tombolo.tenant.ProvisioningBenchmark memory|file|postgresql [users] [batch] [rounds]}
 */
public final class ProvisioningBenchmark {
  private ProvisioningBenchmark() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    String where = args.length > 0 ? args[0] : "memory";
    int users = args.length > 1 ? Integer.parseInt(args[1]) : 30_000;
    int batch = args.length > 2 ? Integer.parseInt(args[2]) : 300;
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
    String url =
        switch (where) {
          case "postgresql" -> TestDatabase.POSTGRESQL.freshUrl();
          case "file" -> {
            Path folder = Files.createTempDirectory("tenant-benchmark");
            yield DatabaseSettings.embedded(Optional.of(folder), "tenant");
          }
          default -> TestDatabase.H2.freshUrl();
        };
    long opening = System.nanoTime();
    try (TestTenant tenant = TestTenant.on(url)) {
      System.out.printf("open %d ms%n", (System.nanoTime() - opening) / 1_000_000);
      TenantClient connector = tenant.connector();
      for (int round = 0; round < rounds; round++) {
        run(connector, round * users, users, batch);
      }
      pages(tenant.graph());
    }
    System.exit(0);
  }

  private static void run(TenantClient connector, int from, int users, int batch) {
    long start = System.nanoTime();
    for (int first = from; first < from + users; first += batch) {
      List<ProvisioningOperation> operations = new ArrayList<>();
      for (int i = first; i < Math.min(first + batch, from + users); i++) {
        operations.add(user(i));
      }
      ProvisioningResponse response =
          connector.exchange(
              "POST",
              "/provisioning/v1/batches",
              new ProvisioningBatch("benchmark", "run", operations),
              ProvisioningResponse.class);
      response
          .results()
          .forEach(
              result -> {
                if (result.outcome() != ProvisioningOutcome.CREATED) {
                  throw new IllegalStateException(result.toString());
                }
              });
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "%d adds in batches of %d: %.0f/s, heap %d MB%n",
        users, batch, users / seconds, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  private static void pages(TenantClient graph) {
    String[] paths = {
      "/users",
      "/users?$filter=userPrincipalName eq 'user123@adatum.com'",
      "/users?$filter=startsWith(displayName,'user 12')",
      "/users?$filter=department eq 'Department 7'",
      "/users?$filter=userPrincipalName eq 'user123@adatum.com' or mail eq 'user77@adatum.com'",
      "/users?$filter=onPremisesSyncEnabled eq true",
      "/users?$filter=accountEnabled eq false",
      "/users?$filter=city eq 'Seattle 17'&$top=20",
      "/users/delta",
    };
    for (String path : paths) {
      String encoded = path.replace(" ", "%20").replace("'", "%27");
      long best = Long.MAX_VALUE;
      int found = 0;
      for (int i = 0; i < 10; i++) {
        long start = System.nanoTime();
        found = graph.get(encoded).expect(200).body().path("value").size();
        best = Math.min(best, System.nanoTime() - start);
      }
      System.out.printf("%7.2f ms %4d  %s%n", best / 1e6, found, path);
    }
  }

  private static ProvisioningOperation user(int i) {
    Map<String, List<String>> attributes = new HashMap<>();
    String name = "user" + i;
    attributes.put("userPrincipalName", List.of(name + "@adatum.com"));
    attributes.put("displayName", List.of("User " + i));
    attributes.put("givenName", List.of("Given" + i % 500));
    attributes.put("surname", List.of("Surname" + i % 2000));
    attributes.put("mail", List.of(name + "@adatum.com"));
    attributes.put(
        "proxyAddresses",
        List.of("SMTP:" + name + "@adatum.com", "smtp:alias" + i + "@adatum.com"));
    attributes.put("mailNickname", List.of(name));
    attributes.put("accountEnabled", List.of("true"));
    attributes.put("department", List.of("Department " + i % 50));
    attributes.put("jobTitle", List.of("Title " + i % 200));
    attributes.put("companyName", List.of("Adatum"));
    attributes.put("city", List.of("Seattle " + i % 100));
    attributes.put("country", List.of("US"));
    attributes.put("streetAddress", List.of(i + " Main Street"));
    attributes.put("businessPhones", List.of("+1 555 " + i));
    attributes.put("onPremisesSamAccountName", List.of(name));
    attributes.put("onPremisesDomainName", List.of("adatum.com"));
    attributes.put(
        "onPremisesDistinguishedName", List.of("CN=" + name + ",OU=Sync,DC=adatum,DC=com"));
    attributes.put("onPremisesSecurityIdentifier", List.of("S-1-5-21-1-2-3-" + i));
    attributes.put("usageLocation", List.of("US"));
    attributes.put("lastPasswordChangeDateTime", List.of("2026-01-01T00:00:00Z"));
    String anchor =
        Base64.getEncoder()
            .encodeToString(String.format("%016d", i).getBytes(StandardCharsets.US_ASCII));
    return new ProvisioningOperation(
        "op" + i, OperationKind.ADD, ObjectType.USER, anchor, attributes, Map.of());
  }
}
