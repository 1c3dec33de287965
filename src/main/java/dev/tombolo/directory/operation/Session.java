package dev.tombolo.directory.operation;

import com.unboundid.asn1.ASN1OctetString;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.directory.security.AccessControl;
import dev.tombolo.directory.security.Caller;
import dev.tombolo.directory.security.ReadableAttributes;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.View;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's side of a connection: who it is, whether others can read along, the paged searches
 * it has open.
 */
public final class Session {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Supplier<QueryPolicy> policies;
  private final boolean globalCatalog;
  private final Map<ASN1OctetString, PagedSearch> pagedSearches = new LinkedHashMap<>();
  private volatile Caller caller = Caller.ANONYMOUS;
  private volatile boolean confidential;

  /** A session that nobody has signed in to yet. */
  public Session(Supplier<QueryPolicy> policies) {
    this(policies, false);
  }

  /**
   * A session that nobody has signed in to yet.
   *
   * @param globalCatalog whether the client sees the forest by the global catalog, which shows some
   *     attributes only and is not written
   */
  public Session(Supplier<QueryPolicy> policies, boolean globalCatalog) {
    this.policies = policies;
    this.globalCatalog = globalCatalog;
  }

  /** Whether the client sees the forest by the global catalog. */
  public boolean isGlobalCatalog() {
    return globalCatalog;
  }

  /** Who has signed in. */
  public Caller caller() {
    return caller;
  }

  /**
   * Signs somebody in, or, with {@link Caller#ANONYMOUS}, out. Pages that another has begun are not
   * for the new one to read.
   */
  public void caller(Caller newCaller) {
    caller = newCaller;
    pagedSearches.clear();
  }

  /**
   * Refuses what is not done by the global catalog.
   *
   * @throws DirectoryException unwillingToPerform
   */
  public void requireWritable() throws DirectoryException {
    if (globalCatalog) {
      throw AdError.GLOBAL_CATALOG.exception();
    }
  }

  /** Which attributes of an object the client may read, and sees. */
  ReadableAttributes readable(AccessControl access, View view, int id, Entry entry) {
    ReadableAttributes may = access.readable(caller, view, id, entry);
    return globalCatalog
        ? attribute -> GlobalCatalog.holds(view.schema(), attribute) && may.include(attribute)
        : may;
  }

  /** Whether the connection is encrypted, as passwords demand. */
  public boolean isConfidential() {
    return confidential;
  }

  /** Marks the connection encrypted. */
  public void confidential(boolean encrypted) {
    confidential = encrypted;
  }

  /** Keeps a paged search for its next page; the oldest goes when there are too many. */
  ASN1OctetString keep(PagedSearch search) {
    byte[] cookie = new byte[16];
    RANDOM.nextBytes(cookie);
    ASN1OctetString key = new ASN1OctetString(cookie);
    pagedSearches.put(key, search);
    QueryPolicy policy = policies.get();
    Iterator<PagedSearch> oldest = pagedSearches.values().iterator();
    while (pagedSearches.size() > policy.maxResultSetsPerConn()
        || (pagedSearches.size() > 1 && kept() > policy.maxResultSetSize())) {
      oldest.next();
      oldest.remove();
    }
    return key;
  }

  private long kept() {
    return pagedSearches.values().stream().mapToLong(PagedSearch::kept).sum();
  }

  /** Takes a paged search out again, or null when the cookie names none. */
  @Nullable PagedSearch take(ASN1OctetString cookie) {
    return pagedSearches.remove(cookie);
  }
}
