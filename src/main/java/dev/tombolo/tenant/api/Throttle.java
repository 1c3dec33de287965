package dev.tombolo.tenant.api;

import dev.tombolo.fault.FaultException;
import dev.tombolo.fault.Faults;
import dev.tombolo.tenant.model.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells an application that asks for too much to wait, as Graph does: 429 with {@code Retry-After}.
 * What a request costs is counted in resource units, over windows of the lab's time, for each
 * application by itself. Each process of a tenant counts what it serves.
 *
 * <p>The fault point {@link #FAULT_POINT} throttles single requests, whatever the limits are.
 */
public final class Throttle implements ApiHandler {
  /** Armed to fail, it answers a request with 429; its subject is method and path. */
  public static final String FAULT_POINT = "tenant.graph.throttle";

  private static final Duration UNITS_WINDOW = Duration.ofSeconds(10);
  private static final Duration WRITES_WINDOW = Duration.ofSeconds(150);
  private static final int INJECTED_SECONDS = 1;
  private static final double TELLING_FROM = 0.8;

  private final ApiHandler handler;
  private final ThrottleLimits limits;
  private final Faults faults;
  private final Clock clock;
  private final Map<UUID, Account> accounts = new ConcurrentHashMap<>();

  /** Throttles what {@code handler} answers. */
  public Throttle(ApiHandler handler, ThrottleLimits limits, Faults faults, Clock clock) {
    this.handler = handler;
    this.limits = limits;
    this.faults = faults;
    this.clock = clock;
  }

  @Override
  public ApiResponse handle(ApiRequest request) {
    boolean envelope = request.path().equals(List.of("$batch")); // what is inside is counted
    try {
      if (!envelope) {
        faults.reach(FAULT_POINT, request.method() + " /" + String.join("/", request.path()));
      }
    } catch (FaultException e) {
      throw ApiException.throttled(INJECTED_SECONDS);
    }
    if (!limits.on() || envelope) {
      return handler.handle(request);
    }
    int cost = RequestCost.of(request);
    double used = charge(request, cost);
    ApiResponse response =
        handler.handle(request).with("x-ms-resource-unit", Integer.toString(cost));
    return used < TELLING_FROM
        ? response
        : response.with(
            "x-ms-throttle-limit-percentage", Double.toString(Math.round(used * 10) / 10.0));
  }

  /** Which part of the limit is used now. */
  private double charge(ApiRequest request, int cost) {
    Account account =
        accounts.computeIfAbsent(
            request.caller().actor().id(),
            id ->
                new Account(
                    new Window(UNITS_WINDOW, limits.units()),
                    new Window(WRITES_WINDOW, limits.writes())));
    long now = clock.millis();
    synchronized (account) {
      boolean writes = RequestCost.writes(request);
      if (writes) {
        account.writes.require(now, 1);
      }
      account.units.require(now, cost);
      double used = account.units.take(cost);
      return writes ? Math.max(used, account.writes.take(1)) : used;
    }
  }

  private record Account(Window units, Window writes) {}

  /** What was used since the window began; a new one begins when it is over. */
  private static final class Window {
    private final long length;
    private final int limit;
    private long began;
    private int used;

    private Window(Duration length, int limit) {
      this.length = length.toMillis();
      this.limit = limit;
    }

    private void require(long now, int cost) {
      if (now < began || now >= began + length) {
        began = now;
        used = 0;
      }
      if (used + cost > limit) {
        throw ApiException.throttled((int) ((began + length - now + 999) / 1000));
      }
    }

    private double take(int cost) {
      used += cost;
      return (double) used / limit;
    }
  }
}
