package dev.tombolo.control;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as the cmdlets write them, {@code 1.02:30:00}, beside those of ISO 8601. */
final class TimeSpan {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,5})\\.)?(\\d{1,2}):([0-5]\\d)(?::([0-5]\\d))?");

  private TimeSpan() {}

  static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      return ControlRoutes.duration(text);
    }
    return Duration.ofDays(number(matcher.group(1)))
        .plusHours(number(matcher.group(2)))
        .plusMinutes(number(matcher.group(3)))
        .plusSeconds(number(matcher.group(4)));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
