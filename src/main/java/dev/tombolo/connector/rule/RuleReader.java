package dev.tombolo.connector.rule;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.rule.RuleNode.Fields;
import dev.tombolo.connector.rule.RuleNode.Items;
import dev.tombolo.connector.rule.RuleNode.Text;
import dev.tombolo.connector.rule.SyncRule.Direction;
import dev.tombolo.connector.space.ObjectKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one file of rules. A rule with a mistake is left out, and the reading goes on after it. */
final class RuleReader {
  private static final Set<String> WORDS =
      Set.of(
          "name",
          "direction",
          "precedence",
          "objects",
          "type",
          "link",
          "disabled",
          "scope",
          "copy",
          "copyAll",
          "flows");

  private final String file;
  private final Names names;
  private final List<SyncRule> rules = new ArrayList<>();
  private final List<RuleMistake> mistakes = new ArrayList<>();

  /** A mistake on its way up to the rule it is in. */
  static final class MistakeException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String reason;

    MistakeException(RuleNode at, String reason) {
      super(reason);
      this.line = at.line();
      this.reason = reason;
    }
  }

  RuleReader(String file, Names names) {
    this.file = file;
    this.names = names;
  }

  List<SyncRule> rules() {
    return rules;
  }

  List<RuleMistake> mistakes() {
    return mistakes;
  }

  void read(String yaml) {
    try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return;
      }
      RuleNode document = RuleNode.read(parser, first);
      if (document instanceof Items items) {
        items.nodes().forEach(this::take);
      } else {
        mistakes.add(new RuleMistake(file, document.line(), "there must be a list of rules"));
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String reason =
          e.getOriginalMessage()
              .lines()
              .filter(text -> !text.startsWith(" "))
              .collect(Collectors.joining(", "));
      mistakes.add(new RuleMistake(file, line, reason));
    } catch (IOException e) {
      mistakes.add(new RuleMistake(file, 1, String.valueOf(e.getMessage())));
    }
  }

  private void take(RuleNode node) {
    try {
      if (!(node instanceof Fields fields)) {
        throw new MistakeException(node, "a rule must have named parts: name, direction, …");
      }
      rules.add(rule(fields));
    } catch (MistakeException e) {
      mistakes.add(new RuleMistake(file, e.line, e.reason));
    }
  }

  private SyncRule rule(Fields node) throws MistakeException {
    known(node, WORDS, "rule");
    String name = text(required(node, "name"));
    boolean disabled = flag(node, "disabled");
    String origin = file + ":" + node.line();
    if (disabled && !node.nodes().containsKey("direction")) {
      return new SyncRule(
          name,
          Direction.INBOUND,
          0,
          Set.of(),
          ObjectType.USER,
          false,
          List.of(),
          List.of(),
          true,
          origin);
    }
    Direction direction = oneOf(required(node, "direction"), Direction.values());
    int precedence = precedence(required(node, "precedence"));
    boolean inbound = direction == Direction.INBOUND;
    Set<ObjectKind> kinds = inbound ? kinds(required(node, "objects")) : Set.of();
    ObjectType type = oneOf(required(node, "type"), ObjectType.values());
    FlowReader reader =
        inbound
            ? new FlowReader(names::forest, names::metaverse)
            : new FlowReader(names::metaverse, property -> property);
    List<Flow> flows = new ArrayList<>(reader.copies(node.nodes().get("copy"), false));
    flows.addAll(reader.copies(node.nodes().get("copyAll"), true));
    flows.addAll(reader.flows(node.nodes().get("flows")));
    return new SyncRule(
        name,
        direction,
        precedence,
        kinds,
        type,
        link(node),
        reader.scope(node.nodes().get("scope")),
        flows,
        disabled,
        origin);
  }

  private static boolean link(Fields node) throws MistakeException {
    RuleNode link = node.nodes().get("link");
    if (link == null) {
      return false;
    }
    String text = text(link);
    if (!text.equals("provision") && !text.equals("join")) {
      throw new MistakeException(
          link, "link is provision or join, not \"" + text + "\"; objects join by sourceAnchor");
    }
    return text.equals("provision");
  }

  private static Set<ObjectKind> kinds(RuleNode node) throws MistakeException {
    Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
    for (RuleNode each : items(node)) {
      String text = text(each);
      Optional<ObjectKind> kind =
          ObjectKind.of(List.of(text)).filter(found -> found != ObjectKind.CONTAINER);
      kinds.add(
          kind.orElseThrow(
              () ->
                  new MistakeException(
                      each, "objects of the class \"" + text + "\" are not synchronized")));
    }
    if (kinds.isEmpty()) {
      throw new MistakeException(node, "objects must name a class");
    }
    return kinds;
  }

  private static int precedence(RuleNode node) throws MistakeException {
    String text = text(node);
    if (!text.matches("\\d{1,6}")) {
      throw new MistakeException(node, "precedence must be a whole number, not \"" + text + "\"");
    }
    return Integer.parseInt(text);
  }

  static boolean flag(Fields node, String name) throws MistakeException {
    RuleNode flag = node.nodes().get(name);
    if (flag == null) {
      return false;
    }
    String text = text(flag);
    if (!text.equals("true") && !text.equals("false")) {
      throw new MistakeException(flag, name + " is true or false, not \"" + text + "\"");
    }
    return text.equals("true");
  }

  static void known(Fields node, Set<String> words, String what) throws MistakeException {
    for (var each : node.nodes().entrySet()) {
      if (!words.contains(each.getKey())) {
        throw new MistakeException(
            each.getValue(),
            "a "
                + what
                + " has no \""
                + each.getKey()
                + "\"; it has "
                + words.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
  }

  static RuleNode required(Fields node, String name) throws MistakeException {
    RuleNode found = node.nodes().get(name);
    if (found == null) {
      throw new MistakeException(node, name + " is missing");
    }
    return found;
  }

  static String text(RuleNode node) throws MistakeException {
    if (node instanceof Text text && !text.value().isBlank()) {
      return text.value().trim();
    }
    throw new MistakeException(node, "there must be a text");
  }

  /** The parts of a list; one text stands for a list of one, and an absent list is empty. */
  static List<RuleNode> items(@Nullable RuleNode node) {
    if (node == null) {
      return List.of();
    }
    return node instanceof Items items ? items.nodes() : List.of(node);
  }

  private static <E extends Enum<E>> E oneOf(RuleNode node, E[] values) throws MistakeException {
    String text = text(node);
    return Arrays.stream(values)
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new MistakeException(
                    node,
                    "\""
                        + text
                        + "\" is none of "
                        + Arrays.stream(values)
                            .map(each -> each.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }
}
