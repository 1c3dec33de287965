package dev.tombolo.directory.search;

import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attributes a search asks for (MS-ADTS 3.1.1.3.1.3). Nothing, or {@code *}, means all that are
 * neither constructed nor operational; what the schema does not know is passed over.
 */
public final class AttributeSelection {
  private static final Pattern RANGE = Pattern.compile("range=(\\d{1,9})-(\\d{1,9}|\\*)");

  private final boolean all;
  private final List<Requested> named;

  private AttributeSelection(boolean all, List<Requested> named) {
    this.all = all;
    this.named = List.copyOf(named);
  }

  /**
   * An attribute asked for by name.
   *
   * @param low the first value wanted, counted from 0
   * @param high the last value wanted; {@link Integer#MAX_VALUE} for all
   * @param ranged whether a range was asked for
   */
  public record Requested(AttributeType attribute, int low, int high, boolean ranged) {}

  /** Reads the attribute list of a search request. */
  public static AttributeSelection of(Schema schema, List<String> names) {
    if (names.isEmpty()) {
      return new AttributeSelection(true, List.of());
    }
    boolean all = false;
    List<Requested> named = new ArrayList<>(names.size());
    for (String name : names) {
      if (name.equals("*")) {
        all = true;
      } else {
        requested(schema, name).filter(each -> !named.contains(each)).ifPresent(named::add);
      }
    }
    return new AttributeSelection(all, named);
  }

  private static Optional<Requested> requested(Schema schema, String description) {
    int semicolon = description.indexOf(';');
    if (semicolon < 0) {
      return schema
          .attribute(description)
          .map(each -> new Requested(each, 0, Integer.MAX_VALUE, false));
    }
    Optional<AttributeType> attribute = schema.attribute(description.substring(0, semicolon));
    Matcher range = RANGE.matcher(description.substring(semicolon + 1).toLowerCase(Locale.ROOT));
    if (attribute.isEmpty() || !range.matches()) {
      return attribute.map(each -> new Requested(each, 0, Integer.MAX_VALUE, false));
    }
    int high = range.group(2).equals("*") ? Integer.MAX_VALUE : Integer.parseInt(range.group(2));
    return Optional.of(
        new Requested(attribute.get(), Integer.parseInt(range.group(1)), high, true));
  }

  /** Whether all ordinary attributes are asked for. */
  public boolean all() {
    return all;
  }

  /** The attributes asked for by name. */
  public List<Requested> named() {
    return named;
  }

  /** Whether an attribute is asked for by name. */
  public boolean names(AttributeType attribute) {
    for (Requested each : named) {
      if (each.attribute == attribute) {
        return true;
      }
    }
    return false;
  }
}
