package dev.tombolo.directory.ldif;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.directory.DirectorySettings;
import dev.tombolo.directory.TestDirectory;
import dev.tombolo.directory.naming.Forest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The LDIF files of the tests, directories to load them into, and what such files say. */
final class Fixture {
  private Fixture() {}

  /** A file of {@code src/test/resources/ldif}. */
  static Path file(String name) {
    URL url = Objects.requireNonNull(Fixture.class.getResource("/ldif/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A directory of a domain. */
  static TestDirectory directory(String domain) {
    return directory(domain, settings -> settings);
  }

  /** A directory of a domain, with further settings. */
  static TestDirectory directory(String domain, UnaryOperator<DirectorySettings> change) {
    String netBios = domain.substring(0, domain.indexOf('.')).toUpperCase(Locale.ROOT);
    return new TestDirectory(
        settings ->
            change.apply(
                new DirectorySettings(
                    new Forest(domain, netBios, "DC1"),
                    settings.administratorPassword(),
                    settings.functionalLevel(),
                    false,
                    settings.ports(),
                    settings.data(),
                    settings.oldPasswordGrace(),
                    settings.clientAuthorities(),
                    settings.accessLog())));
  }

  /** A connection of the Administrator of a domain. */
  static LDAPConnection admin(TestDirectory directory, String baseDn) throws LDAPException {
    return directory.bind("CN=Administrator,CN=Users," + baseDn, TestDirectory.PASSWORD);
  }

  /** Loads texts or files. */
  static LdifReport load(TestDirectory directory, boolean keepGoing, LdifSource... sources)
      throws LdifLoadException, IOException {
    return directory.server().load(List.of(sources), keepGoing, LdifLoader.Progress.NONE);
  }

  /** Loads a text. */
  static LdifReport load(TestDirectory directory, String ldif)
      throws LdifLoadException, IOException {
    return load(directory, false, LdifSource.of("fixture.ldif", ldif));
  }

  /** What a directory exports. */
  static byte[] export(TestDirectory directory) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    directory.server().export(out);
    return out.toByteArray();
  }

  /** The objects of LDIF content records: names, attributes, values. */
  static Map<String, Map<String, Set<String>>> objects(byte[] ldif) throws Exception {
    return objects(new ByteArrayInputStream(ldif));
  }

  /** The objects of LDIF content records: names, attributes, values. */
  static Map<String, Map<String, Set<String>>> objects(InputStream ldif) throws Exception {
    Map<String, Map<String, Set<String>>> objects = new TreeMap<>();
    try (RecordReader reader = new RecordReader(ldif, new UrlValues(Optional.empty()))) {
      for (var record = reader.next(); record != null; record = reader.next()) {
        objects.put(record.dn(), attributes(((LdifRecord.Whole) record).content()));
      }
    }
    return objects;
  }

  /** Everything that differs, as {@code attribute} to the names of the objects it differs on. */
  static Map<String, Set<String>> differences(
      Map<String, Map<String, Set<String>>> one, Map<String, Map<String, Set<String>>> other) {
    Map<String, Set<String>> differences = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    one.forEach(
        (dn, attributes) -> {
          Map<String, Set<String>> others = other.getOrDefault(dn, Map.of());
          Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
          names.addAll(attributes.keySet());
          names.addAll(others.keySet());
          for (String name : names) {
            if (!attributes.getOrDefault(name, Set.of()).equals(others.get(name))) {
              differences.computeIfAbsent(name, key -> new TreeSet<>()).add(dn);
            }
          }
        });
    return differences;
  }

  /** The attributes of an entry with their values. */
  static Map<String, Set<String>> attributes(Entry entry) {
    return attributes(Content.of(entry));
  }

  private static Map<String, Set<String>> attributes(Content content) {
    Map<String, Set<String>> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Content.Property each : content.properties()) {
      attributes.put(
          each.description(),
          each.values().stream()
              .map(value -> new String(value, StandardCharsets.ISO_8859_1))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    return attributes;
  }
}
