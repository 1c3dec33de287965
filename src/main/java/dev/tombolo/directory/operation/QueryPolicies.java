package dev.tombolo.directory.operation;

import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.Register;
import dev.tombolo.directory.store.Store;
import dev.tombolo.directory.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The query policy in force: what {@code lDAPAdminLimits} of {@code CN=Default Query Policy} says
 * now. A change counts from the next request on.
 */
public final class QueryPolicies implements Supplier<QueryPolicy> {
  private static final String[] PLACE = {
    "Services", "Windows NT", "Directory Service", "Query-Policies", "Default Query Policy"
  };

  private final Store store;
  private volatile @Nullable Known known;

  /** What was read of the object, and of which octets. */
  private static final class Known {
    private final int id;
    private final byte[] octets;
    private final QueryPolicy policy;

    private Known(int id, byte[] octets, QueryPolicy policy) {
      this.id = id;
      this.octets = octets;
      this.policy = policy;
    }
  }

  /** Reads the policies of a directory. */
  public QueryPolicies(Store store) {
    this.store = store;
  }

  @Override
  public QueryPolicy get() {
    View view = store.snapshot();
    if (view.limit() == 0) {
      return QueryPolicy.DEFAULT; // the forest is being made
    }
    Known last = known;
    int id = last == null ? find(view) : last.id;
    Entry entry = id < 0 ? null : view.entry(id);
    if (entry == null || entry.isDeleted()) {
      known = null;
      return QueryPolicy.DEFAULT;
    }
    Entry.Values values = entry.values(view.schema().wellKnown().lDAPAdminLimits);
    if (last != null && last.octets == values.source()) {
      return last.policy;
    }
    List<String> pairs = new ArrayList<>();
    byte[] octets = values.source();
    while (values.next()) {
      pairs.add(values.text());
    }
    QueryPolicy policy = QueryPolicy.of(pairs);
    known = new Known(id, octets, policy);
    return policy;
  }

  private static int find(View view) {
    int at = view.object(Register.CONFIGURATION);
    for (String name : PLACE) {
      at = at < 0 ? -1 : view.child(at, name);
    }
    return at;
  }
}
