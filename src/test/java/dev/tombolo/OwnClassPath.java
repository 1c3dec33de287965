package dev.tombolo;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** The class path of the tests, for a process that runs what is under test. */
public final class OwnClassPath {
  private OwnClassPath() {}

  /** In the form of Java's {@code -cp}, whoever runs the tests. */
  public static String text() {
    String tests = System.getProperty("surefire.test.class.path");
    if (tests != null) {
      return tests;
    }
    if (OwnClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
      return String.join(
          File.pathSeparator, Arrays.stream(loader.getURLs()).map(OwnClassPath::file).toList());
    }
    return System.getProperty("java.class.path");
  }

  private static String file(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
