package dev.tombolo.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorsTest {
  @ParameterizedTest
  @CsvSource({
    "88666888-0101-1111-bbbb-1234567890ab, iGhmiAEBERG7uxI0VniQqw==",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301, 4AQlP4lP0xGaDAMF6CwzAQ=="
  })
  void anchorIsBase64OfTheOctetsOnTheLdapWire(UUID guid, String anchor) {
    ByteBuffer octets =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) (guid.getMostSignificantBits() >> 32))
            .putShort((short) (guid.getMostSignificantBits() >> 16))
            .putShort((short) guid.getMostSignificantBits())
            .order(ByteOrder.BIG_ENDIAN)
            .putLong(guid.getLeastSignificantBits());
    assertThat(SourceAnchor.of(octets.array()).value()).isEqualTo(anchor);
    assertThat(SourceAnchor.of(anchor).octets()).contains(octets.array());
  }

  @Test
  void connectorDnIsHexOfTheAnchor() {
    SourceAnchor anchor = SourceAnchor.of("QF5HMK7n80qvdYsUPIHa9Q==");
    String dn = "CN={514635484D4B376E38307176645973555049486139513D3D}";
    assertThat(anchor.connectorDn()).isEqualTo(dn);
    assertThat(SourceAnchor.ofConnectorDn(dn)).isEqualTo(anchor);
    assertThatThrownBy(() -> SourceAnchor.ofConnectorDn("CN=Stella"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "employee4711, true",
    "a.b-c d, true",
    "stella@adatum.com, false",
    "with_underscore, false",
    "'', false",
    "12345678901234567890123456789012345678901234567890123456789, true",
    "123456789012345678901234567890123456789012345678901234567890, false",
    "1234567890123456789012345678901234567890123456789012345678-, false"
  })
  void textAnchorsHaveAValidityRule(String value, boolean valid) {
    assertThat(SourceAnchor.flawOf(value).isEmpty()).isEqualTo(valid);
  }

  @Test
  void cloudAnchorReadsBackWhatItWrites() {
    CloudAnchor anchor =
        new CloudAnchor(ObjectType.USER, UUID.fromString("c72903ed-7816-41cd-9066-eac33d171d77"));
    assertThat(anchor.toString()).isEqualTo("User_c72903ed-7816-41cd-9066-eac33d171d77");
    assertThat(CloudAnchor.parse(anchor.toString())).isEqualTo(anchor);
    assertThat(CloudAnchor.ofStored(anchor.stored())).isEqualTo(anchor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "User", "User_", "Robot_c72903ed-7816-41cd-9066-eac33d171d77"})
  void malformedCloudAnchorIsRefused(String text) {
    assertThatThrownBy(() -> CloudAnchor.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
