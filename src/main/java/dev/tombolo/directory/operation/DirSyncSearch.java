package dev.tombolo.directory.operation;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirSyncCookie;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.search.ChangedEntry;
import dev.tombolo.directory.search.DnWriter;
import dev.tombolo.directory.search.Finder;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.security.ReadableAttributes;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Octets;
import dev.tombolo.directory.store.View;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A search with the DirSync control (MS-ADTS 3.1.1.3.4.1.3): the changes of a naming context since
 * a cookie, in the order of {@code uSNChanged}, deleted objects among them. It reads only the tail
 * of the index that the changes are in, so it costs as much as there is to tell.
 */
final class DirSyncSearch {
  private static final int OBJECT_SECURITY = 0x1;
  private static final int ANCESTORS_FIRST = 0x800;
  private static final int INCREMENTAL_VALUES = 0x80000000;
  private static final int MIN_BYTES = 0x100000;
  private static final int MIN_OBJECTS = 100;
  private static final int MAX_OBJECTS = 1000;

  private final DirectoryContext context;
  private final View view;
  private final WellKnown w;
  private final Session session;
  private final SearchRequest request;
  private final RequestControls controls;
  private final RequestControls.DirSync dirSync;
  private final ReplicationSource source;
  private final int maxObjects;
  private final int maxBytes;
  private final Set<Integer> sent = new HashSet<>();
  private int bytes;

  DirSyncSearch(
      DirectoryContext context,
      View view,
      Session session,
      SearchRequest request,
      RequestControls controls) {
    this.context = context;
    this.view = view;
    this.w = view.schema().wellKnown();
    this.session = session;
    this.request = request;
    this.controls = controls;
    this.dirSync = controls.dirSync().orElseThrow();
    this.source = new ReplicationSource(context, view);
    this.maxObjects =
        request.sizeLimit() == 0
            ? MAX_OBJECTS
            : Math.max(MIN_OBJECTS, Math.min(request.sizeLimit(), MAX_OBJECTS));
    this.maxBytes = Math.max(MIN_BYTES, dirSync.maxBytes());
  }

  List<Control> run(SearchOutput output) throws DirectoryException {
    if (controls.paged().isPresent()
        || controls.sort().isPresent()
        || controls.listView().isPresent()
        || controls.attributeScope().isPresent()) {
      throw AdError.BAD_CONTROL.exception();
    }
    int base = base();
    DirSyncCookie since = source.position(dirSync.cookie().getValue());
    Finder finder = new Finder(view, request.filter());
    DnWriter names = names();
    ChangedEntry changes =
        new ChangedEntry(
            view,
            base,
            names,
            request.attributes(),
            controls.dirSyncEx(),
            since.attributeUsn(),
            (dirSync.flags() & INCREMENTAL_VALUES) != 0,
            (id, entry) -> context.access().descriptor(view, id, entry).encode());
    OctetCursor cursor = source.changedAfter(since.objectUsn());
    long reached = since.objectUsn();
    boolean more = false;
    while (cursor.next()) {
      int id = cursor.keyTail();
      Entry entry = view.existing(id);
      if (sent.size() >= maxObjects || bytes >= maxBytes || output.isAbandoned()) {
        more = true;
        break;
      }
      if (ReplicationSource.isToldOf(view, base, id, entry)) {
        send(base, id, finder, changes, output);
      }
      reached = entry.number(w.uSNChanged, reached);
    }
    return List.of(response(more, more ? source.within(since, reached) : source.end()));
  }

  private DnWriter names() {
    return controls
        .extendedDn()
        .map(
            flag ->
                new DnWriter(
                    view, flag == 1 ? DnWriter.Form.EXTENDED_TEXT : DnWriter.Form.EXTENDED_HEX))
        .orElseGet(() -> new DnWriter(view, DnWriter.Form.PLAIN));
  }

  private int base() throws DirectoryException {
    boolean objectSecurity = (dirSync.flags() & OBJECT_SECURITY) != 0;
    int base =
        source.head(
            request.base(), objectSecurity ? AdError.UNWILLING : AdError.REPLICATION_DENIED);
    if (!objectSecurity) {
      source.require(session.caller(), ControlRight.GET_CHANGES, base);
    }
    return base;
  }

  private void send(int base, int id, Finder finder, ChangedEntry changes, SearchOutput output) {
    Deque<Integer> order = new ArrayDeque<>();
    order.push(id);
    if ((dirSync.flags() & ANCESTORS_FIRST) != 0) {
      for (int at = id; at != base; at = view.existing(at).parent()) {
        order.push(view.existing(at).parent());
      }
    }
    for (int each : order) {
      if (!sent.contains(each)) {
        sendOne(each, view.existing(each), finder, changes, output);
      }
    }
  }

  private void sendOne(
      int id, Entry entry, Finder finder, ChangedEntry changes, SearchOutput output) {
    boolean trusted = (dirSync.flags() & OBJECT_SECURITY) == 0;
    Octets octets = new Octets(1024);
    boolean told;
    if (!trusted && !context.access().maySee(session.caller(), view, id, entry)) {
      told = changes.writeDeletion(id, entry, octets);
    } else {
      ReadableAttributes readable =
          trusted
              ? attribute -> !attribute.isSecret()
              : context.access().readable(session.caller(), view, id, entry);
      told =
          finder.matches(view, id, entry, readable) && changes.write(id, entry, readable, octets);
    }
    if (told) {
      output.entry(octets);
      bytes += octets.size();
      sent.add(id);
    }
  }

  private static Control response(boolean more, DirSyncCookie cookie) {
    ASN1Sequence value =
        new ASN1Sequence(
            new ASN1Integer(more ? 1 : 0),
            new ASN1Integer(0),
            new ASN1OctetString(cookie.encode()));
    return new Control(Oids.DIR_SYNC, false, new ASN1OctetString(value.encode()));
  }
}
