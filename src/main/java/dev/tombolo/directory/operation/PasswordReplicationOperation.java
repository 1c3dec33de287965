package dev.tombolo.directory.operation;

import com.unboundid.asn1.ASN1OctetString;
import dev.tombolo.ad.AdError;
import dev.tombolo.ad.DirSyncCookie;
import dev.tombolo.ad.DirectoryException;
import dev.tombolo.ad.FileTime;
import dev.tombolo.ad.ObjectGuid;
import dev.tombolo.ad.PasswordReplication.Account;
import dev.tombolo.ad.PasswordReplication.Request;
import dev.tombolo.ad.PasswordReplication.Response;
import dev.tombolo.directory.schema.WellKnown;
import dev.tombolo.directory.security.ControlRight;
import dev.tombolo.directory.store.Entry;
import dev.tombolo.directory.store.OctetCursor;
import dev.tombolo.directory.store.Stamp;
import dev.tombolo.directory.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the password hashes of accounts to those who may replicate everything, see {@link
 * dev.tombolo.ad.PasswordReplication}.
 *
 * <p>The errors are those of DirSync, and confidentialityRequired (13) on a connection in clear:
 * what the replication protocol refuses there is no LDAP operation, so the code is LDAP's own for
 * the case (RFC 4511 4.1.9) rather than the unwillingToPerform of a write of {@code unicodePwd}.
 */
public final class PasswordReplicationOperation {
  private static final int MAX_OBJECTS = 1000;

  private final DirectoryContext context;

  /** Reads one directory. */
  public PasswordReplicationOperation(DirectoryContext context) {
    this.context = context;
  }

  /**
   * Answers a request.
   *
   * @param value of the extended request, null for none
   * @return the value of the result
   */
  public byte[] run(Session session, @Nullable ASN1OctetString value) throws DirectoryException {
    if (session.caller().isAnonymous()) {
      throw AdError.NOT_BOUND.exception();
    }
    if (!session.isConfidential()) {
      throw AdError.NEEDS_CONFIDENTIALITY.exception();
    }
    Request request = Request.decode(value).orElseThrow(AdError.BAD_EXTENDED_REQUEST::exception);
    View view = context.store().snapshot();
    ReplicationSource source = new ReplicationSource(context, view);
    int head = source.head(request.baseDn(), AdError.REPLICATION_DENIED);
    source.require(session.caller(), ControlRight.GET_CHANGES, head);
    source.require(session.caller(), ControlRight.GET_CHANGES_ALL, head);
    Response response =
        request.objects().isEmpty()
            ? changed(view, source, head, request)
            : named(view, head, request);
    return response.encode().getValue();
  }

  private static Response changed(View view, ReplicationSource source, int head, Request request)
      throws DirectoryException {
    WellKnown w = view.schema().wellKnown();
    DirSyncCookie since = source.position(request.cookie().getValue());
    int limit =
        request.maxObjects() == 0 ? MAX_OBJECTS : Math.min(request.maxObjects(), MAX_OBJECTS);
    List<Account> accounts = new ArrayList<>();
    long reached = since.objectUsn();
    OctetCursor cursor = source.changedAfter(reached);
    while (cursor.next()) {
      int id = cursor.keyTail();
      Entry entry = view.existing(id);
      Optional<Account> account =
          ReplicationSource.isToldOf(view, head, id, entry)
              ? account(w, entry, since.attributeUsn())
              : Optional.empty();
      if (account.isPresent() && accounts.size() == limit) {
        return new Response(cookie(source.within(since, reached)), true, accounts);
      }
      account.ifPresent(accounts::add);
      reached = entry.number(w.uSNChanged, reached);
    }
    return new Response(cookie(source.end()), false, accounts);
  }

  /** The accounts asked for that exist; the caller's place in the changes stays where it is. */
  private static Response named(View view, int head, Request request) {
    WellKnown w = view.schema().wellKnown();
    List<Account> accounts = new ArrayList<>();
    for (UUID guid : request.objects()) {
      int id = view.find(w.objectGUID, ObjectGuid.bytes(guid));
      if (id >= 0 && ReplicationSource.isToldOf(view, head, id, view.existing(id))) {
        account(w, view.existing(id), 0).ifPresent(accounts::add);
      }
    }
    return new Response(request.cookie(), false, accounts);
  }

  /** A live object with a password that was written after a USN. */
  private static Optional<Account> account(WellKnown w, Entry entry, long since) {
    byte[] hash = entry.first(w.unicodePwd);
    Stamp stamp = entry.stamp(w.unicodePwd);
    if (entry.isDeleted() || hash == null || stamp == null || stamp.usn() <= since) {
      return Optional.empty();
    }
    return Optional.of(
        new Account(
            ObjectGuid.of(entry.guid()),
            new ASN1OctetString(hash),
            entry.number(w.pwdLastSet, 0),
            FileTime.of(Instant.ofEpochSecond(stamp.time())),
            (int) entry.number(w.userAccountControl, 0)));
  }

  private static ASN1OctetString cookie(DirSyncCookie position) {
    return new ASN1OctetString(position.encode());
  }
}
