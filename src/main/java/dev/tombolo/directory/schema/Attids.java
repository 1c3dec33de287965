package dev.tombolo.directory.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes ATTRTYPs of OIDs (MS-DRSR 5.16.4): the upper half is the number of the OID's prefix in a
 * table, the lower half its last arc. The first thirty-nine prefixes are the same everywhere;
 * others are numbered as they come.
 */
final class Attids {
  private static final List<String> WELL_KNOWN =
      List.of(
          "2.5.4",
          "2.5.6",
          "1.2.840.113556.1.2",
          "1.2.840.113556.1.3",
          "2.16.840.1.101.2.2.1",
          "2.16.840.1.101.2.2.3",
          "2.16.840.1.101.2.1.5",
          "2.16.840.1.101.2.1.4",
          "2.5.5",
          "1.2.840.113556.1.4",
          "1.2.840.113556.1.5",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "0.9.2342.19200300.100",
          "2.16.840.1.113730.3",
          "0.9.2342.19200300.100.1",
          "2.16.840.1.113730.3.1",
          "1.2.840.113556.1.5.7000",
          "2.5.21",
          "2.5.18",
          "2.5.20",
          "1.3.6.1.4.1.1466.101.119",
          "2.16.840.1.113730.3.2",
          "1.3.6.1.4.1.250.1",
          "1.2.840.113549.1.9",
          "0.9.2342.19200300.100.4",
          "1.2.840.113556.1.6.23",
          "1.2.840.113556.1.6.18.1",
          "1.2.840.113556.1.6.18.2",
          "1.2.840.113556.1.6.13.3",
          "1.2.840.113556.1.6.13.4",
          "1.3.6.1.1.1.1",
          "1.3.6.1.1.1.2");

  private final Map<String, Integer> prefixes = new HashMap<>();

  Attids() {
    for (int i = 0; i < WELL_KNOWN.size(); i++) {
      if (!WELL_KNOWN.get(i).isEmpty()) {
        prefixes.put(WELL_KNOWN.get(i), i);
      }
    }
  }

  int of(String oid) {
    int dot = oid.lastIndexOf('.');
    String lastArc = oid.substring(dot + 1);
    // an arc of UUID size (2.25.…) does not fit: its digits' hash stands for it
    long last = lastArc.length() > 18 ? lastArc.hashCode() & 0x3FFF : Long.parseLong(lastArc);
    String prefix = oid.substring(0, Math.max(dot, 0));
    if (last >= 1 << 14) {
      prefix += "." + (last >>> 14);
    }
    int number =
        prefixes.computeIfAbsent(
            prefix, unknown -> Math.max(WELL_KNOWN.size(), prefixes.size() + 8));
    return number << 16 | (int) (last & 0x3FFF) | (last >= 1 << 14 ? 0x8000 : 0);
  }
}
