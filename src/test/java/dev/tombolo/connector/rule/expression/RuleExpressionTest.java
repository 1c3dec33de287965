package dev.tombolo.connector.rule.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expressions of rules: what they come to, and what is refused. */
class RuleExpressionTest {
  private static final Map<String, List<String>> ANN =
      Map.of(
          "displayName", List.of("Ann Beebe"),
          "mail", List.of("Ann.Beebe@Adatum.com"),
          "proxyAddresses", List.of("SMTP:ann@adatum.com", "x500:/o=a", "smtp:a@adatum.com"),
          "userAccountControl", List.of("514"),
          "groupType", List.of("-2147483646"),
          "pwdLastSet", List.of("132223104000000000"),
          "objectGUID", List.of("iGhmiAEBERG7uxI0VniQqw=="),
          "objectSid", List.of("AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAUAQAAA=="),
          "isCriticalSystemObject", List.of("FALSE"));

  /** Ann, with what the target showed of her. */
  private static final RuleSource SOURCE =
      new RuleSource() {
        @Override
        public List<String> all(String attribute) {
          return ANN.getOrDefault(attribute, List.of());
        }

        @Override
        public List<String> imported(String attribute) {
          return attribute.equals("department") ? List.of("Sales") : List.of();
        }

        @Override
        public @Nullable String parameter(String name) {
          return name.equalsIgnoreCase("Domain.FQDN") ? "adatum.com" : "ADATUM";
        }
      };

  private static String value(String expression) throws ExpressionException {
    return String.join("|", RuleExpression.parse(expression, name -> name).evaluate(SOURCE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "IIF(IsPresent([displayName]), [displayName], [cn]) ~ Ann Beebe",
        "IIF(IsPresent([cn]), [cn], \"nobody\") ~ nobody",
        "IIF(True, \"a\", Error(\"never\")) ~ a",
        "Switch([cn] = \"x\", 1, [mail] <> NULL, 2, True, 3) ~ 2",
        "IIF(IsNullOrEmpty([cn]), \"empty\", \"full\") ~ empty",
        "Left([displayName], 3) & \"!\" ~ Ann!",
        "Left(\"ab\", 9) ~ ab",
        "Right([displayName], 5) ~ Beebe",
        "Mid([displayName], 5, 3) ~ Bee",
        "Trim(\"  a b \") ~ a b",
        "LCase([mail]) ~ ann.beebe@adatum.com",
        "UCase(\"us\") ~ US",
        "Word([mail], 1, \"@\") ~ Ann.Beebe",
        "Word([mail], 2, \"@.\") ~ Beebe",
        "Word(\"a\", 3, \"@\") ~ ''",
        "Len([displayName]) ~ 9",
        "InStr([mail], \"adatum\") ~ 11",
        "Replace(\"a-b-c\", \"-\", \".\") ~ a.b.c",
        "BitAnd([userAccountControl], 2) <> 0 ~ true",
        "BitAnd([groupType], &H80000000) <> 0 ~ true",
        "BitOr(1, 6) ~ 7",
        "CStr(CNum(\"7\") + 1) ~ 8",
        "Count([proxyAddresses]) ~ 3",
        "Count([cn]) ~ 0",
        "Item([proxyAddresses], 2) ~ x500:/o=a",
        "Contains([proxyAddresses], \"X500:/O=A\") ~ 2",
        "Where($item, [proxyAddresses], Left($item, 5) = \"smtp:\") ~ SMTP:ann@adatum.com|smtp:a@adatum.com",
        "Select($p, [proxyAddresses], Word($p, 1, \":\")) ~ SMTP|x500|smtp",
        "RemoveDuplicates(Select($p, [proxyAddresses], Word($p, 1, \":\"))) ~ SMTP|x500",
        "FormatDateTime(DateFromNum([pwdLastSet]), \"yyyy-MM-ddTHH:mm:ssZ\") ~ 2020-01-01T00:00:00Z",
        "FormatDateTime(DateFromNum([pwdLastSet]), \"yyyyMMddHHmmss.0Z\") ~ 20200101000000.0Z",
        "FormatDateTime(DateFromNum(0), \"yyyy\") ~ ''",
        "StringFromGuid([objectGUID]) ~ 88666888-0101-1111-bbbb-1234567890ab",
        "StringFromSid([objectSid]) ~ S-1-5-21-1-2-3-1104",
        "ConvertToUTF8Hex(\"QF5\") ~ 514635",
        "%Domain.FQDN% ~ adatum.com",
        "%domain.netbios% ~ ADATUM",
        "ImportedValue(\"department\") ~ Sales",
        "IIF([isCriticalSystemObject] = True, \"yes\", \"no\") ~ no",
        "IIF(Not(IsPresent([cn])) && [mail] = \"ANN.BEEBE@ADATUM.COM\", \"same\", \"other\") ~ same",
        "IIF(IsPresent([cn]) || 2 > 10, 1, 0) ~ 0",
        "IIF(\"10\" > 9, \"number\", \"text\") ~ number",
        "\"in [brackets] and %percent%\" ~ in [brackets] and %percent%",
        "NULL ~ ''"
      })
  void comesTo(String expression, String expected) throws ExpressionException {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "displayName ~ displayName is unknown; an attribute stands in brackets: [displayName]",
        "[displayName ~ there must be a name and a \"]\" after the \"[\"",
        "%Forest.LDAP% ~ there is no parameter %Forest.LDAP%; there are %Domain.FQDN% and %Domain.Netbios%",
        "Left([mail]) ~ Not enough parameters for function at \"Left\"",
        "Left([mail], 1, 2) ~ Too many parameters for function at \"Left\"",
        "Frobnicate([mail]) ~ Undefined function 'Frobnicate'",
        "(1 + 2 ~ Closing brace not found",
        "\"a ~ Closing quote not found at \"a\"",
        "$ ~ there must be a name after the \"$\"",
        "1 * 2 ~ Undefined operator '*'"
      })
  void isRefused(String expression, String reason) {
    assertThatThrownBy(() -> RuleExpression.parse(expression, name -> name))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Error(\"the name is \" & [displayName]) ~ the name is Ann Beebe",
        "CNum([displayName]) ~ \"Ann Beebe\" is no number",
        "$item ~ $item stands outside the Select or Where that names it",
        "FormatDateTime([mail], \"yyyy\") ~ \"Ann.Beebe@Adatum.com\" is no time",
        "Switch(False, 1, True) ~ every condition must have a value"
      })
  void failsOnAnObject(String expression, String reason) throws ExpressionException {
    RuleExpression parsed = RuleExpression.parse(expression, name -> name);
    assertThatThrownBy(() -> parsed.evaluate(SOURCE))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(reason);
  }

  /** Neither a class nor a file is to be reached by what people write into rules. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "java.lang.Runtime.getRuntime()",
        "[mail].getClass()",
        "\"a\".class",
        "IF(1, 2, 3)",
        "new(java.io.File)"
      })
  void knowsNothingButItsFunctions(String expression) {
    assertThatThrownBy(() -> RuleExpression.parse(expression, name -> name))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void tellsWhatItReads() throws ExpressionException {
    RuleExpression parsed =
        RuleExpression.parse("IIF(IsPresent([a]), [b], \"[c]\" & %Domain.FQDN%)", name -> name);
    assertThat(parsed.attributes()).containsExactly("a", "b");
  }
}
