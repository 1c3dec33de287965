package dev.tombolo.cli;

import dev.tombolo.lab.Ready;
import dev.tombolo.lab.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at the machine: Java, ports, the data folder, tools. */
final class MachineChecks {
  private static final int OLDEST_JAVA = 17;
  private static final List<String> SERVICES = List.of("ldap", "ldaps", "http", "https");

  private final Settings settings;
  private final Optional<Ready> lab;

  /** Checks for settings, beside a lab if one runs. */
  MachineChecks(Settings settings, Optional<Ready> lab) {
    this.settings = settings;
    this.lab = lab;
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.addAll(ports());
    findings.add(data());
    findings.add(ldapTools(Optional.ofNullable(System.getenv("PATH")).orElse("")));
    return findings;
  }

  private static Finding java() {
    String version = Runtime.version() + ", " + System.getProperty("java.vm.name");
    return Runtime.version().feature() >= OLDEST_JAVA
        ? Finding.ok("java", version)
        : Finding.problem("java", version, "install Java 17 or newer, or set JAVA_HOME to one");
  }

  private List<Finding> ports() {
    List<Finding> findings = new ArrayList<>();
    Map<Integer, String> seen = new HashMap<>();
    for (String service : SERVICES) {
      String setting = PortAdvice.setting(service);
      int port = settings.number(setting);
      String other = port == 0 ? null : seen.put(port, setting);
      findings.add(other == null ? port(service, port) : twice(setting, port, other));
    }
    return findings;
  }

  private static Finding twice(String setting, int port, String other) {
    return Finding.problem(
        setting, "port " + port + " is that of " + other, "choose another with --set " + setting);
  }

  private Finding port(String service, int port) {
    String setting = PortAdvice.setting(service);
    if (port == 0) {
      return Finding.ok(setting, "any port that is free");
    }
    if (lab.isPresent() && usedBy(lab.get(), service, port)) {
      return Finding.ok(setting, "port " + port + " is the running lab's");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Finding.ok(setting, "port " + port + " is free");
    } catch (IOException e) {
      return Finding.problem(
          setting,
          "port " + port + " cannot be had: " + e.getMessage(),
          "choose another with --set "
              + setting
              + "=PORT (0 for any that is free), or find who has it: ss -ltnp 'sport = :"
              + port
              + "'");
    }
  }

  private static boolean usedBy(Ready ready, String service, int port) {
    @Nullable String url =
        switch (service) {
          case "ldap" -> ready.ldap();
          case "ldaps" -> ready.ldaps();
          case "http" -> ready.tenant();
          default -> ready.tenantHttps();
        };
    return url != null && URI.create(url).getPort() == port;
  }

  private Finding data() {
    Optional<Path> folder = settings.path("lab.data");
    if (folder.isEmpty()) {
      return Finding.ok("lab.data", "nothing is kept on disk");
    }
    Path data = folder.get().toAbsolutePath();
    if (lab.isPresent() && String.valueOf(lab.get().caCertificate()).startsWith(data + "/")) {
      return Finding.ok("lab.data", data + " is the running lab's");
    }
    if (Files.exists(data) && !Files.isDirectory(data)) {
      return Finding.problem("lab.data", data + " is no folder", "name another with --data");
    }
    Path nearest = data;
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isWritable(nearest)) {
      return Finding.problem(
          "lab.data",
          nearest + " cannot be written",
          "make it writable, or name another with --data");
    }
    try {
      Optional<Path> locked = lockedFile(data);
      return locked.isPresent()
          ? Finding.problem(
              "lab.data",
              data + " is in use by another process (" + data.relativize(locked.get()) + ")",
              "stop the lab that uses it, or name another folder with --data")
          : Finding.ok("lab.data", data + " can be written");
    } catch (IOException e) {
      return Finding.problem(
          "lab.data", data + " cannot be read: " + e.getMessage(), "mend its permissions");
    }
  }

  private static Optional<Path> lockedFile(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(data, 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (locked(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean locked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  /** Whether somebody who wants to try the directory by hand can. */
  static Finding ldapTools(String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "ldapsearch"))) {
        return Finding.ok("ldap-tools", Path.of(folder, "ldapsearch").toString());
      }
    }
    return Finding.advice(
        "ldap-tools",
        "there is no ldapsearch on the PATH; Tombolo itself does not need it",
        "apt-get install ldap-utils (dnf install openldap-clients, brew install openldap)");
  }
}
