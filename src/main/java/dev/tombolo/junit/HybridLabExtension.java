package dev.tombolo.junit;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.tombolo.lab.Lab;
import dev.tombolo.lab.LabException;
import dev.tombolo.lab.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts a lab for tests, puts it back before each of them, injects it into their parameters, and
 * tells with a failure what happened in it.
 *
 * <p>Used by {@link HybridLab}, or in a field with {@code @RegisterExtension}: of a static field
 * the lab is shared by the tests of the class, of an instance field each test has its own.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final HybridLabExtension ad =
 *     HybridLabExtension.builder().parts(Part.DIRECTORY).ldif("people.ldif").build();
 * }</pre>
 */
public final class HybridLabExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
  /** The fixture of the company that Tombolo comes with. */
  public static final String COMPANY = "ldif/adatum.ldif";

  private static final String LEASE = "lease";
  private static final String STORY = "tombolo.timeline";

  private final @Nullable LabSpec own;
  private volatile @Nullable RunningLab current;

  /** For JUnit, which makes one for {@link HybridLab}. */
  public HybridLabExtension() {
    this(null);
  }

  private HybridLabExtension(@Nullable LabSpec own) {
    this.own = own;
  }

  /** Begins to describe a lab: all three parts, the company, synchronized. */
  public static Builder builder() {
    return new Builder();
  }

  /** What the lab of a field is started with. */
  public static final class Builder {
    private List<String> ldif = List.of(COMPANY);
    private Set<Part> parts = EnumSet.allOf(Part.class);
    private final List<String> settings = new ArrayList<>();
    private boolean synced = true;

    private Builder() {}

    /** Other fixtures, or none, as {@link HybridLab#ldif}. */
    public Builder ldif(String... names) {
      ldif = List.of(names);
      return this;
    }

    /** Only some of the parts. */
    public Builder parts(Part... some) {
      parts = Set.of(some);
      return this;
    }

    /** Another value of a setting. */
    public Builder setting(String name, String value) {
      settings.add(name + "=" + value);
      return this;
    }

    /** Whether the fixtures are in the tenant already when a test begins; they are by default. */
    public Builder synced(boolean whether) {
      synced = whether;
      return this;
    }

    /** The extension. */
    public HybridLabExtension build() {
      return new HybridLabExtension(spec());
    }

    private LabSpec spec() {
      return new LabSpec(ldif, parts, settings, synced);
    }
  }

  /**
   * The lab of the test that runs, for an extension in a field.
   *
   * @throws IllegalStateException when none runs
   */
  public Lab lab() {
    RunningLab running = current;
    if (running == null) {
      throw new IllegalStateException("the lab has not started: no test of its class runs");
    }
    return running.lab();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    obtain(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    store(context).put(LEASE, obtain(context).begin());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Optional<Throwable> failure = context.getExecutionException();
    if (failure.isPresent()) {
      String story = obtain(context).story();
      context.publishReportEntry(STORY, story);
      failure.get().addSuppressed(new LabStory(story));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Injected.knows(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    try {
      Object value = Injected.of(type, obtain(context));
      if (value instanceof LDAPConnection connection) {
        store(context).put(connection, connection);
      }
      return value;
    } catch (LDAPException | IllegalStateException e) {
      throw new ParameterResolutionException(
          "there is no " + type.getSimpleName() + " for the test: " + e.getMessage(), e);
    }
  }

  /** The lab of a context or one around it, else a new one that ends with the context. */
  private RunningLab obtain(ExtensionContext context) {
    LabSpec spec = own == null ? annotated(context) : own;
    Object key = own == null ? spec : this;
    ExtensionContext.Store store = store(context);
    RunningLab running = store.get(key, RunningLab.class);
    if (running == null) {
      try {
        running = RunningLab.start(spec, context.getRequiredTestClass());
      } catch (LabException e) {
        throw new ExtensionConfigurationException("the lab does not start: " + e.getMessage(), e);
      }
      store.put(key, running);
    }
    current = running;
    return running;
  }

  private static LabSpec annotated(ExtensionContext context) {
    for (Class<?> type = context.getRequiredTestClass();
        type != null;
        type = type.getEnclosingClass()) {
      Optional<HybridLab> wanted = AnnotationSupport.findAnnotation(type, HybridLab.class);
      if (wanted.isPresent()) {
        return LabSpec.of(wanted.get());
      }
    }
    return new Builder().spec();
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(ExtensionContext.Namespace.create(HybridLabExtension.class));
  }
}
