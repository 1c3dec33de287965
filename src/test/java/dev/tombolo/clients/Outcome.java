package dev.tombolo.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a program ended, and what it said.
 *
 * @param exit its exit code; OpenLDAP's tools end with the LDAP result code
 */
record Outcome(int exit, String out, String err) {
  Outcome succeeds() {
    return exitsWith(0);
  }

  Outcome exitsWith(int code) {
    assertThat(exit).as(out + err).isEqualTo(code);
    return this;
  }

  Outcome says(String text) {
    assertThat(out + err).contains(text);
    return this;
  }

  Outcome saysNot(String text) {
    assertThat(out + err).doesNotContain(text);
    return this;
  }

  /** The values of an attribute in LDIF (RFC 2849), as text. */
  List<String> values(String attribute) {
    return octets(attribute).stream()
        .map(octets -> new String(octets, StandardCharsets.UTF_8))
        .toList();
  }

  /** The only value of an attribute in LDIF. */
  String value(String attribute) {
    List<String> values = values(attribute);
    assertThat(values).as(attribute + " in " + out + err).hasSize(1);
    return values.get(0);
  }

  long number(String attribute) {
    return Long.parseLong(value(attribute));
  }

  /** The values of an attribute in LDIF, as they are. */
  List<byte[]> octets(String attribute) {
    return lines()
        .filter(line -> line.startsWith(attribute + ":"))
        .map(line -> octetsOf(line.substring(attribute.length() + 1)))
        .toList();
  }

  /** The lines of LDIF, put together where they were folded. */
  private Stream<String> lines() {
    return out.replace("\n ", "").lines();
  }

  private static byte[] octetsOf(String text) {
    return text.startsWith(":")
        ? Base64.getDecoder().decode(text.substring(1).strip())
        : text.strip().getBytes(StandardCharsets.UTF_8);
  }

  /** The names of the attributes in LDIF, without {@code dn}, in their order, each once. */
  List<String> attributes() {
    return lines()
        .filter(line -> line.matches("[A-Za-z][A-Za-z0-9-]*(;[^:]+)?::?.*"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .filter(name -> !List.of("dn", "ref", "version").contains(name))
        .distinct()
        .toList();
  }
}
