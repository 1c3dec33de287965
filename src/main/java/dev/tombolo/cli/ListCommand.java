package dev.tombolo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Lists the objects of a type. */
abstract class ListCommand extends GraphCommand {
  private static final int PAGE = 999;

  @Option(names = "--synced", description = "Only those that are synchronized from on-premises.")
  private boolean synced;

  @Option(
      names = "--search",
      paramLabel = "S",
      description = "Only those of which a name or address starts with this.")
  private @Nullable String search;

  private final CloudType type;

  ListCommand(CloudType type) {
    this.type = type;
  }

  /** Whether the recycle bin is asked for. */
  boolean deleted() {
    return false;
  }

  @Override
  void check() {
    if (search != null && (search.isBlank() || search.indexOf('"') >= 0)) {
      throw usage("--search must be a text without quotation marks");
    }
  }

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    StringBuilder query =
        new StringBuilder(deleted() ? type.binPath() : type.path())
            .append('?')
            .append(type.select())
            .append("&$top=")
            .append(PAGE);
    if (synced && !deleted()) {
      query.append("&$filter=").append(LabClient.encode("onPremisesSyncEnabled eq true"));
    }
    if (search != null) {
      query.append("&$search=").append(LabClient.encode(type.search(search)));
    }
    List<JsonNode> found = graph.list(query.toString());
    if (synced && deleted()) {
      // Once deleted, what was synchronized says false, and what never was says nothing.
      found = found.stream().filter(one -> one.path("onPremisesSyncEnabled").isBoolean()).toList();
    }
    List<Column> columns = new ArrayList<>(type.columns());
    if (deleted()) {
      columns.add(columns.size() - 1, Column.of("deletedDateTime"));
    }
    print(columns, found);
  }
}
