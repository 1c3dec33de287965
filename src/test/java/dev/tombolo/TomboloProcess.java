package dev.tombolo;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A verb of {@code tombolo} that runs until it is told to stop, in a process to be killed. */
public final class TomboloProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final Path home;
  private final Path readyFile;

  /**
   * Starts it without waiting, on free ports.
   *
   * @param before what runs the command that follows it; empty for nothing
   * @param home a folder of its own
   * @param verb such as {@code up}
   * @param more further arguments
   */
  public TomboloProcess(List<String> before, Path home, String verb, Path data, List<String> more)
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
            verb,
            "--data",
            data.toString(),
            "--ready-file",
            readyFile.toString()));
    for (String port :
        List.of("directory.ldap", "directory.ldaps", "tenant.http", "tenant.https")) {
      command.add("--set");
      command.add(port + ".port=0");
    }
    command.addAll(more);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(home.resolve("out.txt").toFile())
            .redirectError(home.resolve("err.txt").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TOMBOLO_"));
    this.process = builder.start();
  }

  /** {@code tombolo up}. */
  public static TomboloProcess lab(Path home, Path data, Path fixture) throws IOException {
    return new TomboloProcess(List.of(), home, "up", data, List.of("--ldif", fixture.toString()));
  }

  /** {@code tombolo directory}. */
  public static TomboloProcess directory(Path home, Path data, String... more) throws IOException {
    return new TomboloProcess(List.of(), home, "directory", data, List.of(more));
  }

  /** The same that can write no file beyond a size, as on a disk that is full. */
  public static TomboloProcess directoryWithFilesUpTo(
      int octets, Path home, Path data, String... more) throws IOException {
    String limited = "ulimit -f " + octets / 1024 + " && exec \"$@\"";
    return new TomboloProcess(
        List.of("bash", "-c", limited, "limited"), home, "directory", data, List.of(more));
  }

  /** Waits until it answers, and says where. */
  public Ready ready() {
    return Awaitility.await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(20))
        .until(this::readyOrDead, Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Ready> readyOrDead() throws LabException, IOException {
    assertThat(process.isAlive()).as(errors()).isTrue();
    return ReadyFile.read(readyFile);
  }

  /** A connection of the Administrator. */
  public static LDAPConnection connect(Ready ready) throws LDAPException {
    LDAPURL url = new LDAPURL(ready.ldap());
    return new LDAPConnection(url.getHost(), url.getPort(), ready.bindDn(), ready.bindPassword());
  }

  /** What it has written to stderr. */
  public String errors() throws IOException {
    return Files.readString(home.resolve("err.txt"));
  }

  /** Lets it run for a while; it must not end by itself. */
  public void run(long milliseconds) throws InterruptedException, IOException {
    assertThat(process.waitFor(milliseconds, TimeUnit.MILLISECONDS)).as(errors()).isFalse();
  }

  /** Waits for it to end by itself; its exit code. */
  public int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
