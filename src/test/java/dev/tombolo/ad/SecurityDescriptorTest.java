package dev.tombolo.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecurityDescriptorTest {
  private static final Sid DOMAIN = Sid.of(5, 21, 1, 2, 3);

  /** Laid out by hand from MS-DTYP 2.4.6: owner and group SYSTEM, one entry for Everyone. */
  private static final String BY_HAND =
      "01000480" // revision, control: DACL present, self-relative
          + "30000000" // owner
          + "3c000000" // group
          + "00000000" // SACL
          + "14000000" // DACL
          + "02001c0001000000" // list: revision 2, 28 octets, one entry
          + "00021400ff010f00" // allow, container inherit, 20 octets, everything
          + "010100000000000100000000" // S-1-1-0
          + "010100000000000512000000" // S-1-5-18
          + "010100000000000512000000";

  /** An object entry with both GUIDs, to compare every field's place. */
  private static final String OBJECT_ENTRY =
      "050a48000001000003000000"
          + "70952900"
          + "6d24d011a76800aa006e0529"
          + "ba7a96bfe60dd011a28500aa003049e2"
          + "01050000000000051500000001000000020000000300000050040000";

  @Test
  void aDescriptorIsReadAndWrittenAsItIsLaidOut() throws Exception {
    byte[] octets = HexFormat.of().parseHex(BY_HAND);
    SecurityDescriptor read = SecurityDescriptor.decode(octets);
    assertThat(Sddl.withoutDomain().format(read))
        .isEqualTo("O:SYG:SYD:(A;CI;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;WD)");
    assertThat(read.encode()).isEqualTo(octets);
  }

  @Test
  void anObjectEntryHasItsGuidsBehindItsFlags() throws Exception {
    SecurityDescriptor descriptor =
        Sddl.inDomain(DOMAIN)
            .parse(
                "D:(OA;CIIO;CR;00299570-246d-11d0-a768-00aa006e0529;"
                    + "bf967aba-0de6-11d0-a285-00aa003049e2;S-1-5-21-1-2-3-1104)");
    byte[] encoded = descriptor.encode();
    assertThat(HexFormat.of().formatHex(encoded)).contains(OBJECT_ENTRY);
    assertThat(encoded[20]).as("revision of a list with object entries").isEqualTo((byte) 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O:AOG:DAD:(A;;RPWPCCDCLCSWRCWDWOGA;;;S-1-0-0)",
        "G:DAD:(A;;CC;;;WD)",
        "D:P",
        "D:PAI(D;;SD;;;WD)(A;OICINPIOID;RP;;;AU)",
        "O:BAS:(AU;SAFA;WP;;;WD)(OU;CIIOSA;WP;f30e3bbe-9ff0-11d1-b603-0000f80367c1;"
            + "bf967aa5-0de6-11d0-a285-00aa003049e2;WD)",
        "D:NO_ACCESS_CONTROL",
        "D:(A;;0x12019f;;;PS)(A;;GAGXGWGR;;;CO)",
        "O:S-1-5-21-9-9-9-512G:EAD:(OD;;CR;;bf967aba-0de6-11d0-a285-00aa003049e2;RU)"
      })
  void aTextGoesToOctetsAndBack(String text) throws Exception {
    Sddl sddl = Sddl.inDomain(DOMAIN);
    SecurityDescriptor read = sddl.parse(text);
    SecurityDescriptor again = SecurityDescriptor.decode(read.encode());
    assertThat(sddl.parse(sddl.format(again)).sameParts(read)).as(sddl.format(again)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what is written | how it is written again: rights, flags and parts in one order
        "D:(A;;WORC;;;DA) | D:(A;;RCWO;;;DA)",
        "d:(a;ioci;rpwp;;;s-1-5-21-1-2-3-512) | D:(A;CIIO;RPWP;;;DA)",
        "S:(AU;FASA;CR;;;BA)D:(A;;0x20;;;SY)G:DUO:DA | O:DAG:DUD:(A;;WP;;;SY)S:(AU;SAFA;CR;;;BA)",
        "D:ARAIP(A;;LC;;;AU) | D:PAI(A;;LC;;;AU)",
        "D:(OA;;RP;{77B5B886-944A-11D1-AEBD-0000F80367C1};;AU)"
            + " | D:(OA;;RP;77b5b886-944a-11d1-aebd-0000f80367c1;;AU)",
        "D:(A;;FA;;;WD) | D:(A;;0x1f01ff;;;WD)",
        "D: (A;;LC;;;AU) (A;;RP;;;AU) | D:(A;;LC;;;AU)(A;;RP;;;AU)"
      })
  void aTextIsWrittenInOneForm(String text, String canonical) throws Exception {
    Sddl sddl = Sddl.inDomain(DOMAIN);
    assertThat(sddl.format(sddl.parse(text))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "WD, S-1-1-0",
    "CO, S-1-3-0",
    "OW, S-1-3-4",
    "PS, S-1-5-10",
    "AU, S-1-5-11",
    "SY, S-1-5-18",
    "ED, S-1-5-9",
    "AN, S-1-5-7",
    "NS, S-1-5-20",
    "BA, S-1-5-32-544",
    "AO, S-1-5-32-548",
    "RU, S-1-5-32-554",
    "ER, S-1-5-32-573",
    "LA, S-1-5-21-1-2-3-500",
    "DA, S-1-5-21-1-2-3-512",
    "DD, S-1-5-21-1-2-3-516",
    "EA, S-1-5-21-1-2-3-519",
    "RS, S-1-5-21-1-2-3-553",
    "HI, S-1-16-12288"
  })
  void abbreviationsStandForSids(String letters, String sid) throws Exception {
    Sddl sddl = Sddl.inDomain(DOMAIN);
    assertThat(sddl.parse("O:" + letters).owner()).hasToString(sid);
    assertThat(sddl.format(sddl.parse("O:" + sid))).isEqualTo("O:" + letters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|empty",
        "X:DA|does not begin with",
        "O:ZZ|stands for no trustee",
        "O:DAO:DA|a second O:",
        "D:(A;;RP;;;AU|has no end",
        "D:(A;;RP;;AU)|has not six fields",
        "D:(X;;RP;;;AU)|not supported",
        "D:(A;;RPX;;;AU)|are no rights",
        "D:(A;;QQ;;;AU)|are no rights",
        "D:(A;XX;RP;;;AU)|are no flags",
        "D:Q(A;;RP;;;AU)|are no flags of a list",
        "D:(OA;;RP;77b5b886;;AU)|is no GUID",
        "D:(A;;RP;77b5b886-944a-11d1-aebd-0000f80367c1;;AU)|is no object entry",
        "D:(A;;0x1ffffffff;;;AU)|too large",
        "D:(A;;0xzz;;;AU)|is no access mask"
      })
  void aTextThatIsNoneSaysWhatIsWrong(String text, String complaint) {
    assertThatThrownBy(() -> Sddl.inDomain(DOMAIN).parse(text))
        .isInstanceOf(DescriptorException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void domainAbbreviationsNeedADomain() {
    assertThatThrownBy(() -> Sddl.withoutDomain().parse("O:DA"))
        .isInstanceOf(DescriptorException.class);
  }

  @Test
  void everyTruncationIsRefusedAndNoDamageIsMistakenForAFault() throws Exception {
    byte[] octets =
        Sddl.inDomain(DOMAIN)
            .parse(
                "O:DAG:DAD:(A;;RP;;;AU)"
                    + "(OA;CI;CR;00299570-246d-11d0-a768-00aa006e0529;;DA)S:(AU;SA;WP;;;WD)")
            .encode();
    for (int length = 0; length < octets.length; length++) {
      byte[] cut = Arrays.copyOf(octets, length);
      assertThatThrownBy(() -> SecurityDescriptor.decode(cut))
          .isInstanceOf(DescriptorException.class);
    }
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = octets.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        SecurityDescriptor read = SecurityDescriptor.decode(damaged);
        assertThat(SecurityDescriptor.decode(read.encode()).sameParts(read)).isTrue();
      } catch (DescriptorException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void sidsMoveToAnotherDomain() throws Exception {
    Sid other = Sid.of(5, 21, 7, 8, 9);
    SecurityDescriptor moved =
        Sddl.inDomain(DOMAIN).parse("O:DAG:BAD:(A;;RP;;;DU)(A;;RP;;;AU)").inDomain(DOMAIN, other);
    assertThat(Sddl.inDomain(other).format(moved)).isEqualTo("O:DAG:BAD:(A;;RP;;;DU)(A;;RP;;;AU)");
    assertThat(moved.owner()).hasToString("S-1-5-21-7-8-9-512");
  }

  @ParameterizedTest
  @CsvSource({
    "0x10000000, 0xF01FF",
    "0x80000000, 0x20094",
    "0x40000000, 0x20028",
    "0x20000000, 0x20004",
    "0x130, 0x130"
  })
  void genericRightsStandForOthers(String generic, String mapped) {
    assertThat(AccessMask.withoutGeneric(Long.decode(generic).intValue()))
        .isEqualTo(Integer.decode(mapped));
  }
}
