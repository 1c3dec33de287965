package dev.tombolo.cli;

import dev.tombolo.connector.rule.RulesException;
import dev.tombolo.control.ControlRoutes;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Part;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import dev.tombolo.lab.settings.SettingsException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Starts parts of a lab and keeps them running until the process is told to stop, which is a clean
 * end.
 */
abstract class RunCommand implements Callable<Integer> {
  /** No exit code: the process goes on by the lab's own threads. */
  static final int KEEP_RUNNING = -1;

  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private LabOptions options;
  @Spec private CommandSpec spec;

  abstract Set<Part> parts();

  /** What to try next, by a line each. */
  abstract List<String> hints(Ready ready);

  @Override
  public Integer call() throws Exception {
    Lab lab = start();
    List<Path> files = new CopyOnWriteArrayList<>();
    Thread stop = new Thread(() -> stop(lab, files), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      Ready ready = lab.ready();
      print(ready);
      announce(ready, files);
    } catch (LabException | RuntimeException e) {
      // The hook would end the process as if all had gone well.
      Runtime.getRuntime().removeShutdownHook(stop);
      end(lab, files);
      throw e;
    }
    Thread.currentThread().join();
    return KEEP_RUNNING;
  }

  private Lab start() throws Exception {
    Lab.Builder builder =
        Lab.with(options.settings())
            .parts(parts())
            .progress(new LoadProgress())
            .face(ControlRoutes::of);
    options.fixtures().ifPresent(builder::fixtures);
    try {
      return builder.start();
    } catch (LabException | RuntimeException e) {
      Optional<CommandFailedException> mendable = PortAdvice.of(e);
      if (mendable.isPresent()) {
        throw mendable.get();
      }
      if (e.getCause() instanceof RulesException) {
        throw new SettingsException("connector.rules: " + e.getMessage());
      }
      if (e instanceof UncheckedIOException) {
        throw new CommandFailedException(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  /** The file that was asked for comes last: whoever waits for it finds everything done. */
  private void announce(Ready ready, List<Path> files) throws LabException {
    try {
      write(ReadyFile.latest(), ready, files);
    } catch (LabException e) {
      log.warn("{}; other commands will need --ready-file", e.getMessage());
    }
    Optional<Path> asked = options.readyFile();
    if (asked.isPresent()) {
      write(asked.get(), ready, files);
    }
  }

  private static void write(Path file, Ready ready, List<Path> files) throws LabException {
    files.add(file);
    try {
      ReadyFile.write(file, ready);
    } catch (LabException e) {
      files.remove(file);
      throw e;
    }
  }

  /** Runs when the process is told to stop; a lab that was running and is closed has ended well. */
  private static void stop(Lab lab, List<Path> files) {
    end(lab, files);
    Runtime.getRuntime().halt(ExitCode.DONE);
  }

  private static void end(Lab lab, List<Path> files) {
    for (Path file : files) {
      try {
        ReadyFile.remove(file);
      } catch (LabException e) {
        log.warn("{}", e.getMessage());
      }
    }
    lab.close();
  }

  private void print(Ready ready) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Tombolo is ready.");
    out.println();
    row(out, "LDAP", ready.ldap());
    row(out, "LDAPS", ready.ldaps());
    row(out, "GC", ready.gc());
    row(out, "GC, TLS", ready.gcSsl());
    row(out, "CLDAP", ready.cldap());
    row(out, "bind as", ready.bindDn());
    row(out, "password", ready.bindPassword());
    row(out, "Graph", ready.graph());
    row(out, "tenant", ready.tenantHttps());
    row(out, "CA file", ready.caCertificate());
    out.println();
    hints(ready).forEach(out::println);
    out.println("Stop with Ctrl-C.");
    out.flush();
  }

  private static void row(PrintWriter out, String what, @Nullable String where) {
    if (where != null) {
      out.printf("  %-10s %s%n", what, where);
    }
  }
}
