package dev.tombolo.tenant.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final String USER =
      """
      {'id':'87d349ed-44d7-43e1-9a83-5f2406dee5bd','displayName':'Stella O\\u0027Hara',
       'accountEnabled':true,'mail':'StellaC@adatum.com','department':null,'size':12,
       'createdDateTime':'2026-11-23T12:00:00Z','proxyAddresses':['SMTP:StellaC@adatum.com','smtp:sc@adatum.com'],
       'assignedLicenses':[{'skuId':'06ebc4ee-1bb5-47dd-8120-11324bc54e06','disabledPlans':[]}],
       'onPremisesExtensionAttributes':{'extensionAttribute1':'blue','extensionAttribute2':null},
       'otherMails':[]}
      """;

  private static JsonNode user() throws Exception {
    return JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build().readTree(USER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "mail eq 'stellac@ADATUM.com' | true",
        "displayName eq 'Stella O''Hara' | true",
        "displayName ne 'Stella' | true",
        "department eq null | true",
        "department ne null | false",
        "department ne 'Sales' | true",
        "department eq 'Sales' | false",
        "not (department eq 'Sales') | true",
        "startsWith(displayName,'stella') | true",
        "startswith(displayName,'hara') | false",
        "endsWith(mail,'@adatum.com') | true",
        "endsWith(mail,'@adatum.com') eq false | false",
        "accountEnabled eq true | true",
        "accountEnabled eq false or mail eq 'x' | false",
        "accountEnabled eq false or mail eq 'x' or size ge 12 | true",
        "accountEnabled eq true and size lt 12 | false",
        "size in (1, 12) | true",
        "mail in ('a', 'stellac@adatum.com') | true",
        "id eq 87d349ed-44d7-43e1-9a83-5f2406dee5bd | true",
        "id eq '87D349ED-44d7-43e1-9a83-5f2406dee5bd' | true",
        "createdDateTime ge 2026-11-23T12:00:00Z | true",
        "createdDateTime gt 2026-11-23T13:00:00+01:00 | false",
        "createdDateTime lt 2026-11-24 | true",
        "proxyAddresses/any(p:p eq 'smtp:sc@adatum.com') | true",
        "proxyAddresses/any(p:startsWith(p,'smtp:x')) | false",
        "proxyAddresses/any() | true",
        "otherMails/any() | false",
        "assignedLicenses/any(x:x/skuId eq 06ebc4ee-1bb5-47dd-8120-11324bc54e06) | true",
        "assignedLicenses/$count eq 1 | true",
        "assignedLicenses/$count ne 1 | false",
        "onPremisesExtensionAttributes/extensionAttribute1 eq 'BLUE' | true",
        "onPremisesExtensionAttributes/extensionAttribute2 eq null | true",
        "(mail eq 'x' or accountEnabled eq true) and (size eq 12) | true",
      })
  void filterIsEvaluated(String filter, boolean expected) throws Exception {
    assertThat(new Evaluator(FilterParser.parse(filter)).matches(user())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "displayName",
        "displayName eq",
        "displayName eq 'x",
        "displayName is 'x'",
        "displayName eq 'x' and",
        "(displayName eq 'x'",
        "displayName eq 'x')",
        "displayName eq x",
        "startsWith(displayName)",
        "startsWith(displayName,5)",
        "displayName in ()",
        "displayName eq 'x'; DROP TABLE directory_object",
        "a/all(x:x eq 'y')",
        "tolower(displayName) eq 'x'",
        "createdDateTime ge 2026-13-45T00:00:00Z",
        "size eq 1.2.3",
        "displayName eq 'x' \u0000",
      })
  void nonsenseIsRefused(String filter) {
    assertThatThrownBy(() -> FilterParser.parse(filter)).isInstanceOf(ODataException.class);
  }

  @Test
  void depthAndLengthAreBounded() {
    String deep = "(".repeat(1_000) + "a eq 1" + ")".repeat(1_000);
    assertThatThrownBy(() -> FilterParser.parse(deep)).isInstanceOf(ODataException.class);
    String nots = "not ".repeat(1_000) + "a eq 1";
    assertThatThrownBy(() -> FilterParser.parse(nots)).isInstanceOf(ODataException.class);
    String longest = "a eq '" + "x".repeat(9_000) + "'";
    assertThatThrownBy(() -> FilterParser.parse(longest)).isInstanceOf(ODataException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"displayName:stel\" | true",
        "\"displayName:hara\" | true",
        "\"displayName:ella\" | false",
        "\"mail:stellac\" | true",
        "\"mail:adatum\" | false",
        "\"displayName:stel\" AND \"mail:x\" | false",
        "\"displayName:stel\" AND \"mail:x\" OR \"mail:stella\" | true",
      })
  void searchIsEvaluated(String search, boolean expected) throws Exception {
    assertThat(new Evaluator(SearchParser.parse(search)).matches(user())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "stella", "displayName:x", "\"stella\"", "\"a:b\" XOR \"c:d\"", "\"a:b\" AND"})
  void nonsensicalSearchIsRefused(String search) {
    assertThatThrownBy(() -> SearchParser.parse(search)).isInstanceOf(ODataException.class);
  }
}
