package dev.tombolo.directory;

import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.protocol.AccessLogTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a directory is started with; it cannot be changed while the directory runs.
 *
 * @param forest the forest's names
 * @param administratorPassword the Administrator's password in a forest that is new
 * @param functionalLevel of a forest that is new; 7 is Windows Server 2016
 * @param recycleBin whether a forest that is new has the recycle bin enabled
 * @param ports where it listens
 * @param data the folder the directory is kept in; null for in memory only
 * @param oldPasswordGrace how long the previous password still signs in
 * @param clientAuthorities whose certificates clients may sign in with, besides those of the lab's
 *     own authority: a file in PEM
 * @param accessLog where a line for each operation goes
 */
public record DirectorySettings(
    Forest forest,
    String administratorPassword,
    int functionalLevel,
    boolean recycleBin,
    DirectoryPorts ports,
    @Nullable Path data,
    Duration oldPasswordGrace,
    Optional<Path> clientAuthorities,
    AccessLogTarget accessLog) {
  /** A fresh forest in memory on any free ports, with the recycle bin on. */
  public static DirectorySettings of(Forest forest, String administratorPassword) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        7,
        true,
        DirectoryPorts.ANY,
        null,
        Duration.ofHours(1),
        Optional.empty(),
        AccessLogTarget.OFF);
  }

  /** These settings with the recycle bin on or off in a forest that is new. */
  public DirectorySettings withRecycleBin(boolean on) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        functionalLevel,
        on,
        ports,
        data,
        oldPasswordGrace,
        clientAuthorities,
        accessLog);
  }

  /** These settings with a folder to keep the directory in. */
  public DirectorySettings withData(Path folder) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        functionalLevel,
        recycleBin,
        ports,
        folder,
        oldPasswordGrace,
        clientAuthorities,
        accessLog);
  }

  /** These settings with other ports of LDAP. */
  public DirectorySettings withPorts(int ldap, int ldaps) {
    return withPorts(new DirectoryPorts(ldap, ldaps, ports.gc(), ports.gcs(), ports.cldap()));
  }

  /** These settings with other ports. */
  public DirectorySettings withPorts(DirectoryPorts others) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        functionalLevel,
        recycleBin,
        others,
        data,
        oldPasswordGrace,
        clientAuthorities,
        accessLog);
  }

  /** These settings with further authorities whose certificates clients may sign in with. */
  public DirectorySettings withClientAuthorities(Path pem) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        functionalLevel,
        recycleBin,
        ports,
        data,
        oldPasswordGrace,
        Optional.of(pem),
        accessLog);
  }

  /** These settings with an access log. */
  public DirectorySettings withAccessLog(AccessLogTarget target) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        functionalLevel,
        recycleBin,
        ports,
        data,
        oldPasswordGrace,
        clientAuthorities,
        target);
  }
}
