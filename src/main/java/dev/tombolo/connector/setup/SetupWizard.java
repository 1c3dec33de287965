package dev.tombolo.connector.setup;

import dev.tombolo.connector.wire.TenantAdministrator;
import dev.tombolo.connector.wire.TenantException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration wizard of Azure AD Connect, page by page as the seed goes through it. Nothing
 * changes before {@link Page#READY} is left.
 */
public final class SetupWizard {
  /** The pages, in order. */
  public enum Page {
    /** Says what the wizard is for. */
    WELCOME("Welcome"),
    /** Which task: field {@code task}. */
    ADDITIONAL_TASKS("Additional tasks"),
    /** Who sets it up: fields {@code username} and {@code password}. */
    CONNECT_TO_TENANT("Connect to Azure AD"),
    /** Which forests. */
    CONNECT_DIRECTORIES("Connect directories"),
    /** Which containers. */
    FILTERING("Domain/OU filtering"),
    /** Which features: a field for each, {@code true} or {@code false}. */
    OPTIONAL_FEATURES("Optional features"),
    /** Which attributes more. */
    DIRECTORY_EXTENSIONS("Directory extensions"),
    /** What will be done. */
    READY("Ready to configure"),
    /** It is done. */
    COMPLETE("Configuration complete");

    private final String title;

    Page(String title) {
      this.title = title;
    }

    /** The heading. */
    public String title() {
      return title;
    }
  }

  /**
   * A page as it is shown.
   *
   * @param fields what can be entered, with what it is now; a secret is always empty
   * @param lines what the page says
   */
  public record View(Page page, String title, Map<String, String> fields, List<String> lines) {
    /** Copies the collections. */
    public View {
      fields = Map.copyOf(fields);
      lines = List.copyOf(lines);
    }
  }

  /** The one task there is. */
  public static final String TASK = "Customize synchronization options";

  private static final List<Page> ORDER = List.of(Page.values());
  private static final String TASK_FIELD = "task";
  private static final String USER_FIELD = "username";
  private static final String PASSWORD_FIELD = "password";

  private final Setup setup;
  private final Map<Feature, Boolean> wanted;
  private Page page = Page.WELCOME;
  private @Nullable TenantAdministrator administrator;

  SetupWizard(Setup setup) {
    this.setup = setup;
    this.wanted = new EnumMap<>(setup.switches().all());
  }

  /** The page that is shown now. */
  public synchronized View view() {
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> lines = List.of();
    switch (page) {
      case ADDITIONAL_TASKS -> fields.put(TASK_FIELD, TASK);
      case CONNECT_TO_TENANT -> {
        fields.put(USER_FIELD, "");
        fields.put(PASSWORD_FIELD, "");
      }
      case CONNECT_DIRECTORIES -> lines = List.of(setup.forestName());
      case FILTERING -> lines = setup.filtering();
      case OPTIONAL_FEATURES ->
          wanted.forEach((feature, on) -> fields.put(feature.key(), Boolean.toString(on)));
      case READY -> lines = changes().entrySet().stream().map(SetupWizard::line).toList();
      case WELCOME, DIRECTORY_EXTENSIONS, COMPLETE -> {}
    }
    return new View(page, page.title(), fields, lines);
  }

  private static String line(Map.Entry<Feature, Boolean> change) {
    return (change.getValue() ? "Enable " : "Disable ") + change.getKey().title();
  }

  private Map<Feature, Boolean> changes() {
    Map<Feature, Boolean> changes = new EnumMap<>(wanted);
    changes.entrySet().removeAll(setup.switches().all().entrySet());
    return changes;
  }

  /**
   * The button {@code Next}, {@code Configure} on the last page.
   *
   * @param fields what was entered on the page; what is absent stays as it is shown
   * @return the page that follows
   * @throws SetupException why the page cannot be left; it stays
   */
  public synchronized View next(Map<String, String> fields) throws SetupException {
    switch (page) {
      case ADDITIONAL_TASKS -> {
        if (!fields.getOrDefault(TASK_FIELD, TASK).equals(TASK)) {
          throw new SetupException("The task is \"" + TASK + "\"; there is no other.");
        }
      }
      case CONNECT_TO_TENANT ->
          administrator =
              setup.signIn(
                  fields.getOrDefault(USER_FIELD, ""), fields.getOrDefault(PASSWORD_FIELD, ""));
      case OPTIONAL_FEATURES -> choose(fields);
      case READY -> setup.apply(changes());
      case COMPLETE -> throw new SetupException("The configuration is complete: exit the wizard.");
      case WELCOME, CONNECT_DIRECTORIES, FILTERING, DIRECTORY_EXTENSIONS -> {}
    }
    page = ORDER.get(ORDER.indexOf(page) + 1);
    return view();
  }

  private void choose(Map<String, String> fields) throws SetupException {
    Map<Feature, Boolean> chosen = new EnumMap<>(wanted);
    for (Map.Entry<String, String> field : fields.entrySet()) {
      Feature feature =
          Feature.find(field.getKey())
              .orElseThrow(
                  () ->
                      new SetupException(
                          "There is no feature \""
                              + field.getKey()
                              + "\"; there are "
                              + String.join(
                                  ", ", Arrays.stream(Feature.values()).map(Feature::key).toList())
                              + "."));
      chosen.put(feature, Boolean.parseBoolean(field.getValue()));
    }
    TenantAdministrator signedIn = administrator;
    if (signedIn == null) {
      throw new SetupException("Nobody is signed in to the tenant.");
    }
    for (Map.Entry<Feature, Boolean> choice : chosen.entrySet()) {
      if (choice.getValue() && !setup.switches().isOn(choice.getKey())) {
        setup.prerequisites().require(choice.getKey(), signedIn);
      }
    }
    wanted.putAll(chosen);
  }

  /** Says why somebody cannot set the tool up, or returns them signed in. */
  static TenantAdministrator required(SignIn attempt, String name) throws SetupException {
    try {
      TenantAdministrator signedIn = attempt.run();
      if (!signedIn.isGlobalAdministrator()) {
        throw new SetupException(
            name + " is no global administrator of the tenant, and cannot set up the sync tool.");
      }
      return signedIn;
    } catch (TenantException e) {
      throw new SetupException(
          "The credentials are not accepted: " + String.valueOf(e.getMessage()), e);
    }
  }

  /** An attempt to sign in. */
  @FunctionalInterface
  interface SignIn {
    TenantAdministrator run() throws TenantException;
  }
}
