package dev.tombolo.lab.settings;

import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.DistinguishedName;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a setting's text may be. */
public enum SettingType {
  /** Any text. */
  TEXT("a text") {
    @Override
    boolean accepts(String text) {
      return true;
    }
  },
  /** A text that is shown to nobody. */
  SECRET("a text") {
    @Override
    boolean accepts(String text) {
      return true;
    }
  },
  /** {@code true} or {@code false}. */
  BOOLEAN("true or false") {
    @Override
    boolean accepts(String text) {
      return text.equals("true") || text.equals("false");
    }
  },
  /** A whole number that is not negative. */
  NUMBER("a whole number") {
    @Override
    boolean accepts(String text) {
      return text.matches("\\d{1,9}");
    }
  },
  /** A TCP port; 0 for any that is free. */
  PORT("a port from 0 to 65535") {
    @Override
    boolean accepts(String text) {
      return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535;
    }
  },
  /** A port that may be left to others to choose: empty for that. */
  OPTIONAL_PORT("a port from 0 to 65535, or nothing") {
    @Override
    boolean accepts(String text) {
      return text.isEmpty() || PORT.accepts(text);
    }
  },
  /** A length of time in ISO 8601, such as {@code PT30M} or {@code P31D}. */
  DURATION("a duration such as PT30M or P1D") {
    @Override
    boolean accepts(String text) {
      try {
        return !Duration.parse(text).isNegative();
      } catch (DateTimeParseException e) {
        return false;
      }
    }
  },
  /** A file or folder; empty for none. */
  PATH("a file or folder") {
    @Override
    boolean accepts(String text) {
      return text.indexOf('\0') < 0;
    }
  },
  /** A DNS name of two labels or more. */
  DNS_NAME("a DNS name such as adatum.com") {
    @Override
    boolean accepts(String text) {
      return DNS.matcher(text).matches();
    }
  },
  /** DNS names separated by commas. */
  DNS_NAMES("DNS names separated by commas") {
    @Override
    boolean accepts(String text) {
      return items(text).stream().allMatch(name -> DNS.matcher(name).matches());
    }
  },
  /** Distinguished names separated by semicolons. */
  DNS_OF_OBJECTS("distinguished names separated by semicolons") {
    @Override
    boolean accepts(String text) {
      try {
        for (String name : names(text)) {
          if (DistinguishedName.parse(name).isRoot()) {
            return false;
          }
        }
        return true;
      } catch (DirectoryException e) {
        return false;
      }
    }
  },
  /** A UUID. */
  GUID("a GUID") {
    @Override
    boolean accepts(String text) {
      try {
        return UUID.fromString(text).toString().equals(text.toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  },
  /** {@code SKU=seats} pairs separated by commas. */
  SEATS("SKU=seats pairs separated by commas") {
    @Override
    boolean accepts(String text) {
      return items(text).stream().allMatch(item -> item.matches("[A-Za-z0-9_]+=\\d{1,9}"));
    }
  };

  private static final Pattern DNS =
      Pattern.compile(
          "(?i)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

  private final String description;

  SettingType(String description) {
    this.description = description;
  }

  abstract boolean accepts(String text);

  /** What is wrong with a text, or nothing. */
  public Optional<String> refusal(String text) {
    return accepts(text)
        ? Optional.empty()
        : Optional.of("must be " + description + ", not \"" + text + "\"");
  }

  /** What a value is, for people. */
  public String description() {
    return description;
  }

  /** The items of a list of texts. */
  static List<String> items(String text) {
    return text.isBlank()
        ? List.of()
        : List.of(text.split("\\s*,\\s*", -1)).stream().map(String::strip).toList();
  }

  /** The items of a list of distinguished names. */
  static List<String> names(String text) {
    return text.isBlank()
        ? List.of()
        : List.of(text.split(";", -1)).stream()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
  }
}
