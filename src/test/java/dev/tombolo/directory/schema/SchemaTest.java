package dev.tombolo.directory.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
  private final Schema schema = Schema.standard();

  @Test
  void holdsTheWholeSchemaOfWindowsServer2016AndExchangesAttributes() {
    assertThat(schema.attributeCount()).isGreaterThanOrEqualTo(1498 + 100);
    assertThat(schema.classes()).hasSizeGreaterThanOrEqualTo(269);
    assertThat(schema.known("mailNickname").isAnr()).isTrue();
    assertThat(schema.knownClass("user").allows(schema.known("extensionAttribute1"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "objectClass, 0",
    "cn, 3",
    "description, d",
    "member, 1f",
    "dNSHostName, 9026b",
    "userAccountControl, 90008",
    "unicodePwd, 9005a",
    "pwdLastSet, 90060",
    "sAMAccountName, 900dd",
    "userPrincipalName, 90290",
    "lockoutTime, 90296",
    "homeMDB, 200f4"
  })
  void compressesOidsAsReplicationDoes(String attribute, String attid) {
    assertThat(Integer.toHexString(schema.known(attribute).attid())).isEqualTo(attid);
  }

  @Test
  void classesInheritAttributesAndSuperiorsOfTheirChainAndAuxiliaries() {
    ObjectClass user = schema.knownClass("user");
    assertThat(user.chain())
        .extracting(ObjectClass::name)
        .containsExactly("top", "person", "organizationalPerson", "user");
    assertThat(user.requires(schema.known("sAMAccountName"))).isTrue();
    assertThat(user.allows(schema.known("msDS-cloudExtensionAttribute1"))).isTrue();
    assertThat(user.allows(schema.known("member"))).isFalse();
    assertThat(user.mayBeBelow(schema.knownClass("container"))).isTrue();
    assertThat(schema.knownClass("organizationalUnit").mayBeBelow(schema.knownClass("container")))
        .isFalse();
    assertThat(schema.knownClass("computer").isOrInherits(user)).isTrue();
    assertThat(user.isOrInherits(schema.knownClass("computer"))).isFalse();
  }

  @Test
  void knowsLinkPairs() {
    AttributeType member = schema.known("member");
    AttributeType memberOf = schema.known("memberOf");
    assertThat(member.isForwardLink()).isTrue();
    assertThat(memberOf.isBackLink()).isTrue();
    assertThat(member.linkPair()).isEqualTo(memberOf.linkPair());
  }

  @Test
  void anAdditionKeepsEveryNumber() throws SchemaException {
    Schema larger = schema.with(List.of(attribute("shoeSize", "2.25.1234.1")), List.of());
    assertThat(larger.known("shoeSize").index()).isEqualTo(schema.attributeCount());
    assertThat(larger.attributes().subList(0, schema.attributeCount()))
        .extracting(AttributeType::name)
        .isEqualTo(schema.attributes().stream().map(AttributeType::name).toList());
  }

  @Test
  void refusesANameThatIsTaken() {
    assertThatThrownBy(() -> schema.with(List.of(attribute("mail", "2.25.1234.2")), List.of()))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("mail");
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, 2147483650, -2147483646",
    "INTEGER, 0512, 512",
    "LARGE_INTEGER, -9223372036854775808, -9223372036854775808",
    "TIME, 261124101500Z, 20261124101500.0Z",
    "TIME, 20261124101500.123Z, 20261124101500.0Z",
    "BOOLEAN, TRUE, TRUE"
  })
  void keepsOneFormOfAValue(Syntax syntax, String written, String kept) {
    assertThat(syntax.parse(bytes(written)).map(SchemaTest::text)).contains(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN, true",
    "INTEGER, 4294967296",
    "INTEGER, 12a",
    "LARGE_INTEGER, 99999999999999999999",
    "TIME, yesterday",
    "SID, S-1"
  })
  void refusesWhatDoesNotFitTheSyntax(Syntax syntax, String written) {
    assertThat(syntax.parse(bytes(written))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, -5, 3",
    "LARGE_INTEGER, -9223372036854775808, 0",
    "TIME, 20250101000000.0Z, 20260101000000.0Z",
    "UNICODE, Alpha, beta"
  })
  void keysHaveTheOrderOfTheValues(Syntax syntax, String less, String more) {
    assertThat(java.util.Arrays.compareUnsigned(syntax.key(bytes(less)), syntax.key(bytes(more))))
        .isNegative();
  }

  @Test
  void unicodeIgnoresCaseWidthAndAccents() {
    assertThat(Syntax.UNICODE.key(bytes("ÉCOLE"))).isEqualTo(Syntax.UNICODE.key(bytes("ecole")));
    assertThat(Syntax.CASE_EXACT.key(bytes("A"))).isNotEqualTo(Syntax.CASE_EXACT.key(bytes("a")));
  }

  private static AttributeDefinition attribute(String name, String oid) {
    return new AttributeDefinition(
        name,
        name,
        oid,
        "2.5.5.9",
        2,
        "",
        true,
        OptionalInt.empty(),
        0,
        0,
        false,
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        UUID.nameUUIDFromBytes(bytes(oid)),
        null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }
}
