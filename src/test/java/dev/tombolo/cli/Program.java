package dev.tombolo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tombolo.OwnClassPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program in a process of its own, with a home and a temporary folder of its own. */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path folder;

  private Program(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Starts a command line in a process. */
  static Program start(Path folder, String... args) throws IOException {
    return reading("", folder, args);
  }

  /** The same with something to read on standard input. */
  static Program reading(String input, Path folder, String... args) throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx512m");
    command.add("-Duser.home=" + folder.resolve("home"));
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    command.add("-cp");
    command.add(OwnClassPath.text());
    command.add("dev.tombolo.cli.Main");
    command.addAll(List.of(args));
    Path in = Files.writeString(folder.resolve("in"), input);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TOMBOLO_"));
    return new Program(builder.start(), folder);
  }

  /** The process's id. */
  long pid() {
    return process.pid();
  }

  /** Waits until a file is there. */
  Path awaitFile(Path file) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.exists(file) || !process.isAlive());
    assertThat(file).as("%s", this).exists();
    return file;
  }

  /** Asks the process to stop, as {@code kill} does. */
  Program terminate() {
    process.destroy();
    return this;
  }

  /** How it ended. */
  Run ended() throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("%s", this).isTrue();
    return new Run(process.exitValue(), text("out"), text("err"));
  }

  /** What it has left in its temporary folder. */
  List<String> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("hsperfdata"))
          .toList();
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    try {
      return "the process wrote:\n" + text("out") + text("err");
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
