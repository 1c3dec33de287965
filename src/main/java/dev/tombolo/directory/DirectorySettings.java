package dev.tombolo.directory;

import dev.tombolo.directory.naming.Forest;
import dev.tombolo.directory.operation.QueryPolicy;
import dev.tombolo.directory.protocol.ConnectionSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a directory is started with; it cannot be changed while the directory runs.
 *
 * @param forest the forest's names
 * @param administratorPassword the Administrator's password in a forest that is new
 * @param functionalLevel of a forest that is new; 7 is Windows Server 2016
 * @param recycleBin whether a forest that is new has the recycle bin enabled
 * @param ldapPort 0 for any that is free
 * @param ldapsPort 0 for any that is free
 * @param data the folder the directory is kept in; null for in memory only
 * @param oldPasswordGrace how long the previous password still signs in
 * @param connections what a connection may do
 * @param policy what a query may do
 */
public record DirectorySettings(
    Forest forest,
    String administratorPassword,
    int functionalLevel,
    boolean recycleBin,
    int ldapPort,
    int ldapsPort,
    @Nullable Path data,
    Duration oldPasswordGrace,
    ConnectionSettings connections,
    QueryPolicy policy) {
  /** A fresh forest in memory on any free ports, with the recycle bin on. */
  public static DirectorySettings of(Forest forest, String administratorPassword) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        7,
        true,
        0,
        0,
        null,
        Duration.ofHours(1),
        ConnectionSettings.DEFAULT,
        QueryPolicy.DEFAULT);
  }

  /** These settings with the recycle bin on or off in a forest that is new. */
  public DirectorySettings withRecycleBin(boolean on) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        functionalLevel,
        on,
        ldapPort,
        ldapsPort,
        data,
        oldPasswordGrace,
        connections,
        policy);
  }

  /** These settings with a folder to keep the directory in. */
  public DirectorySettings withData(Path folder) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        functionalLevel,
        recycleBin,
        ldapPort,
        ldapsPort,
        folder,
        oldPasswordGrace,
        connections,
        policy);
  }

  /** These settings with other ports. */
  public DirectorySettings withPorts(int ldap, int ldaps) {
    return new DirectorySettings(
        forest,
        administratorPassword,
        functionalLevel,
        recycleBin,
        ldap,
        ldaps,
        data,
        oldPasswordGrace,
        connections,
        policy);
  }
}
