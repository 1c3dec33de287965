package dev.tombolo.clients;

import static dev.tombolo.directory.TestDirectory.ADMINISTRATOR;
import static dev.tombolo.directory.TestDirectory.BASE;
import static dev.tombolo.directory.TestDirectory.PASSWORD;

import dev.tombolo.directory.TestDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * OpenLDAP's command line tools as somebody uses them on a directory. In what they are given,
 * {@code $B} is the domain's DN and {@code $C} that of the configuration.
 */
final class LdapTools {
  private final TestDirectory directory;
  private final Path folder;
  private final boolean tls;
  private final String name;
  private final String password;

  /** As the Administrator, over TLS. */
  LdapTools(TestDirectory directory, Path folder) {
    this(directory, folder, true, ADMINISTRATOR, PASSWORD);
  }

  private LdapTools(
      TestDirectory directory, Path folder, boolean tls, String name, String password) {
    this.directory = directory;
    this.folder = folder;
    this.tls = tls;
    this.name = expand(name);
    this.password = password;
  }

  LdapTools as(String newName, String newPassword) {
    return new LdapTools(directory, folder, tls, newName, newPassword);
  }

  LdapTools anonymous() {
    return as("", "");
  }

  LdapTools inClear() {
    return new LdapTools(directory, folder, false, name, password);
  }

  LdapTools on(TestDirectory other) {
    return new LdapTools(other, folder, tls, name, password);
  }

  static String expand(String text) {
    return text.replace("$C", "CN=Configuration,$B").replace("$B", BASE);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The value of unicodePwd for a password, as LDIF has it. */
  static String quoted(String password) {
    return Base64.getEncoder()
        .encodeToString(("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE));
  }

  Map<String, String> environment() {
    return Map.of(
        "LDAPTLS_CACERT", TestDirectory.caCertificate().toString(), "LDAPTLS_REQCERT", "demand");
  }

  List<String> command(String tool, String... arguments) {
    String uri =
        tls
            ? "ldaps://127.0.0.1:" + directory.server().ldapsPort()
            : "ldap://127.0.0.1:" + directory.server().ldapPort();
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/" + tool, "-x", "-H", uri, "-o", "nettimeout=60"));
    if (!name.isEmpty()) {
      command.addAll(List.of("-D", name, "-w", password));
    }
    Arrays.stream(arguments).map(LdapTools::expand).forEach(command::add);
    return command;
  }

  Outcome run(String tool, String... arguments) throws Exception {
    return input("", tool, arguments);
  }

  private Outcome input(String input, String tool, String... arguments) throws Exception {
    return Command.run(folder, environment(), expand(input), command(tool, arguments));
  }

  Outcome whoAmI(String... arguments) throws Exception {
    return run("ldapwhoami", arguments);
  }

  /** Searches, and answers in plain LDIF with comments for the controls of the response. */
  Outcome search(String base, String scope, String... rest) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-LL", "-o", "ldif-wrap=no", "-b", base, "-s", scope));
    arguments.addAll(Arrays.asList(rest));
    return run("ldapsearch", arguments.toArray(String[]::new));
  }

  /** Reads one object that must be there. */
  Outcome read(String dn, String... attributes) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("(objectClass=*)"));
    arguments.addAll(Arrays.asList(attributes));
    return search(dn, "base", arguments.toArray(String[]::new)).succeeds();
  }

  Outcome add(String ldif, String... arguments) throws Exception {
    return input(ldif, "ldapadd", arguments);
  }

  Outcome modify(String ldif, String... arguments) throws Exception {
    return input(ldif, "ldapmodify", arguments);
  }

  /** Modifies one object by lines as LDIF has them after {@code changetype: modify}. */
  Outcome change(String dn, String lines, String... arguments) throws Exception {
    return modify("dn: " + dn + "\nchangetype: modify\n" + lines + "\n", arguments);
  }

  Outcome replace(String dn, String attribute, String value, String... arguments) throws Exception {
    return change(dn, "replace: " + attribute + "\n" + attribute + ": " + value + "\n", arguments);
  }

  Outcome delete(String dn, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add(dn);
    return run("ldapdelete", all.toArray(String[]::new));
  }

  Outcome rename(String... arguments) throws Exception {
    return run("ldapmodrdn", arguments);
  }
}
