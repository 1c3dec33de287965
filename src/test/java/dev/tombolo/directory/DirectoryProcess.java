package dev.tombolo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import dev.tombolo.OwnClassPath;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@code tombolo directory} in a process of its own, on free ports, to be killed. */
final class DirectoryProcess implements AutoCloseable {
  private final Process process;
  private final Path home;
  private final Path readyFile;

  /** Starts it without waiting. */
  DirectoryProcess(Path home, Path data, String... more) throws IOException {
    this(List.of(), home, data, more);
  }

  /** Starts one that can write no file beyond a size, as on a disk that is full. */
  static DirectoryProcess withFilesUpTo(int octets, Path home, Path data, String... more)
      throws IOException {
    String limited = "ulimit -f " + octets / 1024 + " && exec \"$@\"";
    return new DirectoryProcess(List.of("bash", "-c", limited, "limited"), home, data, more);
  }

  private DirectoryProcess(List<String> before, Path home, Path data, String... more)
      throws IOException {
    this.home = home;
    this.readyFile = home.resolve("ready.json");
    Files.deleteIfExists(readyFile);
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Duser.home=" + home,
            "-cp",
            OwnClassPath.text(),
            "dev.tombolo.cli.Main",
            "directory",
            "--data",
            data.toString(),
            "--ready-file",
            readyFile.toString(),
            "--set",
            "directory.ldap.port=0",
            "--set",
            "directory.ldaps.port=0"));
    command.addAll(Arrays.asList(more));
    process =
        new ProcessBuilder(command)
            .redirectOutput(home.resolve("out.txt").toFile())
            .redirectError(home.resolve("err.txt").toFile())
            .start();
  }

  /** Waits until it answers, and says where. */
  Ready ready() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(this::readyOrDead, Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Ready> readyOrDead() throws LabException, IOException {
    assertThat(process.isAlive()).as(errors()).isTrue();
    return ReadyFile.read(readyFile);
  }

  /** A connection of the Administrator. */
  static LDAPConnection connect(Ready ready) throws LDAPException {
    LDAPURL url = new LDAPURL(ready.ldap());
    return new LDAPConnection(url.getHost(), url.getPort(), ready.bindDn(), ready.bindPassword());
  }

  /** What it has written to stderr. */
  String errors() throws IOException {
    return Files.readString(home.resolve("err.txt"));
  }

  /** Lets it run for a while; it must not end by itself. */
  void run(long milliseconds) throws InterruptedException, IOException {
    assertThat(process.waitFor(milliseconds, TimeUnit.MILLISECONDS)).as(errors()).isFalse();
  }

  /** Waits for it to end by itself; its exit code. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Kills it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
