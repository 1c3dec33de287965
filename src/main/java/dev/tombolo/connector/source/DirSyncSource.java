package dev.tombolo.connector.source;

import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.tombolo.ad.DirSyncCookie;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.Oids;
import dev.tombolo.connector.space.LinkKind;
import dev.tombolo.connector.space.ObjectKind;
import dev.tombolo.connector.space.OnPremisesLink;
import dev.tombolo.connector.wire.ForestClient;
import dev.tombolo.connector.wire.ForestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads changes with the DirSync control (MS-ADTS 3.1.1.3.4.1.3), link values one by one, and whole
 * objects by their objectGUID where a change alone does not say enough.
 */
public final class DirSyncSource implements ForestSource {
  private static final int INCREMENTAL_VALUES = 0x80000000;
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int READ_AT_A_TIME = 100;
  private static final int NAMES_AT_A_TIME = 1_000;
  private static final Control EXTENDED_DN =
      new Control(
          Oids.EXTENDED_DN,
          true,
          new ASN1OctetString(new ASN1Sequence(new ASN1Integer(1)).encode()));

  private final ForestClient forest;
  private final String[] requested;
  private final String[] requestedWhole;
  private final Filter filter;
  private final ForestEntryReader reader;

  /** A source of the domain a client is connected to. */
  public DirSyncSource(ForestClient forest, ImportedAttributes attributes) {
    this.forest = forest;
    this.requested = attributes.requested().toArray(String[]::new);
    this.requestedWhole = attributes.requestedWhole().toArray(String[]::new);
    this.reader = new ForestEntryReader(attributes);
    List<Filter> classes = new ArrayList<>();
    for (ObjectKind kind : ObjectKind.values()) {
      kind.classes().forEach(name -> classes.add(Filter.createEqualityFilter("objectClass", name)));
    }
    this.filter = Filter.createORFilter(classes);
  }

  @Override
  public ForestPage changes(SourcePosition position) throws ForestException {
    SearchRequest request =
        new SearchRequest(
            forest.endpoint().baseDn(),
            SearchScope.SUB,
            DereferencePolicy.NEVER,
            0,
            0,
            false,
            filter,
            requested);
    request.addControl(
        new Control(
            Oids.DIR_SYNC,
            true,
            new ASN1OctetString(
                new ASN1Sequence(
                        new ASN1Integer(INCREMENTAL_VALUES),
                        new ASN1Integer(MAX_BYTES),
                        new ASN1OctetString(position.octets()))
                    .encode())));
    request.addControl(EXTENDED_DN);
    SearchResult result = search(request, position);
    List<ForestChange> changes = new ArrayList<>();
    for (SearchResultEntry entry : result.getSearchEntries()) {
      reader.read(entry).ifPresent(changes::add);
    }
    return page(result, changes);
  }

  /** Windows refuses a position it cannot read with protocolError, Samba as a bad control. */
  private SearchResult search(SearchRequest request, SourcePosition position)
      throws ForestException {
    try {
      return forest.search(request);
    } catch (ForestException e) {
      boolean refused =
          e.resultCode().equals(ResultCode.PROTOCOL_ERROR)
              || e.resultCode().equals(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION);
      throw refused && !position.equals(SourcePosition.START) ? ForestException.badCookie(e) : e;
    }
  }

  private ForestPage page(SearchResult result, List<ForestChange> changes) throws ForestException {
    Control answer = result.getResponseControl(Oids.DIR_SYNC);
    if (answer == null || answer.getValue() == null) {
      throw malformed("the answer has no DirSync control");
    }
    try {
      ASN1Sequence value = ASN1Sequence.decodeAsSequence(answer.getValue().getValue());
      boolean more = value.elements()[0].decodeAsInteger().intValue() != 0;
      byte[] cookie = value.elements()[2].decodeAsOctetString().getValue();
      return new ForestPage(changes, SourcePosition.of(cookie), more);
    } catch (ASN1Exception | ArrayIndexOutOfBoundsException e) {
      throw malformed("the DirSync control of the answer cannot be read");
    }
  }

  private ForestException malformed(String message) {
    return ForestException.of(
        forest.endpoint(), new LDAPException(ResultCode.DECODING_ERROR, message));
  }

  @Override
  public List<ForestChange> read(Collection<UUID> guids) throws ForestException {
    List<ForestChange> read = new ArrayList<>();
    List<UUID> all = List.copyOf(guids);
    for (int from = 0; from < all.size(); from += READ_AT_A_TIME) {
      read.addAll(readSome(all.subList(from, Math.min(all.size(), from + READ_AT_A_TIME))));
    }
    return read;
  }

  private List<ForestChange> readSome(List<UUID> guids) throws ForestException {
    List<Filter> each = new ArrayList<>();
    for (UUID guid : guids) {
      each.add(Filter.createEqualityFilter("objectGUID", ObjectGuid.bytes(guid)));
    }
    SearchRequest request =
        new SearchRequest(
            forest.endpoint().baseDn(),
            SearchScope.SUB,
            DereferencePolicy.NEVER,
            0,
            0,
            false,
            Filter.createORFilter(each),
            requestedWhole);
    request.addControl(EXTENDED_DN);
    List<ForestChange> read = new ArrayList<>();
    for (SearchResultEntry entry : forest.search(request).getSearchEntries()) {
      Optional<ForestChange> change = reader.read(entry);
      if (change.isPresent()) {
        read.add(withAllValues(change.get(), entry));
      }
    }
    return read;
  }

  /** Fetches the rest of values that the server tells in ranges. */
  private ForestChange withAllValues(ForestChange change, SearchResultEntry entry)
      throws ForestException {
    List<OnPremisesLink> links = new ArrayList<>(change.addedLinks());
    List<OnPremisesLink> back = new ArrayList<>(change.linksTo().orElse(List.of()));
    for (LinkKind kind : LinkKind.values()) {
      for (ForestChange part : ranges(change.guid(), entry, kind.attribute())) {
        links.addAll(part.addedLinks());
      }
      for (ForestChange part : ranges(change.guid(), entry, kind.backAttribute())) {
        back.addAll(part.linksTo().orElse(List.of()));
      }
    }
    return new ForestChange(
        change.guid(),
        change.dn(),
        change.deleted(),
        change.recycled(),
        change.kind(),
        change.values(),
        links,
        List.of(),
        Optional.of(back));
  }

  private List<ForestChange> ranges(UUID guid, SearchResultEntry first, String attribute)
      throws ForestException {
    List<ForestChange> parts = new ArrayList<>();
    Optional<Integer> next = nextOfRange(first, attribute);
    while (next.isPresent()) {
      SearchRequest request =
          new SearchRequest(
              "<GUID=" + guid + ">",
              SearchScope.BASE,
              Filter.createPresenceFilter("objectClass"),
              "objectGUID",
              attribute + ";range=" + next.get() + "-*");
      request.addControl(EXTENDED_DN);
      List<SearchResultEntry> more = forest.search(request).getSearchEntries();
      if (more.isEmpty()) {
        return parts;
      }
      reader.read(more.get(0)).ifPresent(parts::add);
      next = nextOfRange(more.get(0), attribute);
    }
    return parts;
  }

  private static Optional<Integer> nextOfRange(SearchResultEntry entry, String attribute) {
    String prefix = attribute + ";range=";
    return entry.getAttributes().stream()
        .map(Attribute::getName)
        .filter(name -> name.regionMatches(true, 0, prefix, 0, prefix.length()))
        .map(name -> name.substring(name.indexOf('-') + 1))
        .filter(end -> !end.equals("*"))
        .map(end -> Integer.parseInt(end) + 1)
        .findFirst();
  }

  @Override
  public Map<UUID, String> namesBelow(UUID container) throws ForestException {
    Map<UUID, String> names = new HashMap<>();
    ASN1OctetString cookie = null;
    do {
      SearchRequest request =
          new SearchRequest("<GUID=" + container + ">", SearchScope.SUB, filter, "objectGUID");
      request.addControl(new SimplePagedResultsControl(NAMES_AT_A_TIME, cookie));
      SearchResult result = forest.search(request);
      for (SearchResultEntry entry : result.getSearchEntries()) {
        reader.read(entry).ifPresent(found -> names.put(found.guid(), found.dn()));
      }
      cookie = nextPage(result);
    } while (cookie != null);
    return names;
  }

  private @Nullable ASN1OctetString nextPage(SearchResult result) throws ForestException {
    try {
      SimplePagedResultsControl page = SimplePagedResultsControl.get(result);
      return page == null || !page.moreResultsToReturn() ? null : page.getCookie();
    } catch (LDAPException e) {
      throw ForestException.of(forest.endpoint(), e);
    }
  }

  @Override
  public boolean follows(SourcePosition next, SourcePosition position) {
    Optional<DirSyncCookie> after = DirSyncCookie.decode(next.octets());
    Optional<DirSyncCookie> before = DirSyncCookie.decode(position.octets());
    return after.isPresent()
        && before.isPresent()
        && after.get().invocationId().equals(before.get().invocationId())
        && after.get().objectUsn() >= before.get().objectUsn();
  }
}
