package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombolo.OwnClassPath;
import dev.tombolo.clients.Client;
import dev.tombolo.clients.RunsClient;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's quick start as it is printed, but for the ports, which are free ones. */
class QuickStartTest {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  private static List<String> blocks() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("\n## Quick start");
    String quickStart = readme.substring(start, readme.indexOf("\n## ", start + 1));
    return BLOCK.matcher(quickStart).results().map((MatchResult block) -> block.group(1)).toList();
  }

  @Test
  void theCommandsToStartAndToTestAreThoseThatAreRun() throws Exception {
    List<String> blocks = blocks();
    assertThat(blocks.get(0)).isEqualTo("./tombolo up\n");
    assertThat(blocks.get(2)).isEqualTo("./tombolo demo\n");
    String test = blocks.get(3).strip();
    assertThat(test).isEqualTo("mvn verify");
    assertThat(Files.readString(Path.of(".ci/run"))).contains("mvn -B verify");
  }

  @Test
  @RunsClient(Client.OPENLDAP)
  void whatIsPrintedDoesWhatItSays() throws Exception {
    Path readyFile = folder.resolve("ready.json");
    try (Program lab =
        Program.start(
            folder,
            "up",
            "--ready-file",
            readyFile.toString(),
            "--set",
            "directory.ldap.port=0",
            "directory.ldaps.port=0",
            "tenant.http.port=0",
            "tenant.https.port=0")) {
      lab.awaitFile(readyFile);
      Ready ready = ReadyFile.read(readyFile).orElseThrow();
      String commands = blocks().get(1).replace("ldap://127.0.0.1:10389", ready.ldap());
      String printed = run(commands);
      assertThat(printed)
          .contains("cn: Stella Carrington")
          .contains("memberOf: CN=Sales,OU=Groups,OU=Sync,DC=adatum,DC=com")
          .contains("Cycle")
          .contains("Success")
          .containsPattern("(?m)^StellaC@adatum\\.com .* no longer ")
          .contains("The user went to the recycle bin");
      assertThat(lab.terminate().ended().code()).isZero();
    }
  }

  private String run(String commands) throws Exception {
    Path launcher = folder.resolve("tombolo");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:TieredStopAtLevel=1 -Duser.home='"
            + folder.resolve("home")
            + "' -cp '"
            + OwnClassPath.text()
            + "' dev.tombolo.cli.Main \"$@\"\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path output = folder.resolve("printed");
    Process shell =
        new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = shell.waitFor(120, TimeUnit.SECONDS);
    String printed = Files.readString(output);
    assertThat(ended).as(printed).isTrue();
    assertThat(shell.exitValue()).as(printed).isZero();
    return printed;
  }
}
