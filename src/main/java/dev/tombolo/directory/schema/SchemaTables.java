package dev.tombolo.directory.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schema that comes with the product from its tables: tab-separated, a header line, a
 * definition a line.
 */
final class SchemaTables {
  /**
   * Classes whose objects hide from ordinary views (defaultHidingValue FALSE for all that are not
   * named here).
   */
  private static final Set<String> SHOWN =
      Set.of(
          "user",
          "computer",
          "group",
          "contact",
          "inetOrgPerson",
          "organizationalUnit",
          "domainDNS",
          "printQueue",
          "volume",
          "msMQ-Group",
          "mSMQQueue",
          "site",
          "subnet",
          "server",
          "msDS-Device",
          "groupOfNames",
          "device",
          "account",
          "organizationalPerson",
          "person");

  /** The row of the table of descriptors that is for every class which has none of its own. */
  private static final String ANY_CLASS = "*";

  private static final int STRUCTURAL = 1;

  private SchemaTables() {}

  static List<AttributeDefinition> attributes(String resource) {
    List<AttributeDefinition> read = new ArrayList<>();
    for (Row row : rows(resource)) {
      read.add(
          new AttributeDefinition(
              row.text("lDAPDisplayName"),
              row.text("cn"),
              row.text("attributeID"),
              row.text("attributeSyntax"),
              row.integer("oMSyntax"),
              row.text("oMObjectClass"),
              row.flag("isSingleValued"),
              row.text("linkID").isEmpty()
                  ? OptionalInt.empty()
                  : OptionalInt.of(row.integer("linkID")),
              row.integer("searchFlags"),
              row.integer("systemFlags"),
              row.flag("systemOnly"),
              row.limit("rangeLower"),
              row.limit("rangeUpper"),
              row.flag("isMemberOfPartialAttributeSet"),
              row.guid("schemaIDGUID", row.text("attributeID")),
              row.text("attributeSecurityGUID").isEmpty()
                  ? null
                  : UUID.fromString(row.text("attributeSecurityGUID"))));
    }
    return read;
  }

  /** The classes of every table, with what Exchange adds to them. */
  static List<ClassDefinition> classes() {
    Map<String, List<String>> additions = new HashMap<>();
    for (Row row : rows("exchange-maycontain.tsv")) {
      additions.put(row.text("class"), row.list("mayContain"));
    }
    Map<String, String> descriptors = new HashMap<>();
    for (Row row : rows("default-descriptors.tsv")) {
      descriptors.put(row.text("class"), row.text("defaultSecurityDescriptor"));
    }
    List<ClassDefinition> read = new ArrayList<>();
    List<Row> rows = new ArrayList<>(rows("ad-schema-classes.tsv"));
    rows.addAll(rows("exchange-classes.tsv"));
    for (Row row : rows) {
      String name = row.text("lDAPDisplayName");
      read.add(
          new ClassDefinition(
              name,
              row.text("cn"),
              row.text("governsID"),
              row.text("subClassOf"),
              row.integer("objectClassCategory"),
              row.text("rDNAttID"),
              row.list("auxiliaryClasses"),
              row.list("mustContain"),
              concat(row.list("mayContain"), additions.getOrDefault(name, List.of())),
              row.list("possSuperiors"),
              row.flag("systemOnly"),
              row.integer("systemFlags"),
              row.text("defaultObjectCategory"),
              row.guid("schemaIDGUID", row.text("governsID")),
              !SHOWN.contains(name),
              row.integer("objectClassCategory") <= STRUCTURAL
                  ? descriptors.getOrDefault(name, descriptors.getOrDefault(ANY_CLASS, ""))
                  : ""));
    }
    return read;
  }

  /**
   * Attributes that a class may contain besides, by class: rows of a class and its further
   * attributes.
   */
  static Map<String, List<String>> additions(String resource) {
    Map<String, List<String>> read = new HashMap<>();
    for (Row row : rows(resource)) {
      read.computeIfAbsent(row.text("class"), name -> new ArrayList<>())
          .addAll(row.list("mayContain"));
    }
    return read;
  }

  private static List<String> concat(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static List<Row> rows(String resource) {
    try (InputStream in = SchemaTables.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the schema table " + resource + " is missing");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Map<String, Integer> columns = new HashMap<>();
      for (String column : split(reader.readLine())) {
        columns.put(column, columns.size());
      }
      List<Row> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(new Row(columns, split(line)));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("the schema table " + resource + " cannot be read", e);
    }
  }

  private static List<String> split(@Nullable String line) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    String text = line == null ? "" : line;
    for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', from)) {
      cells.add(text.substring(from, tab));
      from = tab + 1;
    }
    cells.add(text.substring(from));
    return cells;
  }

  private record Row(Map<String, Integer> columns, List<String> cells) {
    private String text(String column) {
      int at = columns.getOrDefault(column, Integer.MAX_VALUE);
      return at < cells.size() ? cells.get(at) : "";
    }

    private boolean flag(String column) {
      return text(column).equals("TRUE");
    }

    private int integer(String column) {
      return text(column).isEmpty() ? 0 : (int) Long.parseLong(text(column));
    }

    private OptionalLong limit(String column) {
      return text(column).isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(text(column)));
    }

    private List<String> list(String column) {
      return text(column).isEmpty() ? List.of() : List.of(text(column).split(","));
    }

    private UUID guid(String column, String oid) {
      return text(column).isEmpty()
          ? UUID.nameUUIDFromBytes(oid.getBytes(StandardCharsets.US_ASCII))
          : UUID.fromString(text(column));
    }
  }
}
