package dev.tombolo.clients;

import java.nio.file.Files;
import java.nio.file.Path;

/** A client from outside the build, known by a file that is there when it is installed. */
public enum Client {
  OPENLDAP("/usr/bin/ldapsearch"),
  LDAP3("/usr/lib/python3/dist-packages/ldap3/__init__.py"),
  PYTHON_LDAP("/usr/lib/python3/dist-packages/ldap/__init__.py"),
  NET_LDAP("/usr/share/perl5/Net/LDAP.pm"),
  PHP("/var/lib/dpkg/info/php-ldap.list"),
  LDBSEARCH("/usr/bin/ldbsearch"),
  LDAP3_NTLM("/usr/lib/python3/dist-packages/Cryptodome/__init__.py"),
  ADCLI("/usr/sbin/adcli"),
  NODE("/usr/bin/npm");

  private final Path file;

  Client(String file) {
    this.file = Path.of(file);
  }

  boolean isInstalled() {
    return Files.exists(file);
  }
}
