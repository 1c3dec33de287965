package dev.tombolo.connector.rule.expression;

import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.data.EvaluationValue;
import dev.tombolo.ad.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The functions on times: AD's numbers, and formats written as .NET writes them. */
final class TimeFunctions {
  private static final String LETTERS = "yMdHhmsf";

  private TimeFunctions() {}

  static void addTo(FunctionDictionaryIfc functions) {
    Functions.add(
        functions, "DateFromNum", 1, call -> date(Operands.number(call.argument(0)).longValue()));
    Map<String, DateTimeFormatter> formats = new ConcurrentHashMap<>();
    Functions.add(
        functions,
        "FormatDateTime",
        2,
        call -> {
          EvaluationValue time = call.argument(0);
          if (time.isNullValue()) {
            return EvaluationValue.NULL_VALUE;
          }
          if (!time.isDateTimeValue()) {
            throw call.failure("\"" + Operands.text(time) + "\" is no time");
          }
          DateTimeFormatter format =
              formats.computeIfAbsent(call.text(1), TimeFunctions::formatter);
          return EvaluationValue.stringValue(format.format(time.getDateTimeValue()));
        });
  }

  /** NULL for 0, which means that it never happened, and for never. */
  private static EvaluationValue date(long ticks) {
    if (ticks <= 0 || ticks == FileTime.NEVER) {
      return EvaluationValue.NULL_VALUE;
    }
    Instant time = FileTime.toInstant(ticks);
    return EvaluationValue.dateTimeValue(time);
  }

  private static DateTimeFormatter formatter(String format) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      int end = at + 1;
      while (end < format.length() && format.charAt(end) == c) {
        end++;
      }
      if (LETTERS.indexOf(c) >= 0) {
        builder.appendPattern(format.substring(at, end).replace('y', 'u').replace('f', 'S'));
      } else {
        builder.appendLiteral(format.substring(at, end));
      }
      at = end;
    }
    return builder.toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
