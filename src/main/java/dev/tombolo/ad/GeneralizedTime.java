package dev.tombolo.ad;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Generalized time as Active Directory writes it, {@code YYYYMMDDHHMMSS.0Z}, in whole seconds
 * (MS-ADTS 3.1.1.2.2.2). It also reads {@code YYMMDDHHMMSSZ}, a fraction of any length, which it
 * drops, and an offset.
 */
public final class GeneralizedTime {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{2}|\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(?:[.,]\\d+)?(Z|[+-]\\d{4})");

  private GeneralizedTime() {}

  /** The text of an instant. */
  public static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    byte[] text = new byte[17];
    put(text, 0, 4, time.getYear());
    put(text, 4, 2, time.getMonthValue());
    put(text, 6, 2, time.getDayOfMonth());
    put(text, 8, 2, time.getHour());
    put(text, 10, 2, time.getMinute());
    put(text, 12, 2, time.getSecond());
    text[14] = '.';
    text[15] = '0';
    text[16] = 'Z';
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static void put(byte[] text, int at, int digits, int number) {
    int rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Reads a time, or nothing when the text is none. */
  public static Optional<Instant> parse(String text) {
    Matcher part = FORM.matcher(text);
    if (!part.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(part.group(1));
    if (part.group(1).length() == 2) {
      year += year < 50 ? 2000 : 1900;
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              year,
              number(part, 2),
              number(part, 3),
              number(part, 4),
              number(part, 5),
              number(part, 6));
      String zone = part.group(7);
      return Optional.of(time.toInstant(zone.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher part, int group) {
    return Integer.parseInt(part.group(group));
  }
}
