package dev.tombolo.assertion;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.event.JournalEvent;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.client.CloudTenant;
import dev.tombolo.lab.client.GraphException;
import dev.tombolo.lab.client.OnPremises;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One user as both sides show it now, each asked on its wire. */
final class BothSides {
  private static final String BIN = "/directory/deletedItems/microsoft.graph.user";
  private static final String SELECT =
      "?$select=id,userPrincipalName,displayName,accountEnabled,onPremisesSyncEnabled,"
          + "onPremisesImmutableId,deletedDateTime";
  private static final int NOT_FOUND = 404;

  private final Lab lab;
  private final String name;
  private final CloudTenant tenant;

  BothSides(Lab lab, String name) {
    this.lab = lab;
    this.name = name;
    this.tenant = CloudTenant.of(lab);
  }

  String name() {
    return name;
  }

  CloudTenant tenant() {
    return tenant;
  }

  Optional<JsonNode> live() {
    try {
      return Optional.of(tenant.get("/users/" + CloudTenant.encode(name) + SELECT));
    } catch (GraphException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  Optional<JsonNode> softDeleted() {
    return tenant.list(BIN + SELECT).stream().filter(this::isMeant).findFirst();
  }

  /** A soft-deleted user's principal name has the object id, without hyphens, before it. */
  private boolean isMeant(JsonNode user) {
    String id = user.path("id").asText();
    String principal = user.path("userPrincipalName").asText().toLowerCase(Locale.ROOT);
    String wanted = name.toLowerCase(Locale.ROOT);
    return id.equalsIgnoreCase(name)
        || principal.equals(wanted)
        || principal.equals(id.replace("-", "") + wanted);
  }

  /** The live object of the directory that a user of the tenant comes from. */
  Optional<SearchResultEntry> source(JsonNode user) {
    byte[] anchor;
    try {
      anchor = Base64.getDecoder().decode(user.path("onPremisesImmutableId").asText());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // somebody has set it to a text of their own
    }
    OnPremises onPremises = OnPremises.of(lab);
    try (LDAPConnection ldap = onPremises.connect()) {
      List<SearchResultEntry> found =
          ldap.search(
                  onPremises.baseDn(),
                  SearchScope.SUB,
                  Filter.createORFilter(
                      Filter.createEqualityFilter("mS-DS-ConsistencyGuid", anchor),
                      Filter.createEqualityFilter("objectGUID", anchor)),
                  "1.1")
              .getSearchEntries();
      return found.stream().findFirst();
    } catch (LDAPException e) {
      throw new IllegalStateException("the directory refuses to search: " + e.getMessage(), e);
    }
  }

  /** What both sides show of the user. */
  String seen() {
    Optional<JsonNode> live = live();
    Optional<JsonNode> bin = live.isPresent() ? Optional.empty() : softDeleted();
    Optional<JsonNode> user = live.or(() -> bin);
    String cloud =
        live.isPresent()
            ? "live: " + live.get()
            : bin.map(gone -> "soft-deleted: " + gone).orElse("no such user, live or deleted");
    String directory =
        lab.directory().isEmpty()
            ? "does not run here"
            : user.flatMap(this::source).map(SearchResultEntry::getDN).orElse("no such object");
    return "in the tenant: " + cloud + "\n  in the directory: " + directory;
  }

  /** The user's story on both sides. */
  List<JournalEvent> story() {
    return lab.timeline(name);
  }

  String storyText() {
    List<JournalEvent> story = story();
    return story.isEmpty()
        ? "  nothing since the lab started or was put back"
        : story.stream().map(event -> "  " + event.line()).collect(Collectors.joining("\n"));
  }
}
