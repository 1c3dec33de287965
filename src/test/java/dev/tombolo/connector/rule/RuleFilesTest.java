package dev.tombolo.connector.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.space.MetaverseObject;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesObject;
import dev.tombolo.connector.space.PendingImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules in files: what they do beside the default ones, and how mistakes in them are told. */
class RuleFilesTest {
  private static final String HEAD =
      "- name: Mine\n  direction: inbound\n  precedence: 50\n  objects: [user]\n  type: user\n";

  @TempDir private Path folder;

  private SyncRules rules(String yaml) throws IOException, RulesException {
    Files.writeString(folder.resolve("mine.yaml"), yaml);
    return SyncRules.with(folder);
  }

  private static ForestObject ann(Map<String, List<String>> more) {
    Map<String, List<String>> attributes = new java.util.HashMap<>(more);
    attributes.put("sAMAccountName", List.of("ann"));
    attributes.put("userAccountControl", List.of("512"));
    attributes.put("cn", List.of("Ann"));
    attributes.put("proxyAddresses", List.of("SMTP:ann@adatum.com"));
    return new ForestObject(
        new OnPremisesObject(
            UUID.randomUUID(),
            "f",
            ObjectKind.USER,
            "CN=Ann",
            attributes,
            PendingImport.ADD,
            null,
            null),
        "adatum.com",
        "ADATUM");
  }

  private static Inbound.Contribution contribution(SyncRules rules) {
    return (Inbound.Contribution) rules.inbound(ann(Map.of()));
  }

  @Test
  void lowerPrecedenceNumberWinsAndMergedValuesAreAdded() throws Exception {
    SyncRules rules =
        rules(
            HEAD
                + """
              flows:
                - {to: DISPLAYNAME, expression: '"Dr " & [CN]'}
            - name: Behind
              direction: inbound
              precedence: 150
              objects: [user]
              type: user
              flows:
                - {to: displayName, constant: loses}
                - to: proxyAddresses
                  merge: true
                  constant: ['smtp:more@adatum.com', 'smtp:ANN@adatum.com']
            """);
    assertThat(contribution(rules).attributes())
        .containsEntry("displayName", List.of("Dr Ann"))
        .containsEntry("proxyAddresses", List.of("SMTP:ann@adatum.com", "smtp:more@adatum.com"));
    assertThat(contribution(rules).rules()).startsWith("Mine").endsWith("Behind");
  }

  @Test
  void ruleOfTheSameNameTakesThePlaceOfTheDefaultAndOneThatIsDisabledIsOutOfForce()
      throws Exception {
    SyncRules rules =
        rules(
            """
            - name: In from AD - User AccountEnabled
              disabled: true
            - name: In from AD - User Exchange
              direction: inbound
              precedence: 103
              objects: [user]
              type: user
              flows: [{to: info, constant: mine}]
            """);
    assertThat(contribution(rules).attributes())
        .containsEntry("accountEnabled", List.of("false"))
        .containsEntry("info", List.of("mine"));
    assertThat(rules.all())
        .anySatisfy(
            rule -> {
              assertThat(rule.name()).isEqualTo("In from AD - User AccountEnabled");
              assertThat(rule.disabled()).isTrue();
            });
  }

  @Test
  void cloudFilteredLeavesAnObjectOut() throws Exception {
    SyncRules rules =
        rules(
            HEAD
                + """
              scope: [[extensionAttribute15 EQUAL NoSync], [info ISIN a; b]]
              flows: [{to: cloudFiltered, constant: 'True'}]
            """);
    assertThat(rules.inbound(ann(Map.of("extensionAttribute15", List.of("nosync")))))
        .isEqualTo(new Inbound.Filtered("Mine", "cloudFiltered = True"));
    assertThat(rules.inbound(ann(Map.of("info", List.of("B")))))
        .isInstanceOf(Inbound.Filtered.class);
    assertThat(rules.inbound(ann(Map.of("info", List.of("c")))))
        .isInstanceOf(Inbound.Contribution.class);
  }

  @Test
  void whatFlowsOnceIsToldApartAndIsNotGoverned() throws Exception {
    SyncRules rules =
        rules(
            """
            - name: Out first
              direction: outbound
              precedence: 50
              type: user
              flows: [{to: usageLocation, constant: NL, once: true}]
            """);
    MetaverseObject object =
        new MetaverseObject(
            UUID.randomUUID(), ObjectType.USER, "x", Map.of("displayName", List.of("Ann")));
    Outbound.Wanted wanted = (Outbound.Wanted) rules.outbound(object, Map.of());
    assertThat(wanted.first()).containsEntry("usageLocation", List.of("NL"));
    assertThat(wanted.properties()).containsOnlyKeys("displayName");
    assertThat(wanted.all()).containsOnlyKeys("displayName", "usageLocation");
  }

  @Test
  void outboundScopeDecidesWhatIsInTheTenant() throws Exception {
    SyncRules rules =
        rules(
            """
            - name: Out to AAD - User Join
              direction: outbound
              precedence: 100
              type: user
              link: provision
              scope: [[department EQUAL Sales]]
              copy: [displayName]
            """);
    MetaverseObject object =
        new MetaverseObject(
            UUID.randomUUID(), ObjectType.USER, "x", Map.of("department", List.of("IT")));
    assertThat(rules.outbound(object, Map.of()))
        .isEqualTo(new Outbound.Filtered("Out to AAD - User Join", "not department EQUAL Sales"));
  }

  @Test
  void expressionThatFailsIsItsObjectsError() throws Exception {
    SyncRules rules = rules(HEAD + "  flows: [{to: info, expression: 'Error(\"no\")'}]\n");
    assertThat(rules.inbound(ann(Map.of()))).isEqualTo(new Inbound.Failed("Mine", "info: no"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "  flow: []~6~a rule has no \"flow\"",
        "  link: stick~6~link is provision or join",
        "  flows:\\n    - {to: a}~7~a flow has one of from, constant and expression, not none",
        "  flows:\\n    - {to: a, from: b, constant: c}~7~a flow has one of",
        "  flows:\\n    - {to: a, constant: b}\\n    - {to: b, expression: 'Left('}~8~",
        "  flows: [{to: a, from: b, all: maybe}]~6~all is true or false, not \"maybe\"",
        "  scope: [[mail LIKE x]]~6~there is no operator \"LIKE\"",
        "  scope: [[mail EQUAL]]~6~EQUAL needs a value",
        "  scope: [[mail ISNULL x]]~6~ISNULL takes no value",
        "  scope: [[userAccountControl ISBITSET two]]~6~ISBITSET needs a number, not \"two\"",
        "  scope: [mail ISNULL]~6~scope is a list of groups",
        "  disabled: perhaps~6~disabled is true or false",
        "  flows: [{to: a, constant: [}]~6~",
        "- name: Other\\n  direction: sideways\\n  precedence: 1\\n  objects: [user]\\n  type: user~7~\"sideways\" is none of inbound, outbound",
        "- name: Other\\n  direction: inbound\\n  precedence: x\\n  objects: [user]\\n  type: user~8~precedence must be a whole number",
        "- name: Other\\n  direction: inbound\\n  precedence: 1\\n  objects: [printQueue]\\n  type: user~9~objects of the class \"printQueue\" are not synchronized",
        "- name: Other\\n  direction: inbound\\n  precedence: 100\\n  objects: [user]\\n  type: user~6~precedence 100 is that of \"In from AD - User Join\" already",
        "- name: Other\\n  direction: inbound\\n  precedence: 1\\n  type: user~6~objects is missing",
        "- name: Mine\\n  disabled: true~6~there is another rule \"Mine\"",
        "- name: Nobody\\n  disabled: true~6~there is no rule \"Nobody\" that could be disabled",
        "- name: Out\\n  direction: outbound\\n  precedence: 1\\n  type: user\\n  flows: [{to: shoeSize, constant: x}]~6~a user has no property \"shoeSize\"",
        "- name: Out\\n  direction: outbound\\n  precedence: 1\\n  type: user\\n  flows: [{to: info, from: nothingSets}]~6~no inbound rule sets \"nothingSets\" of a user"
      })
  void mistakeIsToldByFileLineAndReason(String rest, int line, @Nullable String reason) {
    RulesException refused =
        catchThrowableOfType(
            RulesException.class, () -> rules(HEAD + rest.replace("\\n", "\n") + "\n"));
    assertThat(refused).as(rest).isNotNull();
    assertThat(refused.getMessage())
        .startsWith(
            folder.resolve("mine.yaml") + ":" + line + ": " + (reason == null ? "" : reason));
  }

  @Test
  void everyMistakeIsTold() {
    RulesException refused =
        catchThrowableOfType(
            RulesException.class,
            () -> rules("- name: A\n- name: B\n  direction: inbound\n- just text\n"));
    assertThat(refused.mistakes()).extracting(RuleMistake::line).containsExactly(1, 2, 4);
    assertThat(refused.getMessage()).endsWith("(and 2 more)");
  }

  @Test
  void folderWithoutRulesIsAMistake() {
    RulesException refused =
        catchThrowableOfType(RulesException.class, () -> SyncRules.with(folder));
    assertThat(refused.getMessage()).contains("there is no file *.yaml");
  }
}
