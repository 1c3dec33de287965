package dev.tombolo.directory.search;

import dev.tombolo.directory.schema.Schema;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;
import java.util.Optional;

/**
 * The constructed attributes of domain controllers, which are told of their nTDSDSA, server and
 * computer objects alike (MS-ADTS 3.1.1.4.5).
 */
final class ServerComputations {
  private static final int GLOBAL_CATALOG = 1;

  private final View view;
  private final Schema schema;

  ServerComputations(View view) {
    this.view = view;
    this.schema = view.schema();
  }

  Optional<String> isGlobalCatalog(int id, Entry entry) {
    return agent(id, entry)
        .map(agent -> agent.number(schema.known("options"), 0) & GLOBAL_CATALOG)
        .map(bit -> bit == 0 ? "FALSE" : "TRUE");
  }

  Optional<String> isReadOnly(int id, Entry entry) {
    return agent(id, entry)
        .map(agent -> agent.hasClass(schema.knownClass("nTDSDSARO").index()) ? "TRUE" : "FALSE");
  }

  /** The site: what the servers are in that the server is one of. */
  Optional<String> site(int id, Entry entry) {
    return agent(id, entry)
        .map(agent -> view.existing(agent.parent()))
        .map(server -> view.existing(view.existing(server.parent()).parent()).name());
  }

  private Optional<Entry> agent(int id, Entry entry) {
    if (entry.hasClass(schema.knownClass("nTDSDSA").index())) {
      return Optional.of(entry);
    }
    int server = id;
    if (entry.hasClass(schema.wellKnown().computerClass.index())) {
      LinkReader.Walk servers =
          new LinkReader(view, false, false).walk(schema.known("serverReferenceBL"), id, entry);
      server = servers.next() ? servers.other() : -1;
    } else if (!entry.hasClass(schema.knownClass("server").index())) {
      return Optional.empty();
    }
    int agent = server < 0 ? -1 : view.child(server, "NTDS Settings");
    return agent < 0 ? Optional.empty() : Optional.of(view.existing(agent));
  }
}
