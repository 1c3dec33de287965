package dev.tombolo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.cli.Run;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run of passwords, after which none of them is found anywhere in the clear. */
class SecretsTest {
  private static final String STELLA = "StellaC@adatum.com";
  private static final List<String> SECRETS =
      List.of(
          "Zq7-first-Secret", "Zq7-second-Secret", "Zq7-third-Secret", "Zq7-short", "Zq7-wrong");

  private final List<String> told = new ArrayList<>();

  private Run tell(Run run) {
    told.add(run.out());
    told.add(run.err());
    return run;
  }

  @Test
  void noPasswordIsFoundInAnyFileLogEventErrorOrAnswer(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    Path console = folder.resolve("console.log");
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (PrintStream captured = new PrintStream(console.toFile(), StandardCharsets.UTF_8)) {
      System.setOut(captured);
      System.setErr(captured);
      run(folder, data);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    expectNoneIn("what was told", String.join("\n", told).getBytes(StandardCharsets.UTF_8));
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    assertThat(files).hasSizeGreaterThan(3);
    for (Path file : files) {
      expectNoneIn(file.toString(), Files.readAllBytes(file));
    }
  }

  private void run(Path folder, Path data) throws Exception {
    try (ScenarioLab lab = ScenarioLab.in(folder, "lab.data=" + data)) {
      lab.initial();
      lab.delta();
      lab.hashTick();
      tell(lab.tombolo(
              "password", "methods", STELLA, "--register", "email", "--contact", "s@x.org"))
          .expect(0);
      tell(reset(lab, SECRETS.get(0))).expect(0);
      tell(lab.tombolo(
              "password",
              "change",
              STELLA,
              "--current-password",
              SECRETS.get(0),
              "--new-password",
              SECRETS.get(1)))
          .expect(0);
      tell(lab.tombolo(
              "password",
              "change",
              STELLA,
              "--current-password",
              SECRETS.get(4),
              "--new-password",
              SECRETS.get(2)))
          .expect(1);
      tell(self(lab, SECRETS.get(2))).expect(0);
      try (var administrator = lab.administrator()) {
        new OnPremises(administrator).set(OnPremises.BASE, "minPwdLength", "14");
      }
      tell(self(lab, SECRETS.get(3))).expect(1);
      lab.tombolo("fault", "add", "writeback.modify").expect(0);
      tell(reset(lab, SECRETS.get(1))).expect(1);
      assertThat(lab.signsIn(STELLA, SECRETS.get(4))).isFalse();
      assertThat(lab.signsIn(STELLA, SECRETS.get(2))).isTrue();
      assertThat(lab.binds(STELLA, SECRETS.get(2))).isTrue();
      lab.hashTick();
      lab.delta();
      for (String[] verb :
          new String[][] {
            {"sync", "events", "--limit", "500"},
            {"sync", "passwords", "--log"},
            {"timeline", STELLA},
            {"password", "inbox", STELLA}
          }) {
        JsonNode answer = lab.ask(verb);
        told.add(answer.toString());
      }
      told.add(lab.graph().get("/auditLogs/directoryAudits").expect(200).text());
      told.add(lab.tombolo("export").expect(0).out());
    }
  }

  private static Run reset(ScenarioLab lab, String password) {
    return lab.tombolo("password", "reset", STELLA, "--new-password", password);
  }

  private static Run self(ScenarioLab lab, String password) {
    return lab.tombolo(
        "password", "reset", STELLA, "--self", "--from-inbox", "--new-password", password);
  }

  private static void expectNoneIn(String where, byte[] octets) {
    for (String secret : SECRETS) {
      for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
        assertThat(contains(octets, secret.getBytes(charset)))
            .as("%s in %s, as %s", secret, where, charset)
            .isFalse();
      }
    }
  }

  private static boolean contains(byte[] octets, byte[] sought) {
    for (int start = 0; start <= octets.length - sought.length; start++) {
      int i = 0;
      while (i < sought.length && octets[start + i] == sought[i]) {
        i++;
      }
      if (i == sought.length) {
        return true;
      }
    }
    return false;
  }
}
