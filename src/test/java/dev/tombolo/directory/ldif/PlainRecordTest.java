package dev.tombolo.directory.ldif;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldif.DuplicateValueBehavior;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.ldif.TrailingSpaceBehavior;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRecordTest {
  private static final List<String> NAMES =
      List.of("cn", "CN", "sn", "Sn", "proxyAddresses", "userCertificate;binary", "1.2.3", "l");
  private static final List<String> ODD =
      List.of(
          "changetype: add",
          "control: 1.2.840.113556.1.4.417",
          "dn: CN=Other",
          "no colon",
          ": no name",
          "cn:",
          "cn: ",
          "cn: a ",
          "cn: a: ",
          "cn:: ",
          "cn:: *",
          "cn:: YQ=",
          "cn:< file:photo",
          "a b: c",
          " cn: d");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void readsWhatTheSdkReads(long seed) throws LDIFException {
    Random random = new Random(seed);
    PlainRecord plain = new PlainRecord();
    int read = 0;
    for (int i = 0; i < 2_000; i++) {
      List<String> lines = lines(random);
      Content content = plain.read(lines);
      if (content != null) {
        read++;
        assertThat(shown(content)).as(String.join("\n", lines)).isEqualTo(shown(bySdk(lines)));
      }
    }
    assertThat(read).isGreaterThan(300);
  }

  @Test
  void leavesWhatIsOutOfTheOrdinaryToTheSdk() {
    PlainRecord plain = new PlainRecord();
    for (String odd : ODD) {
      assertThat(plain.read(List.of("dn: CN=a", "cn: a", odd))).as(odd).isNull();
    }
    assertThat(plain.read(List.of("dn: CN=a"))).isNull();
    assertThat(plain.read(List.of("dn:: Q049YQ==", "cn: a"))).isNull();
    assertThat(plain.read(List.of("dn: ", "cn: a"))).isNull();
    assertThat(plain.read(List.of("cn: a", "dn: CN=a"))).isNull();
  }

  private static List<String> lines(Random random) {
    List<String> lines = new ArrayList<>();
    lines.add(
        (random.nextBoolean() ? "dn:" : "DN: ")
            + "CN=Æ "
            + random.nextInt(99)
            + ",DC=a"
            + (random.nextInt(9) == 0 ? " " : ""));
    for (int i = random.nextInt(8); i >= 0; i--) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      String value = value(random);
      lines.add(
          random.nextInt(4) == 0
              ? name
                  + ":: "
                  + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_16BE))
              : name + ":" + " ".repeat(random.nextInt(3)) + value);
    }
    if (random.nextInt(8) == 0) {
      lines.add(ODD.get(random.nextInt(ODD.size())));
    }
    return lines;
  }

  private static String value(Random random) {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      value.append("a: é<ß ".charAt(random.nextInt(7)));
    }
    return value.toString();
  }

  private static @Nullable Content bySdk(List<String> lines) throws LDIFException {
    return LdifRecord.of(
                LDIFReader.decodeLDIFRecord(
                    DuplicateValueBehavior.RETAIN,
                    TrailingSpaceBehavior.STRIP,
                    null,
                    lines.toArray(String[]::new)))
            instanceof LdifRecord.Whole whole
        ? whole.content()
        : null;
  }

  private static Map<String, List<String>> shown(@Nullable Content content) {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    if (content != null) {
      shown.put("dn", List.of(content.dn()));
      content
          .properties()
          .forEach(
              each ->
                  shown.put(
                      each.description(),
                      each.values().stream()
                          .map(value -> new String(value, StandardCharsets.ISO_8859_1))
                          .toList()));
    }
    return shown;
  }
}
