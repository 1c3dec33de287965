package dev.tombolo.cloud.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombolo.ad.NtHash;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  @Test
  void ntHashMatchesTheReference() {
    assertThat(NtHash.of("Pa$$w0rd").hex()).isEqualTo("92937945B518814341DE3F726500D4FF");
  }

  @ParameterizedTest
  @CsvSource({
    "60eaffd2c886b419df7a, 1000, ab9c532104713157395a70da85cc8a1b418508753c6997f02341d541328ef16b",
    "46c0c5d9095185ce5cf8, 1000, 6bb7b360d9105ed5157460b343d5d143e465a59195bc9b568718268c334ea4a9",
    "317ee9d1dec6508fa510, 100, f4a257ffec53809081a605ce8ddedfbc9df9777b80256763bc0a6dd895ef404f"
  })
  void hashChainMatchesTheReference(String salt, int iterations, String hash) {
    PasswordHash computed =
        PasswordHash.of(NtHash.of("Pa$$w0rd"), HexFormat.of().parseHex(salt), iterations);
    assertThat(computed.hash()).isEqualTo(hash);
    assertThat(computed.wire())
        .isEqualTo("v1;PPH1_MD4," + salt + "," + iterations + "," + hash + ";");
    assertThat(PasswordHash.parse(computed.wire()).matches("Pa$$w0rd")).isTrue();
    assertThat(PasswordHash.parse(computed.wire()).matches("pa$$w0rd")).isFalse();
  }

  @Test
  void everyHashHasItsOwnSalt() {
    SecureRandom random = new SecureRandom();
    PasswordHash one = PasswordHash.of(NtHash.of("secret"), random);
    PasswordHash other = PasswordHash.of(NtHash.of("secret"), random);
    assertThat(one).isNotEqualTo(other);
    assertThat(one.salt()).hasSize(20);
    assertThat(one.matches("secret")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1;PPH1_MD4,,1000,;",
        "v2;PPH1_MD4,60ea,1000,ab9c;",
        "v1;PPH1_MD4,60e,1000,ab9c532104713157395a70da85cc8a1b418508753c6997f02341d541328ef16b;",
        "v1;PPH1_MD4,60ea,0,ab9c532104713157395a70da85cc8a1b418508753c6997f02341d541328ef16b;",
        "v1;PPH1_MD4,60ea,9999999,ab9c532104713157395a70da85cc8a1b418508753c6997f02341d541328ef16b;"
      })
  void malformedHashIsRefused(String wire) {
    assertThatThrownBy(() -> PasswordHash.parse(wire)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretsDoNotShow() {
    PasswordHash hash = PasswordHash.of(NtHash.of("secret"), new SecureRandom());
    assertThat(hash.toString()).doesNotContain(hash.hash());
    assertThat(NtHash.of("secret").toString()).isEqualTo("NtHash");
  }
}
