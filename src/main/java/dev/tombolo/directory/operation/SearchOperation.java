package dev.tombolo.directory.operation;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.SearchScope;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.Oids;
import dev.tombolo.directory.naming.Names;
import dev.tombolo.directory.search.AttributeSelection;
import dev.tombolo.directory.search.ConstructedAttributes;
import dev.tombolo.directory.search.DnWriter;
import dev.tombolo.directory.search.EntryRenderer;
import dev.tombolo.directory.search.Finder;
import dev.tombolo.directory.search.LinkReader;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.security.ReadableAttributes;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.EntryBuilder;
import dev.tombolo.directory.store.Octets;
import dev.tombolo.directory.store.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Search (RFC 4511 4.5, MS-ADTS 3.1.1.3.1.3): one snapshot, from the base to the result. */
public final class SearchOperation {
  private final DirectoryContext context;

  /** Searches one directory. */
  public SearchOperation(DirectoryContext context) {
    this.context = context;
  }

  /**
   * Runs a search.
   *
   * @return the controls of the result
   * @throws DirectoryException the result, when it is not success; entries may have been sent
   *     before
   */
  public List<Control> run(
      Session session, SearchRequest request, List<Control> requestControls, SearchOutput output)
      throws DirectoryException {
    RequestControls controls = RequestControls.parse(requestControls, ControlKind.Kind.SEARCH);
    View view = context.store().snapshot();
    if (request.base().isEmpty() && request.scope().equals(SearchScope.BASE)) {
      new RootDse(context).search(session, request, controls, output);
      return List.of();
    }
    if (session.caller().isAnonymous()) {
      throw AdError.NOT_BOUND.exception();
    }
    if (controls.dirSync().isPresent()) {
      session.requireWritable();
      return new DirSyncSearch(context, view, session, request, controls).run(output);
    }
    int base = base(view, session, request, controls);
    Optional<RequestControls.Paged> paged = controls.paged();
    if (controls.listView().isPresent()
        && (paged.isPresent() || controls.attributeScope().isPresent())) {
      throw AdError.BAD_CONTROL.exception();
    }
    if (paged.isPresent() && paged.get().cookie().getValueLength() > 0) {
      return nextPage(session, request, requestControls, paged.get(), output);
    }
    List<Control> responses = new ArrayList<>();
    DnWriter names = names(view, controls);
    Matches matches =
        new Matches(
            scope(view, session, request, base, controls, responses),
            new Finder(view, request.filter(), links(view, controls)),
            controls,
            session,
            context.access(),
            output,
            timeLimit(request));
    Results results =
        Arrangement.of(
            view, matches::next, controls, names, context.policy().maxTempTableSize(), responses);
    EntryRenderer renderer = renderer(view, session.caller(), request, controls, names);
    if (paged.isPresent()) {
      PagedSearch search =
          new PagedSearch(fingerprint(request, requestControls), view, matches, results, renderer);
      references(view, session, request, base, controls, output);
      responses.add(sendPage(session, search, paged.get(), output));
      return responses;
    }
    int sent = sendAll(view, session, request, results, renderer, output);
    references(view, session, request, base, controls, output);
    Optional<RequestControls.ExpectedCount> expected = controls.expectedCount();
    if (expected.isPresent() && !expected.get().includes(sent)) {
      throw AdError.ENTRY_COUNT.exception().with(responses);
    }
    return responses;
  }

  private Scope scope(
      View view,
      Session session,
      SearchRequest request,
      int base,
      RequestControls controls,
      List<Control> responses)
      throws DirectoryException {
    Optional<String> attribute = controls.attributeScope();
    if (attribute.isEmpty() || base < 0) {
      return new Scope(view, base, request.scope(), isAcross(session, controls));
    }
    ReadableAttributes readable =
        session.readable(context.access(), view, base, view.existing(base));
    return AttributeScope.of(
        view,
        base,
        request.scope(),
        attribute.get(),
        links(view, controls),
        readable::include,
        responses);
  }

  /** Whether the forest's naming contexts are searched as one, as the global catalog always is. */
  private static boolean isAcross(Session session, RequestControls controls) {
    return controls.phantomRoot() || session.isGlobalCatalog();
  }

  private int base(View view, Session session, SearchRequest request, RequestControls controls)
      throws DirectoryException {
    if (request.base().isEmpty() && isAcross(session, controls)) {
      return -1;
    }
    int base = Names.find(view, request.base());
    Entry entry = base < 0 ? null : view.existing(base);
    if (entry == null
        || entry.isPhantom()
        || !controls.shows(entry, view.recycleBin())
        || !context.access().maySee(session.caller(), view, base, entry)) {
      throw Names.notFound(view, request.base());
    }
    return base;
  }

  private Duration timeLimit(SearchRequest request) {
    Duration most = context.policy().maxQueryDuration();
    Duration wanted = Duration.ofSeconds(request.timeLimit());
    return wanted.isZero() || wanted.compareTo(most) > 0 ? most : wanted;
  }

  private static DnWriter names(View view, RequestControls controls) {
    Optional<Integer> extended = controls.extendedDn();
    if (extended.isEmpty()) {
      return new DnWriter(view, DnWriter.Form.PLAIN);
    }
    return new DnWriter(
        view, extended.get() == 1 ? DnWriter.Form.EXTENDED_TEXT : DnWriter.Form.EXTENDED_HEX);
  }

  private static LinkReader links(View view, RequestControls controls) {
    return new LinkReader(
        view, controls.showDeactivatedLink(), controls.showDeleted() || controls.showRecycled());
  }

  private EntryRenderer renderer(
      View view, Caller caller, SearchRequest request, RequestControls controls, DnWriter names) {
    return new EntryRenderer(
        view,
        AttributeSelection.of(view.schema(), request.attributes()),
        names,
        links(view, controls),
        new ConstructedAttributes(
            view,
            context.forest(),
            caller,
            context.access(),
            context.clock().instant(),
            request.scope().equals(SearchScope.BASE),
            names),
        new EntryRenderer.Options(
            request.typesOnly(),
            context.policy().maxValRange(),
            !controls.rangeNoError(),
            controls.descriptorFlags().orElse(0)));
  }

  private int sendAll(
      View view,
      Session session,
      SearchRequest request,
      Results results,
      EntryRenderer renderer,
      SearchOutput output)
      throws DirectoryException {
    int most = context.policy().maxPageSize();
    int limit = request.sizeLimit() == 0 ? most : Math.min(request.sizeLimit(), most);
    Octets octets = new Octets(2048);
    int sent = 0;
    for (int id = results.next(); id >= 0; id = results.next()) {
      if (sent++ == limit) {
        throw AdError.SIZE_LIMIT.exception();
      }
      send(view, session, id, renderer, octets, output);
    }
    return sent;
  }

  private void send(
      View view,
      Session session,
      int id,
      EntryRenderer renderer,
      Octets octets,
      SearchOutput output)
      throws DirectoryException {
    Entry entry = view.existing(id);
    octets.clear();
    renderer.render(id, entry, session.readable(context.access(), view, id, entry), octets);
    output.entry(octets);
  }

  /** What must not change from page to page: the request, and its controls but for the cookie. */
  private static Object fingerprint(SearchRequest request, List<Control> controls) {
    return List.of(
        request,
        controls.stream().filter(each -> !each.getOID().equals(Oids.PAGED_RESULTS)).toList());
  }

  private List<Control> nextPage(
      Session session,
      SearchRequest request,
      List<Control> requestControls,
      RequestControls.Paged paged,
      SearchOutput output)
      throws DirectoryException {
    PagedSearch search = session.take(paged.cookie());
    if (search == null || !search.belongsTo(fingerprint(request, requestControls))) {
      throw AdError.BAD_CONTROL.exception();
    }
    if (paged.size() == 0) {
      return List.of(pagedResponse(new ASN1OctetString()));
    }
    search.resume(output, timeLimit(request));
    return List.of(sendPage(session, search, paged, output));
  }

  private Control sendPage(
      Session session, PagedSearch search, RequestControls.Paged paged, SearchOutput output)
      throws DirectoryException {
    int most = context.policy().maxPageSize();
    int limit = paged.size() <= 0 ? most : Math.min(paged.size(), most);
    Octets octets = new Octets(2048);
    int sent = 0;
    int id = search.next();
    while (id >= 0 && sent < limit) {
      send(search.view(), session, id, search.renderer(), octets, output);
      sent++;
      id = search.next();
    }
    if (id < 0) {
      return pagedResponse(new ASN1OctetString());
    }
    search.giveBack(id);
    return pagedResponse(session.keep(search));
  }

  private static Control pagedResponse(ASN1OctetString cookie) {
    ASN1Sequence value = new ASN1Sequence(new ASN1Integer(0), cookie);
    return new Control(Oids.PAGED_RESULTS, false, new ASN1OctetString(value.encode()));
  }

  /** Sends references to the naming contexts below the base (MS-ADTS 3.1.1.4.7). */
  private void references(
      View view,
      Session session,
      SearchRequest request,
      int base,
      RequestControls controls,
      SearchOutput output) {
    if (base < 0
        || request.scope().equals(SearchScope.BASE)
        || controls.domainScope()
        || isAcross(session, controls)) {
      return;
    }
    List<byte[]> heads = view.existing(base).all(view.schema().wellKnown().subRefs);
    if (heads.isEmpty()) {
      return;
    }
    String baseDn = Names.containerDn(view, base);
    for (byte[] value : heads) {
      int child = EntryBuilder.referenced(value);
      Entry head = view.existing(child);
      String type = view.schema().attribute(head.rdnAttribute()).rdnName();
      String host = context.forest().referralHost(type, head.name());
      output.reference("ldap://" + host + "/" + type + "=" + head.name() + "," + baseDn);
    }
  }
}
