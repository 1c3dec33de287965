package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.unboundid.ldap.sdk.LDAPConnection;
import dev.tombolo.lab.ReadyFile;
import dev.tombolo.tls.LabCertificates;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process: how it starts, says so, and ends. */
class ProgramTest {
  private static final List<String> PORTS =
      List.of(
          "directory.ldap.port", "directory.ldaps.port", "tenant.http.port", "tenant.https.port");

  @TempDir Path folder;

  private static String[] onFreePorts(List<String> command, String... others) {
    List<String> args = new ArrayList<>(command);
    for (String port : PORTS) {
      args.addAll(List.of("--set", port + "=0"));
    }
    args.addAll(List.of(others));
    return args.toArray(String[]::new);
  }

  @Test
  void theDirectoryAloneSaysWhereItAnswersAndEndsCleanly() throws Exception {
    Path ready = folder.resolve("ready.json");
    Path data = folder.resolve("data");
    try (Program program =
        Program.start(
            folder,
            onFreePorts(
                List.of("directory"),
                "--ready-file",
                ready.toString(),
                "--data",
                data.toString()))) {
      JsonNode told = new ObjectMapper().readTree(Files.readString(program.awaitFile(ready)));
      assertThat(told.path("pid").asLong()).isEqualTo(program.pid());
      assertThat(told.path("baseDn").asText()).isEqualTo("DC=adatum,DC=com");
      assertThat(told.path("bindDn").asText())
          .isEqualTo("CN=Administrator,CN=Users,DC=adatum,DC=com");
      assertThat(told.path("bindPassword").asText()).isEqualTo("Passw0rd!");
      assertThat(told.path("control").asText()).startsWith("http://127.0.0.1:");
      assertThat(told.path("controlToken").asText()).isNotEmpty();
      assertThat(told.has("graph")).isFalse();
      assertThat(told.has("tenant")).isFalse();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ready)))
          .isEqualTo("rw-------");
      answers(told, "ldap", "ldaps");
      assertThat(Run.of("clock", "--ready-file", ready.toString()).expect(0).out()).isNotEmpty();
      Run.of("user", "list", "--ready-file", ready.toString())
          .expectRefusal(1, "the running lab has no tenant");
      theDoctorSeesIt(ready, data);
      assertThat(ReadyFile.read(folder.resolve("home/.tombolo/ready.json")))
          .hasValueSatisfying(latest -> assertThat(latest.pid()).isEqualTo(program.pid()));

      Run run = program.terminate().ended().expect(0);
      assertThat(run.out()).startsWith("Tombolo is ready.");
      assertThat(ready).doesNotExist();
      assertThat(folder.resolve("home/.tombolo/ready.json")).doesNotExist();
      assertThat(program.leftBehind()).isEmpty();
    }
  }

  private static void answers(JsonNode told, String clear, String secure) throws Exception {
    URI ldap = URI.create(told.path(clear).asText());
    URI ldaps = URI.create(told.path(secure).asText());
    String bindDn = told.path("bindDn").asText();
    String password = told.path("bindPassword").asText();
    try (LDAPConnection connection = new LDAPConnection(ldap.getHost(), ldap.getPort());
        LDAPConnection encrypted =
            new LDAPConnection(
                LabCertificates.trusting(Path.of(told.path("caCertificate").asText()))
                    .getSocketFactory(),
                ldaps.getHost(),
                ldaps.getPort())) {
      connection.bind(bindDn, password);
      encrypted.bind(bindDn, password);
    }
  }

  private void theDoctorSeesIt(Path ready, Path data) throws Exception {
    Run fine =
        Run.of(
            onFreePorts(
                List.of("doctor"), "--ready-file", ready.toString(), "--data", data.toString()));
    assertThat(fine.expect(0).out())
        .contains("lab.ldap ", "lab.ldaps ", "lab.control ", data + " is the running lab's")
        .doesNotContain("lab.graph");
    Path none = folder.resolve("none.json");
    Run other =
        Run.of(
                onFreePorts(
                    List.of("doctor"), "--ready-file", none.toString(), "--data", data.toString()))
            .expect(1);
    assertThat(other.lines())
        .anyMatch(
            line ->
                line.startsWith("problem  lab.data")
                    && line.contains(data + " is in use by another process")
                    && line.contains(" -> "));
  }

  @Test
  void theWholeLabSaysWhereEverythingAnswers() throws Exception {
    Path ready = folder.resolve("ready.json");
    try (Program program =
        Program.start(folder, onFreePorts(List.of("up"), "--ready-file", ready.toString()))) {
      JsonNode told = new ObjectMapper().readTree(Files.readString(program.awaitFile(ready)));
      assertThat(told.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(
              "pid",
              "ldap",
              "ldaps",
              "gc",
              "gcSsl",
              "cldap",
              "caCertificate",
              "baseDn",
              "bindDn",
              "bindPassword",
              "tenant",
              "tenantHttps",
              "graph",
              "tenantId",
              "clientId",
              "clientSecret",
              "console",
              "control",
              "controlToken");
      assertThat(told.path("graph").asText()).isEqualTo(told.path("tenant").asText() + "/v1.0");
      assertThat(told.findValues("pid").get(0).isNumber()).isTrue();
      answers(told, "ldap", "ldaps");
      Run.of("user", "list", "--ready-file", ready.toString()).expect(0);
      program.terminate().ended().expect(0);
      assertThat(ready).doesNotExist();
      assertThat(program.leftBehind()).isEmpty();
    }
  }

  @Test
  void aDataFolderThatCannotBeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Run run = Run.of(onFreePorts(List.of("up"), "--data", file.resolve("data").toString()));
    assertThat(run.expect(1).err())
        .startsWith("tombolo: ")
        .contains(file.toString())
        .hasLineCount(1);
  }

  @Test
  void aBrokenFixtureStopsTheStart() throws Exception {
    Path ldif =
        Files.writeString(
            folder.resolve("broken.ldif"),
            """
            dn: OU=Fine,DC=adatum,DC=com
            objectClass: organizationalUnit

            dn: CN=Lost,OU=Missing,DC=adatum,DC=com
            objectClass: container
            """);
    Path ready = folder.resolve("ready.json");
    try (Program program =
        Program.start(
            folder,
            onFreePorts(
                List.of("up"), "--ldif", ldif.toString(), "--ready-file", ready.toString()))) {
      program
          .ended()
          .expectRefusal(
              1,
              ldif
                  + ":4: CN=Lost,OU=Missing,DC=adatum,DC=com: the parent object is neither in the"
                  + " directory nor in the file");
      assertThat(ready).doesNotExist();
      assertThat(program.leftBehind()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aTakenPortIsNamedWithHowToChooseAnother(int which) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String setting = PORTS.get(which);
      String service = setting.split("\\.", -1)[1];
      Run.of(
              onFreePorts(
                  List.of("up"),
                  "--set",
                  setting + "=" + taken.getLocalPort(),
                  "--ready-file",
                  folder.resolve("ready.json").toString()))
          .expectRefusal(
              1,
              "port "
                  + taken.getLocalPort()
                  + " for "
                  + service
                  + " is in use; choose another with --set "
                  + setting
                  + "=PORT (0 for any that is free)");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aFixtureThatIsNotThereIsNamed() {
    Run.of(onFreePorts(List.of("directory"), "--ldif", "nowhere.ldif"))
        .expectRefusal(1, "nowhere.ldif: there is no such file");
  }

  @Test
  void aReadyFileThatCannotBeWrittenEndsTheStart() throws Exception {
    Path blocked = Files.writeString(folder.resolve("blocked"), "a file, not a folder");
    try (Program program =
        Program.start(
            folder,
            onFreePorts(
                List.of("tenant"), "--ready-file", blocked.resolve("ready.json").toString()))) {
      Run run = program.ended().expect(1);
      assertThat(run.err())
          .isEqualTo(
              "tombolo: the ready file %s/ready.json cannot be written: %s is no folder%n",
              blocked, blocked);
      assertThat(folder.resolve("home/.tombolo/ready.json")).doesNotExist();
      assertThat(program.leftBehind()).isEmpty();
    }
  }
}
