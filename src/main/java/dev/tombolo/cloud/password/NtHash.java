package dev.tombolo.cloud.password;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The NT hash of a password, MD4 of its UTF-16LE form: what a domain controller keeps as {@code
 * unicodePwd}. Never leaves the premises; {@link PasswordHash} does.
 */
public final class NtHash {
  private final byte[] octets;

  /** An NT hash of 16 octets, which are copied. */
  public NtHash(byte[] octets) {
    if (octets.length != 16) {
      throw new IllegalArgumentException("an NT hash has 16 octets, not " + octets.length);
    }
    this.octets = octets.clone();
  }

  /** The hash of a password. */
  public static NtHash of(String password) {
    return new NtHash(Md4.digest(password.getBytes(StandardCharsets.UTF_16LE)));
  }

  /** A copy of the octets. */
  public byte[] octets() {
    return octets.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NtHash hash && Arrays.equals(octets, hash.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Upper-case hexadecimal digits, as the hash chain wants them. */
  public String hex() {
    return HexFormat.of().withUpperCase().formatHex(octets);
  }

  /** Does not show the hash: it is as good as the password. */
  @Override
  public String toString() {
    return "NtHash";
  }
}
