package dev.tombolo.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the members of a group. */
@Command(
    name = "members",
    description = "List the members of a group.",
    mixinStandardHelpOptions = true)
final class GroupMembersCommand extends GraphCommand {
  private static final List<Column> COLUMNS =
      List.of(
          new Column(
              "type",
              member -> member.path("@odata.type").asText().replace("#microsoft.graph.", "")),
          Column.of("displayName"),
          Column.of("userPrincipalName"),
          Column.of("mail"),
          Column.of("id"));

  @Parameters(paramLabel = "GROUP", description = "An object id, or a name.")
  private String group;

  @Option(names = "--transitive", description = "Those of groups in the group as well.")
  private boolean transitive;

  @Override
  void run(GraphClient graph, CloudObjects objects) throws Exception {
    String id = objects.live(CloudType.GROUP, group).path("id").asText();
    print(
        COLUMNS,
        graph.list(
            "/groups/"
                + id
                + (transitive ? "/transitiveMembers" : "/members")
                + "?$select=id,displayName,userPrincipalName,mail&$top=999"));
  }
}
