package dev.tombolo.assertion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombolo.lab.client.CloudTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a user of the tenant and the object of the directory it comes from. A failure
 * shows what was expected beside what both sides show, and the user's story.
 */
public final class UserAssert extends AbstractAssert<UserAssert, String> {
  private static final Duration BIN = Duration.ofDays(30);
  private static final Set<String> EXPORTS = Set.of("export-add", "export-update", "export-delete");

  private final BothSides sides;

  UserAssert(BothSides sides) {
    super(sides.name(), UserAssert.class);
    this.sides = sides;
  }

  /** The user is in the tenant and not deleted. */
  public UserAssert isLive() {
    live("to be live");
    return this;
  }

  /** The user is in the tenant's recycle bin, and not live. */
  public UserAssert isSoftDeleted() {
    check(sides.live().isEmpty() && sides.softDeleted().isPresent(), "to be soft-deleted");
    return this;
  }

  /** The user is neither live nor in the recycle bin. */
  public UserAssert doesNotExist() {
    check(sides.live().isEmpty() && sides.softDeleted().isEmpty(), "not to exist");
    return this;
  }

  /** The user is in the recycle bin and stays there until that moment or later. */
  public UserAssert canBeRestoredUntil(Instant moment) {
    String expected = "to be soft-deleted, to be restored until " + moment;
    Optional<JsonNode> user = sides.softDeleted();
    check(user.isPresent(), expected);
    Instant end = Instant.parse(user.orElseThrow().path("deletedDateTime").asText()).plus(BIN);
    check(!end.isBefore(moment), expected + ", and is purged at " + end);
    return this;
  }

  /** The user is live, comes from the directory and is linked to a live object there. */
  public UserAssert isSynced() {
    JsonNode user = live("to be synced");
    check(
        user.path("onPremisesSyncEnabled").asBoolean() && sides.source(user).isPresent(),
        "to be synced");
    return this;
  }

  /** The user is live and came from the directory, where its object is not live any more. */
  public UserAssert isOrphaned() {
    JsonNode user = live("to be orphaned");
    check(
        !user.path("onPremisesImmutableId").asText("").isEmpty() && sides.source(user).isEmpty(),
        "to be orphaned");
    return this;
  }

  /** The user signs in to the tenant with that password. */
  public UserAssert hasPassword(String password) {
    String refusal = sides.tenant().signIn(sides.name(), password);
    check(refusal.isEmpty(), "to sign in with the given password; the tenant says " + refusal);
    return this;
  }

  /** The user is a direct member of the group of that display name in the tenant. */
  public UserAssert isMemberOf(String group) {
    JsonNode user = live("to be a member of " + group);
    Set<String> groups = new TreeSet<>();
    sides
        .tenant()
        .list("/users/" + CloudTenant.encode(user.path("id").asText()) + "/memberOf")
        .forEach(each -> groups.add(each.path("displayName").asText()));
    check(groups.contains(group), "to be a member of " + group + ", and is of " + groups);
    return this;
  }

  /** The connector has exported the user once since the lab started or was put back. */
  public UserAssert wasExportedOnce() {
    long times = sides.story().stream().filter(event -> EXPORTS.contains(event.kind())).count();
    check(times == 1, "to have been exported once, and was " + times + " times");
    return this;
  }

  private JsonNode live(String expected) {
    Optional<JsonNode> user = sides.live();
    check(user.isPresent(), expected);
    return user.orElseThrow();
  }

  private void check(boolean holds, String expected) {
    if (!holds) {
      failWithMessage(
          "%nExpected the user %s %s.%nSeen:%n  %s%nWhat happened to it:%n%s",
          sides.name(), expected, sides.seen(), sides.storyText());
    }
  }
}
