package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.List;

/**
 * A search, as RFC 4511 4.5.1 has it.
 *
 * @param sizeLimit entries at the most; 0 for no limit of the client's
 * @param timeLimit seconds at the most; 0 for no limit of the client's
 */
public record SearchRequest(
    String base,
    SearchScope scope,
    int sizeLimit,
    int timeLimit,
    boolean typesOnly,
    Filter filter,
    List<String> attributes) {
  /** Copies the attribute list. */
  public SearchRequest {
    attributes = List.copyOf(attributes);
  }
}
