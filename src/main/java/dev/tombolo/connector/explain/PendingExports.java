package dev.tombolo.connector.explain;

import dev.tombolo.connector.space.CloudLink;
import dev.tombolo.connector.space.CloudObject;
import dev.tombolo.connector.space.ConnectorStore;
import dev.tombolo.connector.space.ExportKind;
import dev.tombolo.connector.space.LinkState;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is to be exported to the tenant, in the order in which an export sends it.
 *
 * @param objects deletions, additions, updates
 * @param references what else changes among what is there
 */
public record PendingExports(List<PendingExport> objects, List<Reference> references) {
  private static final int PAGE = 500;

  /** A reference, by source anchors. */
  public record Reference(String operation, String source, String property, String target) {}

  /** Copies the lists. */
  public PendingExports {
    objects = List.copyOf(objects);
    references = List.copyOf(references);
  }

  /** What is pending in a connector's state. */
  public static PendingExports of(ConnectorStore store) {
    List<PendingExport> objects = new ArrayList<>();
    for (ExportKind kind : List.of(ExportKind.DELETE, ExportKind.ADD, ExportKind.UPDATE)) {
      String after = "";
      List<CloudObject> page;
      do {
        String from = after;
        page = store.read(space -> space.cloud().exports(kind, from, PAGE));
        List<CloudObject> some = page;
        Map<String, String> names = store.read(space -> names(space, some));
        for (CloudObject object : page) {
          objects.add(PendingExport.of(object, names.get(object.anchor())));
          after = object.anchor();
        }
      } while (!page.isEmpty());
    }
    return new PendingExports(objects, references(store));
  }

  private static Map<String, String> names(Space space, List<CloudObject> objects) {
    Map<String, UUID> guids =
        space.metaverse().guidsOf(objects.stream().map(CloudObject::anchor).toList());
    Map<UUID, OnPremisesObject> found = space.onPremises().find(guids.values());
    Map<String, String> names = new LinkedHashMap<>();
    guids.forEach(
        (anchor, guid) -> {
          @Nullable OnPremisesObject object = found.get(guid);
          if (object != null) {
            names.put(anchor, object.dn());
          }
        });
    return names;
  }

  private static List<Reference> references(ConnectorStore store) {
    List<Reference> references = new ArrayList<>();
    String after = "";
    List<String> sources;
    do {
      String from = after;
      sources = store.read(space -> space.cloudLinks().sourcesToExport(from, PAGE));
      List<String> some = sources;
      for (CloudLink link : store.read(space -> space.cloudLinks().toExport(some))) {
        references.add(
            new Reference(
                link.state() == LinkState.REMOVE ? "remove" : "add",
                link.source(),
                link.kind().property(),
                link.target()));
      }
      after = sources.isEmpty() ? after : sources.get(sources.size() - 1);
    } while (!sources.isEmpty());
    return references;
  }
}
