package dev.tombolo.ad;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which Unicode strings are compared: without regard to case, width and accents, as
 * Windows' en-US sort does for equality (MS-ADTS 6.5). It is compatibility decomposition without
 * combining marks, in lower case; unlike Windows' sort keys it orders by code point.
 */
public final class TextFold {
  private TextFold() {}

  /** Folds a text. */
  public static String fold(String text) {
    return isAscii(text) ? text.toLowerCase(Locale.ROOT) : foldWide(text);
  }

  /** Folds UTF-8 octets to UTF-8 octets. */
  public static byte[] fold(byte[] utf8) {
    return fold(utf8, 0, utf8.length);
  }

  /** Folds a stretch of UTF-8 octets to UTF-8 octets. */
  public static byte[] fold(byte[] utf8, int from, int to) {
    byte[] folded = new byte[to - from];
    for (int i = from; i < to; i++) {
      byte octet = utf8[i];
      if (octet < 0) {
        return foldWide(new String(utf8, from, to - from, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
      }
      folded[i - from] = octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
    }
    return folded;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String foldWide(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder kept = new StringBuilder(decomposed.length());
    decomposed
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(kept::appendCodePoint);
    // to upper case first, so that ß and SS, or the Greek sigmas, meet
    return kept.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
