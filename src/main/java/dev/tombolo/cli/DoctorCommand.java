package dev.tombolo.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import dev.tombolo.lab.settings.Settings;
import dev.tombolo.lab.settings.SettingsException;
import dev.tombolo.lab.settings.SettingsReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for what keeps a lab from starting or answering, and says how to mend it. */
@Command(
    name = "doctor",
    description = {
      "Check Java, settings, ports, the data folder and tools, and a lab if one runs.",
      "Each problem comes with how to mend it; the exit code is 1 if there is one."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Option(names = "--config", paramLabel = "F", description = "A file of settings (YAML).")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "K=V",
      arity = "1..*",
      description = "Settings, such as directory.ldap.port=0.")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--data", paramLabel = "DIR", description = "The folder to keep everything in.")
  private @Nullable Path data;

  @Option(
      names = "--ready-file",
      paramLabel = "F",
      description = "The ready file of the lab to ask (default: that of your latest lab).")
  private @Nullable Path readyFile;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    Settings settings = settings(findings);
    List<Finding> aboutLab = new ArrayList<>();
    Optional<Ready> lab = lab(aboutLab);
    findings.addAll(new MachineChecks(settings, lab).all());
    findings.addAll(aboutLab);
    print(findings);
    return findings.stream().anyMatch(Finding::isProblem) ? ExitCode.FAILED : ExitCode.DONE;
  }

  private Settings settings(List<Finding> findings) {
    try {
      Settings settings =
          SettingsReader.read(Optional.ofNullable(config), System.getenv(), assignments);
      if (data != null) {
        settings = settings.with("lab.data", data.toString(), "--data");
      }
      long given = settings.all().stream().filter(v -> !v.source().equals("default")).count();
      findings.add(Finding.ok("settings", given + " given, the others at their defaults"));
      return settings;
    } catch (SettingsException e) {
      findings.add(
          Finding.problem(
              "settings",
              String.valueOf(e.getMessage()),
              "correct it there; tombolo config defaults lists all"));
      return Settings.defaults();
    }
  }

  private Optional<Ready> lab(List<Finding> findings) {
    Path file = readyFile == null ? ReadyFile.latest() : readyFile;
    try {
      Optional<Ready> ready = ReadyFile.read(file);
      if (ready.isEmpty()) {
        findings.add(Finding.ok("lab", "none is running (there is no " + file + ")"));
        return Optional.empty();
      }
      LabChecks checks = new LabChecks(ready.get(), PATIENCE);
      if (!checks.alive()) {
        findings.add(
            Finding.advice(
                "lab",
                file + " is left from a lab that has ended",
                "start another (tombolo up), or remove the file"));
        return Optional.empty();
      }
      findings.add(Finding.ok("lab", "process " + ready.get().pid() + " (" + file + ")"));
      findings.addAll(checks.all());
      return ready;
    } catch (LabException e) {
      findings.add(
          Finding.problem("lab", String.valueOf(e.getMessage()), "remove the file, or mend it"));
      return Optional.empty();
    }
  }

  private void print(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      for (Finding finding : findings) {
        all.addObject()
            .put("check", finding.check())
            .put("status", finding.status().label())
            .put("detail", finding.detail())
            .put("mend", finding.mend());
      }
      ClientOptions.printJson(out, all);
      return;
    }
    for (Finding finding : findings) {
      out.printf(
          "%-8s %-22s %s%s%n",
          finding.status().label(),
          finding.check(),
          finding.detail(),
          finding.mend().isEmpty() ? "" : " -> " + finding.mend());
    }
    out.flush();
  }
}
