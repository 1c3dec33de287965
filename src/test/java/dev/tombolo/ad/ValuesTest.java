package dev.tombolo.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.ResultCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void sidRoundTrips() {
    Sid domain = Sid.parse("S-1-5-21-1004336348-1177238915-682003330").orElseThrow();
    Sid user = domain.child(512);
    assertThat(user.toString()).isEqualTo("S-1-5-21-1004336348-1177238915-682003330-512");
    assertThat(HEX.formatHex(user.bytes()))
        .isEqualTo("010500000000000515000000dcf4dc3b833d2b46828ba62800020000");
    assertThat(Sid.of(user.bytes())).isEqualTo(user);
    assertThat(user.parent()).isEqualTo(domain);
    assertThat(user.rid()).isEqualTo(512);
    assertThat(Sid.parse("S-1-5-4294967296")).isEmpty();
  }

  @Test
  void guidIsMixedEndian() {
    UUID guid = UUID.fromString("bdbfd4b3-453c-42ee-98e2-7b4a698a61b8");
    assertThat(HEX.formatHex(ObjectGuid.bytes(guid))).isEqualTo("b3d4bfbd3c45ee4298e27b4a698a61b8");
    assertThat(ObjectGuid.of(ObjectGuid.bytes(guid))).isEqualTo(guid);
    assertThat(ObjectGuid.parse("{BDBFD4B3-453C-42EE-98E2-7B4A698A61B8}")).contains(guid);
  }

  @Test
  void fileTimeCountsTicksSince1601() {
    assertThat(FileTime.of(Instant.EPOCH)).isEqualTo(116_444_736_000_000_000L);
    assertThat(FileTime.toInstant(FileTime.of(Instant.parse("2026-11-24T10:00:00.5Z"))))
        .isEqualTo("2026-11-24T10:00:00.5Z");
    assertThat(FileTime.ofDuration(Duration.ofDays(1))).isEqualTo(-864_000_000_000L);
    assertThat(FileTime.toDuration(-864_000_000_000L)).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void ntHashIsMd4OfUtf16() {
    assertThat(HEX.formatHex(NtHash.of("password").octets()))
        .isEqualTo("8846f7eaee8fb117ad06bdd830b7586c");
    assertThat(HEX.formatHex(NtHash.of("Pa$$w0rd").octets()))
        .isEqualTo("92937945b518814341de3f726500d4ff");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'', 31d6cfe0d16ae931b73c59d7e0c089c0",
        "a, bde52cb31de33e46245e05fbdbd6fb24",
        "abcdefghijklmnopqrstuvwxyz, d79e1c308aa5bbcdeea8ed63df412da9",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890, e33b4ddc9c38f2199c3e7b164fcc0536"
      })
  void md4HasTheVectorsOfRfc1320(String message, String digest) {
    assertThat(HEX.formatHex(NtHash.md4(message.getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=Bob,DC=example,DC=com | Bob | CN=Bob,DC=example,DC=com",
        "cn = Smith\\, Jr. , dc=a | Smith, Jr. | cn=Smith\\, Jr.,dc=a",
        "CN=\"Smith, Jr.\",DC=a | Smith, Jr. | CN=Smith\\, Jr.,DC=a",
        "OU=Research \\+ Labs,DC=a | Research + Labs | OU=Research \\+ Labs,DC=a",
        "CN=J\\C3\\BCrgen,DC=a | Jürgen | CN=Jürgen,DC=a",
        "CN=Bob\\0ADEL:1,DC=a | Bob\\nDEL:1 | CN=Bob\\0ADEL:1,DC=a",
        "2.5.4.3=#0403426f62,DC=a | Bob | 2.5.4.3=Bob,DC=a",
        "OID.2.5.4.3=\\ x\\ ,DC=a | ' x ' | 2.5.4.3=\\ x\\ ,DC=a"
      })
  void readsAndWritesDistinguishedNames(String text, String value, String written)
      throws DirectoryException {
    DistinguishedName name = DistinguishedName.parse(text);
    assertThat(name.rdn().value()).isEqualTo(value.replace("\\n", "\n"));
    assertThat(name.toString()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob",
        "CN=",
        "CN=a+OU=b,DC=c",
        "CN=a,",
        "=a",
        "CN=\"a",
        "CN=a\\",
        "<GUID=1>",
        "<FOO=1>",
        "<SID=x>",
        "<WKGUID=1,DC=a>"
      })
  void refusesWhatIsNoName(String text) {
    assertThatThrownBy(() -> ObjectName.parse(text))
        .isInstanceOfSatisfying(
            DirectoryException.class,
            refusal -> {
              assertThat(refusal.resultCode()).isEqualTo(ResultCode.INVALID_DN_SYNTAX);
              assertThat(refusal.diagnostic())
                  .startsWith("0000208F: NameErr: DSID-")
                  .contains("problem 2006 (BAD_NAME)");
            });
  }

  @Test
  void aNameOfAHundredThousandCharactersIsRefusedUnread() {
    assertThatThrownBy(() -> ObjectName.parse("CN=a,".repeat(20_000) + "DC=b"))
        .isInstanceOf(DirectoryException.class);
  }

  @Test
  void readsTheOtherFormsOfNames() throws DirectoryException {
    assertThat(ObjectName.parse("<GUID=b3d4bfbd3c45ee4298e27b4a698a61b8>"))
        .isEqualTo(new ObjectName.ByGuid(UUID.fromString("bdbfd4b3-453c-42ee-98e2-7b4a698a61b8")));
    assertThat(ObjectName.parse("<guid=bdbfd4b3-453c-42ee-98e2-7b4a698a61b8>"))
        .isEqualTo(ObjectName.parse("<GUID=b3d4bfbd3c45ee4298e27b4a698a61b8>"));
    assertThat(ObjectName.parse("<SID=S-1-5-32-544>"))
        .isEqualTo(ObjectName.parse("<SID=01020000000000052000000020020000>"));
    assertThat(ObjectName.parse("<WKGUID=a9d1ca15768811d1aded00c04fd8d5cd,DC=a>"))
        .isEqualTo(
            new ObjectName.ByWellKnownGuid(
                "A9D1CA15768811D1ADED00C04FD8D5CD", DistinguishedName.parse("DC=a")));
  }

  @Test
  void diagnosticsHaveActiveDirectorysForms() {
    assertThat(AdError.OBJECT_NOT_FOUND.bestMatch("OU=Staff,DC=a").diagnostic())
        .isEqualTo(
            "0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'OU=Staff,DC=a'\n");
    assertThat(AdError.VALUE_EXISTS.about(0xd, "description", 6).diagnostic())
        .isEqualTo(
            "00002083: AtrErr: DSID-03151785, #1:\n\t0: 00002083: DSID-03151785, problem 1006 (ATT_OR_VALUE_EXISTS),"
                + " data 0, Att d (description):len 6\n");
    assertThat(AdError.BAD_SAM_NAME.exception().diagnostic())
        .isEqualTo("00000523: SysErr: DSID-031A1262, problem 22 (Invalid argument), data 0\n");
    assertThat(AdError.UNKNOWN_ATTRIBUTE.exception().diagnostic())
        .isEqualTo(
            "00000057: LdapErr: DSID-0C090D8A, comment: Error in attribute conversion operation, data 0, v3839");
    assertThat(AdError.bindFailure(BindSubcode.ACCOUNT_DISABLED).diagnostic())
        .isEqualTo(
            "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 533, v3839");
  }
}
