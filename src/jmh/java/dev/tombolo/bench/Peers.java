package dev.tombolo.bench;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.directory.DirectoryServer;
import dev.tombolo.directory.DirectorySettings;
import dev.tombolo.directory.ldif.LdifLoader;
import dev.tombolo.directory.ldif.LdifSource;
import dev.tombolo.directory.naming.Forest;
import dev.tombolo.event.Journal;
import dev.tombolo.fault.Faults;
import dev.tombolo.time.LabClock;
import dev.tombolo.tls.LabCertificates;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The servers that are measured, each in a process of its own. */
final class Peers {
  private static final String ADMIN = "CN=Administrator,CN=Users," + Users.BASE;
  private static final String PASSWORD = "Passw0rd!";

  private Peers() {}

  /** A server in a child JVM, started by {@link #main}. */
  private record ChildJvm(String name, Process process, int port, String bindDn, String password, String accountAttribute, boolean plain)
      implements Peer {
    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public LDAPConnection connect() throws LDAPException {
      return new LDAPConnection("127.0.0.1", port, bindDn, password);
    }

    @Override
    public String[] user(String name) {
      return plain ? plainUser(name) : adUser(name);
    }

    @Override
    public void close() throws Exception {
      process.destroy();
      process.waitFor();
    }
  }

  private static String[] adUser(String name) {
    return new String[] {
      "dn: CN=" + name + ",OU=Unit 1," + Users.BASE,
      "objectClass: user",
      "sAMAccountName: " + name,
      "userPrincipalName: " + name + "@adatum.com",
      "givenName: " + name,
      "sn: Added",
      "displayName: " + name + " Added",
      "mail: " + name + "@adatum.com",
      "title: Engineer",
      "department: Measurements",
      "company: A. Datum Corporation",
      "description: An account that was added"
    };
  }

  private static String[] plainUser(String name) {
    return new String[] {
      "dn: CN=" + name + ",OU=Unit 1," + Users.BASE,
      "objectClass: inetOrgPerson",
      "cn: " + name,
      "uid: " + name,
      "givenName: " + name,
      "sn: Added",
      "displayName: " + name + " Added",
      "mail: " + name + "@adatum.com",
      "title: Engineer",
      "departmentNumber: Measurements",
      "o: A. Datum Corporation",
      "description: An account that was added"
    };
  }

  static Peer tombolo(Path ldif, String data) throws IOException {
    return child(data.isEmpty() ? "tombolo" : "tombolo-durable", ADMIN, PASSWORD, "sAMAccountName", false, "tombolo", ldif.toString(), data);
  }

  static Peer constant() throws IOException {
    return child("constant", "cn=x", "x", "sAMAccountName", false, "constant");
  }

  static Peer unboundid(Path ldif) throws IOException {
    return child("unboundid", "cn=admin", "secret", "uid", true, "unboundid", ldif.toString());
  }

  private static Peer child(
      String name, String bindDn, String password, String attribute, boolean plain, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx3g");
    command.addAll(List.of(System.getProperty("bench.child.options", "-Dbench.child=true").split(" ")));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Peers.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("PORT ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException(name + " did not start");
    }
    return new ChildJvm(name, process, Integer.parseInt(line.substring(5)), bindDn, password, attribute, plain);
  }

  /** The child's side. */
  public static void main(String[] args) throws Exception {
    LabClock clock = LabClock.system();
    LabCertificates certificates = LabCertificates.in(Files.createTempDirectory("bench-tls"), List.of());
    switch (args[0]) {
      case "tombolo" -> {
        DirectorySettings settings = DirectorySettings.of(new Forest("adatum.com", "ADATUM", "DC1"), PASSWORD);
        if (args.length > 2 && !args[2].isEmpty()) {
          settings = settings.withData(Path.of(args[2]));
        }
        DirectoryServer server = DirectoryServer.start(settings, clock, new Journal("directory", clock), new Faults(), certificates);
        server.load(List.of(LdifSource.of(Path.of(args[1]))), false, LdifLoader.Progress.NONE);
        System.out.println("PORT " + server.ldapPort());
      }
      case "constant" -> System.out.println("PORT " + ConstantServer.start(certificates));
      default -> {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(Users.BASE);
        config.addAdditionalBindCredentials("cn=admin", "secret");
        config.setEnforceAttributeSyntaxCompliance(false);
        config.setEqualityIndexAttributes("uid", "objectClass");
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("ldap", 0));
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.importFromLDIF(true, new File(args[1]));
        server.startListening();
        System.out.println("PORT " + server.getListenPort());
      }
    }
    System.out.flush();
    Thread.currentThread().join();
  }

  /** CPU seconds of the child processes that have ended, by the kernel's ticks of ten milliseconds. */
  private static double childrensCpu() throws IOException {
    String[] fields = Files.readString(Path.of("/proc/self/stat")).replaceFirst(".*\\) ", "").split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }

  /** OpenLDAP's slapd with an mdb database; null when it is not installed. */
  static @Nullable Peer slapd(Path ldif, boolean sync) throws Exception {
    File program = new File("/usr/sbin/slapd");
    if (!program.canExecute()) {
      return null;
    }
    Path folder = Files.createTempDirectory("bench-slapd");
    Path db = Files.createDirectory(folder.resolve("db"));
    Path conf = folder.resolve("slapd.conf");
    Files.writeString(
        conf,
        String.join(
            "\n",
            "include /etc/ldap/schema/core.schema",
            "include /etc/ldap/schema/cosine.schema",
            "include /etc/ldap/schema/inetorgperson.schema",
            "modulepath /usr/lib/ldap",
            "moduleload back_mdb",
            "pidfile " + folder.resolve("pid"),
            "sizelimit unlimited",
            "database mdb",
            "maxsize 17179869184",
            "suffix \"dc=adatum,dc=com\"",
            "rootdn \"cn=admin,dc=adatum,dc=com\"",
            "rootpw secret",
            sync ? "" : "dbnosync",
            "directory " + db,
            "index objectClass,uid,cn,sn,givenName,mail,displayName eq",
            ""));
    double cpu = childrensCpu();
    long start = System.nanoTime();
    Process add = new ProcessBuilder("/usr/sbin/slapadd", "-q", "-f", conf.toString(), "-l", ldif.toString()).inheritIO().start();
    if (add.waitFor() != 0) {
      throw new IOException("slapadd failed");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "slapadd -q: %.2f s (%.2f CPU s)%n", seconds, childrensCpu() - cpu);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder("/usr/sbin/slapd", "-f", conf.toString(), "-h", "ldap://127.0.0.1:" + port, "-d", "0")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Peer peer = new ChildJvm(sync ? "slapd" : "slapd-nosync", process, port, "cn=admin,dc=adatum,dc=com", "secret", "uid", true);
    for (int i = 0; i < 100; i++) {
      try (LDAPConnection probe = peer.connect()) {
        return probe.isConnected() ? peer : null;
      } catch (LDAPException e) {
        Thread.sleep(50);
      }
    }
    throw new IOException("slapd does not answer");
  }
}
