package dev.tombolo.directory.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombolo.ad.NtHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.Test;

/** The numbers Microsoft publishes for NTLM version 2 (MS-NLMP 4.2.1 and 4.2.4). */
class NtlmVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] CHALLENGE = HEX.parseHex("0123456789abcdef");
  private static final byte[] TARGET =
      HEX.parseHex(
          "02000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000");
  private static final byte[] KEY =
      Ntlmv2Response.key(NtHash.of("Password").octets(), "User", "Domain");
  private static final int SEALED =
      NtlmFlags.SEAL
          | NtlmFlags.SIGN
          | NtlmFlags.EXTENDED_SESSION_SECURITY
          | NtlmFlags.KEY_128
          | NtlmFlags.KEY_EXCHANGE;

  private static byte[] response() {
    byte[] made = new byte[16 + 28 + TARGET.length];
    System.arraycopy(HEX.parseHex("68cd0ab851e51c96aabc927bebef6a1c"), 0, made, 0, 16);
    made[16] = 1;
    made[17] = 1;
    Arrays.fill(made, 32, 40, (byte) 0xAA);
    System.arraycopy(TARGET, 0, made, 44, TARGET.length);
    return made;
  }

  @Test
  void aResponseIsWhatThePasswordAndTheChallengeMake() {
    assertThat(HEX.formatHex(KEY)).isEqualTo("0c868a403bfd7a93a3001ef22ef02e3f");
    Ntlmv2Response response = new Ntlmv2Response(response());
    assertThat(response.isMadeWith(KEY, CHALLENGE)).isTrue();
    assertThat(response.isMadeWith(KEY, HEX.parseHex("0123456789abcdee"))).isFalse();
    assertThat(
            response.isMadeWith(
                Ntlmv2Response.key(NtHash.of("password").octets(), "User", "Domain"), CHALLENGE))
        .isFalse();
    assertThat(HEX.formatHex(response.sessionKey(KEY)))
        .isEqualTo("8de40ccadbc14a82f15cb0ad0de95ca3");
    assertThat(Ciphers.rc4(response.sessionKey(KEY)).update(HEX.parseHex("55".repeat(16))))
        .isEqualTo(HEX.parseHex("c5dad2544fc9799094ce1ce90bc9d03e"));
  }

  @Test
  void whatTheClientSealsIsReadOnce() throws Exception {
    NtlmLayer layer = new NtlmLayer(HEX.parseHex("55".repeat(16)), new NtlmFlags(SEALED));
    byte[] token =
        HEX.parseHex("010000007fb38ec5c55d497600000000" + "54e50165bf1936dc996020c1811b0f06fb5f");
    assertThat(new String(layer.unwrap(token), StandardCharsets.UTF_16LE)).isEqualTo("Plaintext");
    assertThatThrownBy(() -> layer.unwrap(token)).isInstanceOf(SaslException.class);
    assertThat(layer.isConfidential()).isTrue();
  }

  @Test
  void whoHasOnlyAgreedToSignMaySealAllTheSame() throws Exception {
    NtlmFlags flags = new NtlmFlags(SEALED & ~NtlmFlags.SEAL);
    NtlmLayer layer = new NtlmLayer(HEX.parseHex("55".repeat(16)), flags);
    assertThat(layer.isConfidential()).isFalse();
    byte[] token =
        HEX.parseHex("010000007fb38ec5c55d497600000000" + "54e50165bf1936dc996020c1811b0f06fb5f");
    assertThat(new String(layer.unwrap(token), StandardCharsets.UTF_16LE)).isEqualTo("Plaintext");
    assertThat(layer.isConfidential()).isTrue();
  }

  @Test
  void aTokenThatWasChangedIsRefused() {
    for (int at : new int[] {0, 5, 12, 16, 33}) {
      NtlmLayer layer = new NtlmLayer(HEX.parseHex("55".repeat(16)), new NtlmFlags(SEALED));
      byte[] token =
          HEX.parseHex("010000007fb38ec5c55d497600000000" + "54e50165bf1936dc996020c1811b0f06fb5f");
      token[at] ^= 1;
      assertThatThrownBy(() -> layer.unwrap(token))
          .as("octet %d", at)
          .isInstanceOf(SaslException.class);
    }
  }
}
