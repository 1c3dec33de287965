package dev.tombolo.clients;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Leaves the tests out of a run whose client this machine does not have. */
public final class InstalledClients implements PostDiscoveryFilter {
  private static final boolean REQUIRED = "required".equals(System.getenv("TOMBOLO_CLIENTS"));

  @Override
  public FilterResult apply(TestDescriptor descriptor) {
    Optional<Client> client =
        element(descriptor)
            .map(element -> element.getAnnotation(RunsClient.class))
            .map(RunsClient::value);
    return FilterResult.includedIf(
        REQUIRED || client.isEmpty() || client.get().isInstalled(),
        () -> "nothing is missing",
        () -> client + " is not installed");
  }

  private static Optional<AnnotatedElement> element(TestDescriptor descriptor) {
    return descriptor.getSource().flatMap(InstalledClients::element);
  }

  private static Optional<AnnotatedElement> element(TestSource source) {
    if (source instanceof ClassSource type) {
      return Optional.of(type.getJavaClass());
    }
    return source instanceof MethodSource method
        ? Optional.of(method.getJavaMethod())
        : Optional.empty();
  }
}
