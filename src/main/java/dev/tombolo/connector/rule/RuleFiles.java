package dev.tombolo.connector.rule;

import dev.tombolo.cloud.ObjectType;
import dev.tombolo.connector.rule.SyncRule.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rules of a new installation together with those of a folder. A rule of the folder that
 * has the name of a default rule takes its place; the others come in addition.
 */
final class RuleFiles {
  private static final List<String> DEFAULTS =
      List.of(
          "in-from-ad-user.yaml",
          "in-from-ad-group.yaml",
          "in-from-ad-contact.yaml",
          "in-from-ad-computer.yaml",
          "out-to-aad.yaml");
  private static final String ANCHOR = "sourceAnchor";

  private final Names names = new Names();
  private final List<RuleMistake> mistakes = new ArrayList<>();
  private final Map<String, SyncRule> rules = new LinkedHashMap<>();

  /** What the default rules set in the tenant: all the properties it knows. */
  private final Map<ObjectType, Set<String>> properties = new LinkedHashMap<>();

  /** What the default rules set in the metaverse; other rules may add to it. */
  private final Map<ObjectType, Set<String>> metaverse = new LinkedHashMap<>();

  /** The rules a new installation has. */
  static SyncRules standard() {
    RuleFiles files = new RuleFiles();
    files.readDefaults();
    try {
      return files.checked();
    } catch (RulesException e) {
      throw new IllegalStateException("the default rules: " + e.getMessage(), e);
    }
  }

  /** Those together with a folder's. */
  static SyncRules with(Path folder) throws RulesException {
    RuleFiles files = new RuleFiles();
    files.readDefaults();
    files.readFolder(folder);
    return files.checked();
  }

  private void readDefaults() {
    for (String name : DEFAULTS) {
      try (InputStream stream = RuleFiles.class.getResourceAsStream(name)) {
        if (stream == null) {
          throw new IllegalStateException("the default rules " + name + " are missing");
        }
        read(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (SyncRule rule : rules.values()) {
      (rule.direction() == Direction.OUTBOUND ? properties : metaverse)
          .computeIfAbsent(rule.type(), type -> new TreeSet<>())
          .addAll(rule.flows().stream().map(Flow::target).toList());
    }
  }

  private void readFolder(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files =
          all.filter(each -> each.getFileName().toString().matches(".*\\.ya?ml")).sorted().toList();
      if (files.isEmpty()) {
        mistakes.add(
            new RuleMistake(folder.toString(), 1, "there is no file *.yaml in this folder"));
      }
      for (Path file : files) {
        read(file.toString(), Files.readString(file));
      }
    } catch (IOException e) {
      mistakes.add(new RuleMistake(folder.toString(), 1, "it cannot be read: " + e.getMessage()));
    }
  }

  private void read(String file, String yaml) {
    RuleReader reader = new RuleReader(file, names);
    reader.read(yaml);
    mistakes.addAll(reader.mistakes());
    Set<String> own = new LinkedHashSet<>();
    for (SyncRule rule : reader.rules()) {
      SyncRule before = rules.get(rule.name());
      if (!own.add(rule.name()) || (before != null && !DEFAULTS.contains(fileOf(before)))) {
        mistake(rule, "there is another rule \"" + rule.name() + "\"");
      } else if (rule.disabled() && rule.flows().isEmpty()) {
        disable(rule, before);
      } else {
        rules.put(rule.name(), rule);
      }
    }
  }

  private void disable(SyncRule rule, @Nullable SyncRule before) {
    if (before == null) {
      mistake(rule, "there is no rule \"" + rule.name() + "\" that could be disabled");
      return;
    }
    rules.put(
        rule.name(),
        new SyncRule(
            before.name(),
            before.direction(),
            before.precedence(),
            before.kinds(),
            before.type(),
            before.provisions(),
            before.scope(),
            before.flows(),
            true,
            rule.origin()));
  }

  private static String fileOf(SyncRule rule) {
    return rule.origin().substring(0, rule.origin().lastIndexOf(':'));
  }

  private void mistake(SyncRule rule, String reason) {
    String origin = rule.origin();
    int line = Integer.parseInt(origin.substring(origin.lastIndexOf(':') + 1));
    mistakes.add(new RuleMistake(fileOf(rule), line, reason));
  }

  private SyncRules checked() throws RulesException {
    List<SyncRule> enabled = rules.values().stream().filter(rule -> !rule.disabled()).toList();
    checkPrecedence(enabled);
    checkAnchors(enabled);
    checkFlows(enabled);
    if (!mistakes.isEmpty()) {
      throw new RulesException(mistakes);
    }
    return new SyncRules(new ArrayList<>(rules.values()));
  }

  private void checkPrecedence(List<SyncRule> enabled) {
    Map<String, SyncRule> taken = new LinkedHashMap<>();
    for (SyncRule rule : enabled) {
      SyncRule other = taken.putIfAbsent(rule.direction() + " " + rule.precedence(), rule);
      if (other != null) {
        mistake(
            rule,
            "precedence " + rule.precedence() + " is that of \"" + other.name() + "\" already");
      }
    }
  }

  /** What comes into the metaverse needs a source anchor. */
  private void checkAnchors(List<SyncRule> enabled) {
    for (SyncRule rule : enabled) {
      boolean anchored =
          enabled.stream()
              .filter(other -> other.direction() == Direction.INBOUND)
              .filter(other -> other.type() == rule.type())
              .anyMatch(other -> sets(other, ANCHOR));
      if (rule.direction() == Direction.INBOUND && rule.provisions() && !anchored) {
        mistake(rule, "no rule sets the " + ANCHOR + " of a " + rule.type().wireName());
      }
    }
  }

  private static boolean sets(SyncRule rule, String attribute) {
    return rule.flows().stream().anyMatch(flow -> flow.target().equals(attribute));
  }

  private void checkFlows(List<SyncRule> enabled) {
    for (SyncRule rule : enabled) {
      if (rule.direction() == Direction.OUTBOUND) {
        Set<String> known = properties.getOrDefault(rule.type(), Set.of());
        for (Flow flow : rule.flows()) {
          if (!known.contains(flow.target())) {
            mistake(
                rule, "a " + rule.type().wireName() + " has no property \"" + flow.target() + "\"");
          }
        }
        for (String attribute : rule.reads()) {
          boolean usual = metaverse.getOrDefault(rule.type(), Set.of()).contains(attribute);
          if (!usual
              && enabled.stream()
                  .filter(other -> other.direction() == Direction.INBOUND)
                  .filter(other -> other.type() == rule.type())
                  .noneMatch(other -> sets(other, attribute))) {
            mistake(
                rule, "no inbound rule sets \"" + attribute + "\" of a " + rule.type().wireName());
          }
        }
      }
    }
  }
}
