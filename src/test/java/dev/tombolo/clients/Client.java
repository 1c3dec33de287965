package dev.tombolo.clients;

import java.nio.file.Files;
import java.nio.file.Path;

/** A client from outside the build, known by a file that is there when it is installed. */
public enum Client {
  OPENLDAP("/usr/bin/ldapsearch"),
  LDAP3("/usr/lib/python3/dist-packages/ldap3/__init__.py"),
  PYTHON_LDAP("/usr/lib/python3/dist-packages/ldap/__init__.py"),
  NET_LDAP("/usr/share/perl5/Net/LDAP.pm"),
  PHP("/usr/share/php8.2-ldap/ldap/ldap.ini"),
  LDBSEARCH("/usr/bin/ldbsearch"),
  NODE(Node.MODULES + "/.package-lock.json");

  private final Path file;

  Client(String file) {
    this.file = Path.of(file);
  }

  boolean isInstalled() {
    return Files.exists(file);
  }

  @Override
  public String toString() {
    return name() + " (" + file + ")";
  }

  /** Where {@code .ci/run} installs Node's packages. */
  static final class Node {
    static final String FOLDER = "target/clients/node";
    static final String MODULES = FOLDER + "/node_modules";

    private Node() {}
  }
}
