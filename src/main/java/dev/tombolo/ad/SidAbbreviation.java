package dev.tombolo.ad;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two letters that stand for a well-known SID in a descriptor's text (MS-DTYP 2.4.2.4). */
final class SidAbbreviation {
  private static final Map<String, Sid> ABSOLUTE = absolute();
  private static final Map<Sid, String> ABSOLUTE_NAMES = inverse(ABSOLUTE);
  private static final Map<String, Long> RELATIVE = relative();
  private static final Map<Long, String> RELATIVE_NAMES = inverse(RELATIVE);

  private SidAbbreviation() {}

  /**
   * What letters stand for.
   *
   * @param domain the domain that those of a domain are relative to; null when there is none
   */
  static Optional<Sid> sid(String letters, @Nullable Sid domain) {
    Sid absolute = ABSOLUTE.get(letters);
    if (absolute != null) {
      return Optional.of(absolute);
    }
    Long rid = RELATIVE.get(letters);
    return rid == null || domain == null ? Optional.empty() : Optional.of(domain.child(rid));
  }

  /** The letters for a SID, if there are any. */
  static Optional<String> letters(Sid sid, @Nullable Sid domain) {
    String absolute = ABSOLUTE_NAMES.get(sid);
    if (absolute != null) {
      return Optional.of(absolute);
    }
    boolean inside =
        domain != null
            && sid.subAuthorityCount() == domain.subAuthorityCount() + 1
            && sid.parent().equals(domain);
    return inside ? Optional.ofNullable(RELATIVE_NAMES.get(sid.rid())) : Optional.empty();
  }

  private static Map<String, Sid> absolute() {
    Map<String, Sid> all = new HashMap<>();
    all.put("WD", Sid.of(1, 0));
    all.put("CO", Sid.of(3, 0));
    all.put("CG", Sid.of(3, 1));
    all.put("OW", Sid.of(3, 4));
    String[] authority5 = {
      "NU:2", "IU:4", "SU:6", "AN:7", "ED:9", "PS:10", "AU:11", "RC:12", "SY:18", "LS:19", "NS:20",
      "WR:33"
    };
    for (String each : authority5) {
      all.put(each.substring(0, 2), Sid.of(5, Long.parseLong(each.substring(3))));
    }
    String[] builtin = {
      "BA:544", "BU:545", "BG:546", "PU:547", "AO:548", "SO:549", "PO:550", "BO:551", "RE:552",
      "RU:554", "RD:555", "NO:556", "MU:558", "LU:559", "IS:568", "CY:569", "ER:573", "CD:574",
      "RA:575", "ES:576", "MS:577", "HA:578", "AA:579", "RM:580"
    };
    for (String each : builtin) {
      all.put(each.substring(0, 2), Sid.of(5, 32, Long.parseLong(each.substring(3))));
    }
    all.put("AC", Sid.of(15, 2, 1));
    String[] labels = {"LW:4096", "ME:8192", "MP:8448", "HI:12288", "SI:16384"};
    for (String each : labels) {
      all.put(each.substring(0, 2), Sid.of(16, Long.parseLong(each.substring(3))));
    }
    return Map.copyOf(all);
  }

  private static Map<String, Long> relative() {
    Map<String, Long> all = new HashMap<>();
    String[] accounts = {
      "RO:498", "LA:500", "LG:501", "DA:512", "DU:513", "DG:514", "DC:515", "DD:516", "CA:517",
      "SA:518", "EA:519", "PA:520", "CN:522", "AP:525", "KA:526", "EK:527", "RS:553"
    };
    for (String each : accounts) {
      all.put(each.substring(0, 2), Long.parseLong(each.substring(3)));
    }
    return Map.copyOf(all);
  }

  private static <K, V> Map<V, K> inverse(Map<K, V> map) {
    Map<V, K> inverse = new HashMap<>();
    map.forEach((key, value) -> inverse.put(value, key));
    return Map.copyOf(inverse);
  }
}
