package dev.tombolo.directory.operation;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.schema.AttributeType;
import dev.tombolo.directory.search.Finder;
import dev.tombolo.directory.search.LinkReader;
import dev.tombolo.directory.security.ReadableAttributes;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;
import java.util.List;

/** Compare (RFC 4511 4.10). */
public final class CompareOperation {
  private final DirectoryContext context;

  /** Compares in one directory. */
  public CompareOperation(DirectoryContext context) {
    this.context = context;
  }

  /** Whether an object has a value. */
  public boolean run(
      Session session, String dn, String attribute, byte[] value, List<Control> requestControls)
      throws DirectoryException {
    RequestControls controls = RequestControls.parse(requestControls, ControlKind.Kind.COMPARE);
    if (session.caller().isAnonymous()) {
      throw AdError.NOT_BOUND.exception();
    }
    View view = context.store().snapshot();
    int id = Target.locate(view, dn, controls, session.caller(), context.access());
    Entry entry = view.existing(id);
    AttributeType type =
        view.schema().attribute(attribute).orElseThrow(AdError.UNKNOWN_ATTRIBUTE::exception);
    ReadableAttributes readable = session.readable(context.access(), view, id, entry);
    if (!readable.include(type) || !has(view, id, entry, type)) {
      throw AdError.ATTRIBUTE_MISSING.about(type.attid(), type.name());
    }
    return new Finder(view, Filter.createEqualityFilter(attribute, value))
        .matches(view, id, entry, readable);
  }

  private static boolean has(View view, int id, Entry entry, AttributeType type) {
    if (type == view.schema().wellKnown().distinguishedName) {
      return true;
    }
    return type.isLink()
        ? new LinkReader(view, false, false).walk(type, id, entry).next()
        : entry.has(type);
  }
}
