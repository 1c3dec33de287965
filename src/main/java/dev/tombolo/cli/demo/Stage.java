package dev.tombolo.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What a chapter is played on: the three parts of a lab, by their wires and verbs. */
public final class Stage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROPERTIES =
      "?$select=id,displayName,userPrincipalName,onPremisesSyncEnabled,onPremisesImmutableId,"
          + "deletedDateTime,assignedLicenses,accountEnabled";

  /** Somebody who does something and looks what has become of it. */
  @FunctionalInterface
  public interface Look {
    /** Does it; what is seen then. */
    Seen look() throws Exception;
  }

  private final World world;
  private final List<Step> steps;
  private final OnPremises onPremises;
  private Cloud cloud;

  Stage(World world, List<Step> steps) throws Exception {
    this.world = world;
    this.steps = steps;
    this.onPremises = OnPremises.administrator(world.ready());
    this.cloud = world.cloud();
  }

  static String words(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.strip();
  }

  /** Takes a step; one that fails did not hold, and what it said is what was seen. */
  public void step(String action, String expected, Look look) {
    Seen seen;
    try {
      seen = look.look();
    } catch (Exception e) {
      // The story goes on whatever happens in one step, and shows it there.
      seen = Seen.that(false, words(e));
    }
    steps.add(new Step(action, expected, seen.text(), seen.held()));
  }

  /** The directory. */
  public OnPremises onPremises() {
    return onPremises;
  }

  /** The tenant. */
  public Cloud cloud() {
    return cloud;
  }

  /** The lab. */
  public World world() {
    return world;
  }

  /** Runs a verb on the lab that has to succeed; its answer. */
  public JsonNode tombolo(String... verb) throws IOException {
    return answer(world, verb);
  }

  /** Runs a verb on any lab that has to succeed; its answer. */
  static JsonNode answer(World lab, String... verb) throws IOException {
    Outcome outcome = lab.tombolo(withJson(verb));
    if (outcome.code() != 0 && outcome.out().isBlank()) {
      throw new IOException(outcome.refusal());
    }
    return JSON.readTree(outcome.out());
  }

  private static String[] withJson(String... verb) {
    String[] all = Arrays.copyOf(verb, verb.length + 1);
    all[verb.length] = "--json";
    return all;
  }

  /** Runs a delta cycle. */
  public CycleReport delta() throws IOException {
    return new CycleReport(tombolo("sync", "start", "--policy", "delta"));
  }

  /** Moves the lab's clock; the tokens of before may have expired then. */
  public void advance(String duration) throws Exception {
    tombolo("clock", "advance", duration);
    cloud = world.cloud();
  }

  /** Has the next password hash synchronization happen. */
  public void hashTick() throws Exception {
    advance("PT2M1S");
    tombolo("sync", "passwords");
  }

  /** A live user. */
  public JsonNode user(String key) throws Exception {
    return cloud.get("/users/" + key + PROPERTIES);
  }

  /** Whether a user is live. */
  public boolean isLive(String key) throws Exception {
    return cloud.exists("/users/" + key);
  }

  /** A user in the recycle bin. */
  public JsonNode deleted(String id) throws Exception {
    return cloud.get("/directory/deletedItems/" + id + PROPERTIES);
  }

  /** Whether an object is in the recycle bin. */
  public boolean isInBin(String id) throws Exception {
    return cloud.exists("/directory/deletedItems/" + id);
  }

  /** How many seats of a licence are taken. */
  public int seats(String sku) throws Exception {
    for (JsonNode each : cloud.list("/subscribedSkus")) {
      if (each.path("skuPartNumber").asText().equals(sku)) {
        return each.path("consumedUnits").asInt();
      }
    }
    return 0;
  }

  @Override
  public void close() {
    onPremises.close();
  }
}
