package dev.tombolo.cli;

import picocli.CommandLine.IVersionProvider;

/** The product's version, from the jar it runs from. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "tombolo " + (version == null ? "(development)" : version),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}
