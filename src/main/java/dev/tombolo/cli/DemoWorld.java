package dev.tombolo.cli;

import dev.tombolo.cli.demo.Cloud;
import dev.tombolo.cli.demo.Outcome;
import dev.tombolo.cli.demo.World;
import dev.tombolo.control.ControlRoutes;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Part;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import dev.tombolo.lab.settings.SettingsException;
import dev.tombolo.lab.settings.SettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/** A lab of the demo's own, on free ports, of which nothing is left when it is closed. */
final class DemoWorld implements World {
  private static final List<String> SETTINGS =
      List.of(
          "directory.ldap.port=0",
          "directory.ldaps.port=0",
          "tenant.http.port=0",
          "tenant.https.port=0",
          "connector.mode=manual");

  private final Lab lab;
  private final Path folder;
  private final Ready ready;

  private DemoWorld(Lab lab, Path folder, Ready ready) {
    this.lab = lab;
    this.folder = folder;
    this.ready = ready;
  }

  /** Starts a lab in which cycles run when the story wants them. */
  static DemoWorld open(Set<Part> parts, List<String> settings)
      throws SettingsException, LabException, IOException {
    List<String> given = new ArrayList<>(SETTINGS);
    given.addAll(settings);
    Lab lab =
        Lab.with(SettingsReader.read(Optional.empty(), Map.of(), given))
            .parts(parts)
            .face(ControlRoutes::of)
            .start();
    try {
      Path folder = Files.createTempDirectory("tombolo-demo");
      ReadyFile.write(folder.resolve("ready.json"), lab.ready());
      return new DemoWorld(lab, folder, lab.ready());
    } catch (IOException | LabException | RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  @Override
  public Ready ready() {
    return ready;
  }

  @Override
  public Cloud cloud() throws Exception {
    return new DemoCloud(GraphClient.of(ready));
  }

  @Override
  public Outcome tombolo(String... verb) {
    String[] all = Arrays.copyOf(verb, verb.length + 2);
    all[verb.length] = "--ready-file";
    all[verb.length + 1] = readyFile().toString();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int code = line.execute(all);
    return new Outcome(code, out.toString(), err.toString());
  }

  private Path readyFile() {
    return folder.resolve("ready.json");
  }

  @Override
  public World anotherSyncServer() throws Exception {
    return open(
        EnumSet.of(Part.CONNECTOR),
        List.of(
            "connector.directory.url=" + ready.ldaps(),
            "connector.directory.caCertificate=" + ready.caCertificate(),
            "connector.tenant.url=" + ready.tenant(),
            "connector.passwordWriteback=false"));
  }

  @Override
  public void close() {
    lab.close();
    try {
      Files.deleteIfExists(readyFile());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be removed", e);
    }
  }
}
