package dev.tombolo.directory.naming;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.View;
import java.util.Arrays;
import java.util.Optional;

/**
 * What {@code CN=Directory Service,CN=Windows NT,CN=Services} says for the whole forest: the
 * characters of {@code dSHeuristics} and the pairs of {@code msDS-Other-Settings} (MS-ADTS
 * 6.1.1.2.4.1).
 */
public final class ServiceSettings {
  /** Position of fSupFirstLastANR in {@code dSHeuristics}. */
  public static final int NO_FIRST_LAST_ANR = 1;

  /** Position of fSupLastFirstANR in {@code dSHeuristics}. */
  public static final int NO_LAST_FIRST_ANR = 2;

  /** Position of fDoListObject in {@code dSHeuristics}. */
  public static final int LIST_OBJECT_MODE = 3;

  /** Position of dwAdminSDExMask in {@code dSHeuristics}. */
  public static final int UNPROTECTED_OPERATORS = 16;

  private ServiceSettings() {}

  /** The object itself. */
  public static Entry entry(View view) {
    int at = view.object(Register.CONFIGURATION);
    for (String name : new String[] {"Services", "Windows NT", "Directory Service"}) {
      at = view.child(at, name);
    }
    return view.existing(at);
  }

  /**
   * A character of {@code dSHeuristics}.
   *
   * @param position counted from 1
   * @return {@code 0} where the value is too short or there is none
   */
  public static char heuristic(View view, int position) {
    String heuristics = entry(view).text(view.schema().wellKnown().dSHeuristics).orElse("");
    return position <= heuristics.length() ? heuristics.charAt(position - 1) : '0';
  }

  /** What {@code msDS-Other-Settings} says of a name, if anything. */
  public static Optional<String> other(View view, String name) {
    AttributeType attribute = view.schema().known("msDS-Other-Settings");
    for (Entry.Values values = entry(view).values(attribute); values.next(); ) {
      String text = values.text();
      int equals = text.indexOf('=');
      if (equals > 0 && text.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return Optional.of(text.substring(equals + 1).strip());
      }
    }
    return Optional.empty();
  }

  /** The service that another stands for by {@code sPNMappings}, if it does. */
  public static Optional<String> mappedService(View view, String service) {
    AttributeType attribute = view.schema().known("sPNMappings");
    for (Entry.Values values = entry(view).values(attribute); values.next(); ) {
      String text = values.text();
      int equals = text.indexOf('=');
      if (equals > 0
          && Arrays.stream(text.substring(equals + 1).split(","))
              .anyMatch(alias -> alias.strip().equalsIgnoreCase(service))) {
        return Optional.of(text.substring(0, equals).strip());
      }
    }
    return Optional.empty();
  }

  /** Whether virtual list views are switched off ({@code DisableVLVSupport=1}). */
  public static boolean disablesViews(View view) {
    return other(view, "DisableVLVSupport").filter(value -> !value.equals("0")).isPresent();
  }
}
