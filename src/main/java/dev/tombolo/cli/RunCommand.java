package dev.tombolo.cli;

import dev.tombolo.control.ControlRoutes;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Part;
import dev.tombolo.lab.Ready;
import dev.tombolo.lab.ReadyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
    Lab.Builder builder =
        Lab.with(options.settings())
            .parts(parts())
            .progress(new LoadProgress())
            .face(ControlRoutes::of);
    options.fixtures().ifPresent(builder::fixtures);
    Lab lab = builder.start();
    List<Path> files = new ArrayList<>(List.of(ReadyFile.latest()));
    options.readyFile().ifPresent(files::add);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(lab, files), "stop"));
    Ready ready = lab.ready();
    print(ready);
    for (Path file : files) {
      ReadyFile.write(file, ready);
    }
    Thread.currentThread().join();
    return KEEP_RUNNING;
  }

  /** Runs when the process is told to stop; a lab that was running and is closed has ended well. */
  private static void stop(Lab lab, List<Path> files) {
    for (Path file : files) {
      try {
        ReadyFile.remove(file);
      } catch (LabException e) {
        log.warn("{}", e.getMessage());
      }
    }
    lab.close();
    Runtime.getRuntime().halt(ExitCode.DONE);
  }

  private void print(Ready ready) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Tombolo is ready.");
    out.println();
    row(out, "LDAP", ready.ldap());
    row(out, "LDAPS", ready.ldaps());
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
