package dev.tombolo.tenant.signin;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The scopes a client asks for in a person's name, in the order it names them. */
record Scope(List<String> names) {
  /** What is about the sign-in and not about a resource (OpenID Connect Core 1.0 section 5.4). */
  private static final Set<String> OF_SIGN_IN =
      Set.of("openid", "profile", "email", "offline_access");

  /** Copies the list. */
  Scope {
    names = List.copyOf(names);
  }

  static Scope parse(String text) {
    return new Scope(List.of(text.trim().split("\\s+")));
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /**
   * Whether it asks for what the application has been granted, and for nothing of a resource else.
   */
  boolean ofDefault() {
    List<String> resource = names.stream().filter(name -> !OF_SIGN_IN.contains(name)).toList();
    return resource.size() == 1 && resource.get(0).endsWith("/.default");
  }

  String text() {
    return String.join(" ", names);
  }

  /** The scopes of the resource, by their short names, as an access token has them. */
  String ofResource() {
    return names.stream()
        .filter(name -> !OF_SIGN_IN.contains(name))
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .map(name -> name.equals(".default") ? "User.Read" : name)
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
