package dev.tombolo.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fault points of a lab. A part calls {@link #reach} at each of its named points; nothing
 * happens there unless the point is armed.
 */
public final class Faults {
  private final Map<String, Armed> armed = new ConcurrentHashMap<>();

  /**
   * Arms a point.
   *
   * @param point the point's name, such as {@code connector.export.before-commit}
   * @param fault what happens there
   * @param times how often, then it disarms itself; 0 means until {@link #disarm}
   * @param delay how long {@link Fault#DELAY} holds up; ignored by the others
   * @param about only for subjects that contain this text, ignoring case; empty means all
   */
  public void arm(String point, Fault fault, int times, Duration delay, String about) {
    armed.put(point, new Armed(point, fault, times, delay, about));
  }

  /** Arms a point for one strike on any subject. */
  public void arm(String point, Fault fault) {
    arm(point, fault, 1, Duration.ZERO, "");
  }

  /** Disarms a point. */
  public void disarm(String point) {
    armed.remove(point);
  }

  /** Disarms every point. */
  public void clear() {
    armed.clear();
  }

  /** The armed points. */
  public List<Armed> armed() {
    return List.copyOf(armed.values());
  }

  /** Passes the point, or suffers what is armed there. */
  public void reach(String point) {
    reach(point, "");
  }

  /** Passes the point on behalf of {@code subject}, or suffers what is armed there for it. */
  public void reach(String point, String subject) {
    if (armed.isEmpty()) {
      return;
    }
    Armed here = armed.get(point);
    if (here != null && here.concerns(subject) && take(here)) {
      here.fault.strike(point, here.delay);
    }
  }

  private boolean take(Armed here) {
    if (here.times == 0) {
      return true;
    }
    boolean[] taken = {false};
    armed.computeIfPresent(
        here.point,
        (point, now) -> {
          taken[0] = true;
          return now.times == 1
              ? null
              : new Armed(point, now.fault, now.times - 1, now.delay, now.about);
        });
    return taken[0];
  }

  /** A point with what is armed there; {@code times} 0 means without end. */
  public record Armed(String point, Fault fault, int times, Duration delay, String about) {
    private boolean concerns(String subject) {
      return about.isEmpty() || containsIgnoreCase(subject, about);
    }

    private static boolean containsIgnoreCase(String text, String part) {
      for (int i = 0; i + part.length() <= text.length(); i++) {
        if (text.regionMatches(true, i, part, 0, part.length())) {
          return true;
        }
      }
      return false;
    }
  }
}
