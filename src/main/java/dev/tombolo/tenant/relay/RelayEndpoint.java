package dev.tombolo.tenant.relay;

import dev.tombolo.cloud.writeback.WritebackAgent;
import dev.tombolo.cloud.writeback.WritebackResult;
import dev.tombolo.tenant.api.Access;
import dev.tombolo.tenant.api.ApiRequest;
import dev.tombolo.tenant.api.ApiResponse;
import dev.tombolo.tenant.api.ApiRouter;
import dev.tombolo.tenant.api.Method;
import dev.tombolo.tenant.api.Permission;
import dev.tombolo.tenant.model.ApiException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The relay's HTTP interface, for agents. */
public final class RelayEndpoint {
  /** The path its routes are below. */
  public static final String PREFIX = "/writeback/v1";

  private static final Access AGENTS =
      Access.applicationWith(Permission.SYNCHRONIZATION_READ_WRITE_ALL);
  private static final Duration MAX_WAIT = Duration.ofSeconds(60);
  private static final Pattern AGENT_ID = Pattern.compile("[0-9A-Za-z._-]{1,100}");

  private final WritebackRelay relay;

  /** An endpoint of a relay. */
  public RelayEndpoint(WritebackRelay relay) {
    this.relay = relay;
  }

  /** Adds the routes. */
  public void addTo(ApiRouter router) {
    router
        .add(Method.PUT, "/agents/{agentId}", AGENTS, this::register)
        .add(Method.DELETE, "/agents/{agentId}", AGENTS, this::unregister)
        .add(Method.POST, "/agents/{agentId}/heartbeat", AGENTS, this::heartbeat)
        .add(Method.GET, "/requests", AGENTS, this::poll)
        .add(Method.POST, "/requests/{id}/result", AGENTS, this::answer);
  }

  private ApiResponse register(ApiRequest request) {
    String agentId = agentId(request.parameter("agentId"));
    relay.register(agentId, request.body().message(WritebackAgent.class), request.caller().actor());
    return ApiResponse.noContent();
  }

  private static String agentId(String text) {
    if (!AGENT_ID.matcher(text).matches()) {
      throw ApiException.badRequest("The agent's id is malformed.");
    }
    return text;
  }

  private ApiResponse unregister(ApiRequest request) {
    String agentId = agentId(request.parameter("agentId"));
    if (!relay.unregister(agentId, request.caller().actor())) {
      throw ApiException.notFound(agentId);
    }
    return ApiResponse.noContent();
  }

  private ApiResponse heartbeat(ApiRequest request) {
    String agentId = agentId(request.parameter("agentId"));
    if (!relay.touch(agentId)) {
      throw ApiException.notFound(agentId);
    }
    return ApiResponse.noContent();
  }

  private ApiResponse poll(ApiRequest request) {
    String agentId =
        agentId(
            request
                .option("agent")
                .orElseThrow(() -> ApiException.badQuery("The option 'agent' is missing.")));
    return ApiResponse.ok(relay.poll(agentId, wait(request.option("wait"))));
  }

  private static Duration wait(Optional<String> text) {
    try {
      Duration wait = text.map(Duration::parse).orElse(Duration.ZERO);
      if (wait.isNegative() || wait.compareTo(MAX_WAIT) > 0) {
        throw ApiException.badQuery("The option 'wait' must be between PT0S and PT60S.");
      }
      return wait;
    } catch (DateTimeParseException e) {
      throw ApiException.badQuery("The option 'wait' must be a duration such as PT20S.");
    }
  }

  private ApiResponse answer(ApiRequest request) {
    relay.answer(
        request.id("id"), request.body().message(WritebackResult.class), request.caller().actor());
    return new ApiResponse(204, Map.of(), Optional.empty());
  }
}
