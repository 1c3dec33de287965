package dev.tombolo.cloud.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombolo.cloud.CloudAnchor;
import dev.tombolo.cloud.ObjectType;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WritebackCodecTest {
  private static final WritebackPayload PAYLOAD =
      new WritebackPayload(
          WritebackOperation.RESET,
          new CloudAnchor(ObjectType.USER, UUID.randomUUID()),
          "4AQlP4lP0xGaDAMF6CwzAQ==",
          "N€w-Pa$$w0rd",
          null,
          false,
          "admin");
  private final WritebackCodec codec = new WritebackCodec();

  private static KeyPair keys(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private WritebackRequest encrypt(KeyPair keys) {
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    return codec.encrypt(
        PAYLOAD, UUID.randomUUID(), "key-1", keys.getPublic(), now, now.plusSeconds(300));
  }

  @Test
  void theHolderOfTheKeyReadsWhatWasSent() throws Exception {
    KeyPair keys = keys(2048);
    assertThat(codec.decrypt(encrypt(keys), keys.getPrivate())).isEqualTo(PAYLOAD);
  }

  @Test
  void nobodyElseReadsOrAltersIt() throws Exception {
    KeyPair keys = keys(2048);
    WritebackRequest request = encrypt(keys);
    assertThatThrownBy(() -> codec.decrypt(request, keys(2048).getPrivate()))
        .isInstanceOf(GeneralSecurityException.class);
    WritebackRequest renamed =
        new WritebackRequest(
            UUID.randomUUID(),
            request.keyId(),
            request.encryptedKey(),
            request.iv(),
            request.ciphertext(),
            request.createdAt(),
            request.expiresAt());
    assertThatThrownBy(() -> codec.decrypt(renamed, keys.getPrivate()))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void aKeyThatIsTooShortIsRefused() throws Exception {
    String shortKey = Base64.getEncoder().encodeToString(keys(1024).getPublic().getEncoded());
    assertThatThrownBy(() -> WritebackCodec.publicKey(shortKey))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WritebackCodec.publicKey("AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void passwordsDoNotShow() {
    assertThat(PAYLOAD.toString()).doesNotContain("Pa$$w0rd");
  }
}
