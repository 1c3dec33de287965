package dev.tombolo.directory.schema;

import dev.tombolo.ad.GeneralizedTime;
import dev.tombolo.ad.Sid;
import dev.tombolo.ad.TextFold;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A value syntax (MS-ADTS 3.1.1.2.2.2): what a value may look like, how it is kept and by what key
 * it is compared.
 *
 * <p>A value is kept in the octets it has on the wire, except where it names another object or a
 * class or is single-instanced: the {@linkplain #isReference references} begin with that object's
 * id in four octets, a security descriptor is its number in the table of descriptors, and {@code
 * objectClass} is kept as class numbers.
 */
public enum Syntax {
  /** {@code TRUE} or {@code FALSE}. */
  BOOLEAN {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return spells(wire, "TRUE") || spells(wire, "FALSE") ? Optional.of(wire) : Optional.empty();
    }
  },
  /** A signed 32-bit integer; an unsigned one is read as the signed one of the same bits. */
  INTEGER {
    @Override
    Optional<byte[]> read(byte[] wire) {
      Optional<Long> number = number(wire);
      if (number.isEmpty() || number.get() < Integer.MIN_VALUE || number.get() > 0xFFFFFFFFL) {
        return Optional.empty();
      }
      int bits = number.get().intValue();
      return Optional.of(
          bits == number.get() && isCanonical(wire) ? wire : ascii(Integer.toString(bits)));
    }

    @Override
    public byte[] key(byte[] value, int from, int to) {
      return ByteBuffer.allocate(4)
          .putInt((int) parseLong(value, from, to) ^ Integer.MIN_VALUE)
          .array();
    }
  },
  /** A signed 64-bit integer. */
  LARGE_INTEGER {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return number(wire).map(number -> isCanonical(wire) ? wire : ascii(Long.toString(number)));
    }

    @Override
    public byte[] key(byte[] value, int from, int to) {
      return ByteBuffer.allocate(8).putLong(parseLong(value, from, to) ^ Long.MIN_VALUE).array();
    }
  },
  /** Generalized or UTC time, in whole seconds. */
  TIME {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return GeneralizedTime.parse(text(wire)).map(time -> ascii(GeneralizedTime.format(time)));
    }

    @Override
    public byte[] key(byte[] value, int from, int to) {
      String text = new String(value, from, to - from, StandardCharsets.ISO_8859_1);
      long seconds = GeneralizedTime.parse(text).map(Instant::getEpochSecond).orElse(0L);
      return ByteBuffer.allocate(8).putLong(seconds ^ Long.MIN_VALUE).array();
    }
  },
  /** A Unicode string, compared without regard to case, width and accents. */
  UNICODE {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return isUtf8(wire) ? Optional.of(wire) : Optional.empty();
    }

    @Override
    public byte[] key(byte[] value, int from, int to) {
      return TextFold.fold(value, from, to);
    }
  },
  /** A string compared octet by octet: case-exact, IA5, printable or numeric. */
  CASE_EXACT {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return isUtf8(wire) ? Optional.of(wire) : Optional.empty();
    }
  },
  /** A teletex string, compared without regard to case. */
  TELETEX {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return isUtf8(wire) ? Optional.of(wire) : Optional.empty();
    }

    @Override
    public byte[] key(byte[] value, int from, int to) {
      return TextFold.fold(value, from, to);
    }
  },
  /** An object identifier, or the display name it stands for. */
  OID {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return wire.length > 0 && isUtf8(wire) ? Optional.of(wire) : Optional.empty();
    }

    @Override
    public byte[] key(byte[] value, int from, int to) {
      return TextFold.fold(value, from, to);
    }
  },
  /** Octets of any kind. */
  OCTET {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return Optional.of(wire);
    }
  },
  /** A security identifier; its text is read too (MS-ADTS 3.1.1.3.1.2.5). */
  SID {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return Sid.isValid(wire) ? Optional.of(wire) : Sid.parse(text(wire)).map(Sid::bytes);
    }
  },
  /** A security descriptor, kept by its number. */
  SECURITY_DESCRIPTOR {
    @Override
    Optional<byte[]> read(byte[] wire) {
      return wire.length >= 20 && wire[0] == 1 ? Optional.of(wire) : Optional.empty();
    }
  },
  /** A name of another object. */
  DN,
  /** {@code B:<digits>:<hex>:<DN>}. */
  DN_BINARY,
  /** {@code S:<octets>:<text>:<DN>}. */
  DN_STRING;

  /** Octets of a {@link #DN} value, and of the id that the other references begin with. */
  public static final int REFERENCE_LENGTH = 4;

  /**
   * The oMObjectClass of OR-Name, whose values are plain names here as they are on Active
   * Directory's wire.
   */
  private static final String OR_NAME = "VgYBAgULHQ==";

  /** The syntax with the given identifiers, or nothing when Active Directory has none. */
  public static Optional<Syntax> of(String attributeSyntax, String omObjectClass) {
    return Optional.ofNullable(
        switch (attributeSyntax) {
          case "2.5.5.1" -> DN;
          case "2.5.5.2" -> OID;
          case "2.5.5.3", "2.5.5.5", "2.5.5.6" -> CASE_EXACT;
          case "2.5.5.4" -> TELETEX;
          case "2.5.5.7" -> omObjectClass.equals(OR_NAME) ? DN : DN_BINARY;
          case "2.5.5.8" -> BOOLEAN;
          case "2.5.5.9" -> INTEGER;
          case "2.5.5.10", "2.5.5.13" -> OCTET;
          case "2.5.5.11" -> TIME;
          case "2.5.5.12" -> UNICODE;
          case "2.5.5.14" -> DN_STRING;
          case "2.5.5.15" -> SECURITY_DESCRIPTOR;
          case "2.5.5.16" -> LARGE_INTEGER;
          case "2.5.5.17" -> SID;
          default -> null;
        });
  }

  /** Whether a value names another object. */
  public boolean isReference() {
    return this == DN || this == DN_BINARY || this == DN_STRING;
  }

  /** Whether values are characters, so that substrings of them can be sought. */
  public boolean isText() {
    return this == UNICODE || this == CASE_EXACT || this == TELETEX;
  }

  /** Whether values have an order that {@code >=} and {@code <=} ask for. */
  public boolean isOrdered() {
    return !isReference() && this != OID && this != SECURITY_DESCRIPTOR;
  }

  /**
   * The octets to keep for a value as a client wrote it, or nothing when it does not fit the
   * syntax. Not for references, which only the directory can resolve.
   */
  public final Optional<byte[]> parse(byte[] wire) {
    return read(wire);
  }

  Optional<byte[]> read(byte[] wire) {
    throw new IllegalStateException(this + " is resolved by the directory");
  }

  /**
   * The key by which a kept value is compared: two values are equal when their keys are, and where
   * the syntax {@link #isOrdered} its order is that of the keys as unsigned octets.
   */
  public byte[] key(byte[] value, int from, int to) {
    return Arrays.copyOfRange(value, from, to);
  }

  /** The key of a whole value. */
  public final byte[] key(byte[] value) {
    return key(value, 0, value.length);
  }

  /** Reads the decimal digits of a kept integer. */
  public static long parseLong(byte[] value, int from, int to) {
    int at = from;
    boolean negative = at < to && value[at] == '-';
    if (negative) {
      at++;
    }
    long number = 0;
    for (; at < to; at++) {
      number = number * 10 - (value[at] - '0');
    }
    return negative ? number : -number;
  }

  private static Optional<Long> number(byte[] wire) {
    int digits = wire.length > 0 && (wire[0] == '-' || wire[0] == '+') ? 1 : 0;
    if (wire.length == digits || wire.length > 20) {
      return Optional.empty();
    }
    for (int i = digits; i < wire.length; i++) {
      if (wire[i] < '0' || wire[i] > '9') {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(Long.parseLong(text(wire)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isCanonical(byte[] wire) {
    int first = wire[0] == '-' ? 1 : 0;
    return wire[0] != '+' && (wire[first] != '0' || wire.length == 1);
  }

  private static boolean spells(byte[] wire, String text) {
    return wire.length == text.length() && text(wire).equals(text);
  }

  private static String text(byte[] wire) {
    return new String(wire, StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isUtf8(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return Arrays.equals(
            new String(octets, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), octets);
      }
    }
    return true;
  }
}
